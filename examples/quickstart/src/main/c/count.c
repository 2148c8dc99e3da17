#include <stdio.h>

/* Counts the lines of its input. */
int main(void) {
  int lines = 0;
  int c;
  while ((c = getchar()) != EOF) {
    if (c == '\n') {
      lines++;
    }
  }
  printf("%d\n", lines);
  return 0;
}
