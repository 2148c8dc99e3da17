#include <stdio.h>

/* Prints and prints. */
int main(void) {
  for (;;) {
    puts("are we there yet?");
  }
}
