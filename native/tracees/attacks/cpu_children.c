/* Attack 4: children that each stay below the limit, and a parent that only waits.
 * Usage: cpu_children [N] [MILLIS] [together|one_by_one]     (default 10 100 together)
 *   Each of the N children uses MILLIS of processor time and exits 0.
 * Report: TIME_LIMIT (cpu) on the tree; OK below it: prints "children N cpu_ms T", T what it waited for.
 *   Every process ends itself with SIGALRM after 20 s. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void burn(long millis) {
  struct timespec used = {0};
  while (used.tv_sec * 1000 + used.tv_nsec / 1000000 < millis) {
    for (volatile int turns = 0; turns < 10000; turns++)
      continue;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  }
}

static long millis_of(struct timeval time) {
  return time.tv_sec * 1000L + time.tv_usec / 1000;
}

int main(int argc, char **argv) {
  int count = argc > 1 ? atoi(argv[1]) : 10;
  long millis = argc > 2 ? atol(argv[2]) : 100;
  struct rusage used;
  alarm(20);
  for (int i = 0; i < count; i++) {
    if (fork() == 0) {
      alarm(20);
      burn(millis);
      _exit(0);
    }
    if (argc > 3 && !strcmp(argv[3], "one_by_one"))
      wait(NULL);
  }
  while (wait(NULL) > 0)
    continue;
  getrusage(RUSAGE_CHILDREN, &used);
  printf("children %d cpu_ms %ld\n", count, millis_of(used.ru_utime) + millis_of(used.ru_stime));
  return 0;
}
