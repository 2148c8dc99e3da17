/* Makes the pipe on stdout one of packets (O_DIRECT, see pipe(2)) and writes COUNT of them: no read returns more than one.
 * Usage: packets COUNT
 * Report: OK; COUNT lines captured. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv) {
  int count = argc > 1 ? atoi(argv[1]) : 1;
  if (fcntl(STDOUT_FILENO, F_SETFL, O_DIRECT) < 0)
    return 2;
  for (int i = 0; i < count; i++)
    if (write(STDOUT_FILENO, "packet\n", 7) != 7)
      return 3;
  return 0;
}
