#include <stddef.h>
#include <stdio.h>

struct node {
  int value;
  struct node *next;
};

static int last(const struct node *node) {
  while (node->next != NULL) {
    node = node->next;
  }
  return node->value;
}

/* Forgets that a list may be empty. */
int main(void) {
  printf("%d\n", last(NULL));
  return 0;
}
