/* Attack 16 (which is none): allocates until there is no more, copes, and ends well.
 * Usage: mem_handled [STEP] [CEILING]     (MiB; default 1 2048)
 *   It does not write to the memory: only a limit on address space refuses it.
 * Report: OK, marked with the limit that was hit: prints "allocated N MiB refused ENOMEM"; at CEILING
 *   "allocated N MiB refused none". Ends itself with SIGALRM after 20 s. */
#include "../error_name.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char out[BUFSIZ]; /* printf must not need memory at the end */

int main(int argc, char **argv) {
  long step = argc > 1 ? atol(argv[1]) : 1;
  long ceiling = argc > 2 ? atol(argv[2]) : 2048, allocated = 0;
  static void *volatile last;
  alarm(20);
  setvbuf(stdout, out, _IOFBF, sizeof out);
  errno = 0;
  while (allocated < ceiling && (last = malloc((size_t)step << 20)) != NULL)
    allocated += step;
  printf("allocated %ld MiB refused %s\n", allocated, error_name(allocated < ceiling ? errno : 0));
  return 0;
}
