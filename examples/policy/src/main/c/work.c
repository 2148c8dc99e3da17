/* Computes for some time.
 * Usage: work MILLISECONDS */
#include <stdlib.h>
#include <time.h>

int main(int argc, char **argv) {
  long wanted = argc > 1 ? atol(argv[1]) : 0;
  while (clock() / (CLOCKS_PER_SEC / 1000) < wanted)
    ;
  return 0;
}
