/* Calls getppid(2) N times, and getuid(2) once in a thousand times.
 * Usage: one_in_thousand N
 * Report: OK */
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(int argc, char **argv) {
  long count = argc > 1 ? atol(argv[1]) : 1000;
  for (long i = 0; i < count; i++) {
    syscall(SYS_getppid);
    if (i % 1000 == 0)
      syscall(SYS_getuid);
  }
  return 0;
}
