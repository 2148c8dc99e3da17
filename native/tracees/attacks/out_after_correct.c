/* Attack 19: prints the right answer, and then blanks without end.
 * Usage: out_after_correct [ANSWER] [BYTES]     (default 42 10485760)
 * Report: OUTPUT_LIMIT, captured exactly the cap; OK when ANSWER, a newline and BYTES blanks are below it.
 *   Exit 3: a write failed. Ends itself with SIGALRM after 20 s. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv) {
  static char blanks[4096];
  long left = argc > 2 ? atol(argv[2]) : 10 << 20;
  alarm(20);
  memset(blanks, ' ', sizeof blanks);
  puts(argc > 1 ? argv[1] : "42");
  fflush(stdout);
  while (left > 0) {
    ssize_t put = write(1, blanks, left < 4096 ? (size_t)left : sizeof blanks);
    if (put < 0)
      return 3;
    left -= put;
  }
  return 0;
}
