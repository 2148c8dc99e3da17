#include <stdio.h>

/* Says what is wrong and ends with an exit code of its own. */
int main(void) {
  fputs("refuse: there is nothing to do\n", stderr);
  return 3;
}
