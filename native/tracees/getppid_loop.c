/* Makes N raw getppid calls: the cheapest system call there is; or asks N times for the rights on a file.
 * Usage: getppid_loop [N [FILE]]     (default 1000000)
 * Report: OK; prints "calls N elapsed_ns T". Untraced calls must cost what they cost outside. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int main(int argc, char **argv) {
  long count = argc > 1 ? atol(argv[1]) : 1000000;
  struct timespec start, end;
  clock_gettime(CLOCK_MONOTONIC, &start);
  for (long i = 0; i < count; i++)
    if (argc > 2)
      syscall(SYS_faccessat, AT_FDCWD, argv[2], R_OK);
    else
      syscall(SYS_getppid);
  clock_gettime(CLOCK_MONOTONIC, &end);
  printf("calls %ld elapsed_ns %lld\n", count,
         (end.tv_sec - start.tv_sec) * 1000000000LL + (end.tv_nsec - start.tv_nsec));
  return 0;
}
