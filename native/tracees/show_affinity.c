/* Prints the processors it may run on.
 * Usage: show_affinity
 * Report: OK. "cpus 0 1 …", "count N" (what nproc prints), "online N" (_SC_NPROCESSORS_ONLN).
 *   Under supervision the same as outside. */
#define _GNU_SOURCE
#include <sched.h>
#include <stdio.h>
#include <unistd.h>

int main(void) {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set))
    return 1;
  printf("cpus");
  for (size_t cpu = 0; cpu < CPU_SETSIZE; cpu++)
    if (CPU_ISSET(cpu, &set))
      printf(" %zu", cpu);
  printf("\ncount %d\nonline %ld\n", CPU_COUNT(&set), sysconf(_SC_NPROCESSORS_ONLN));
  return 0;
}
