#include <stdio.h>

/* Writes without end. */
int main(void) {
  for (;;) puts("3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3");
}
