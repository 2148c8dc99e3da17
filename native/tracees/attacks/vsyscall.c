/* Attack 35: asks for the time where no system call instruction is: in the page of vsyscall(7), and in the vdso.
 * Usage: vsyscall [page|vdso]     (default page)
 * Report: OK. Prints "page OK" or, where the kernel has no such page to execute, is killed by SIGSEGV; vdso prints
 *   "vdso OK". Calls of the page are seen as the calls that they stand for: with "time" denied, FORBIDDEN.
 *   Exit 3: not to be had on this machine. */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>

#if defined(__x86_64__)
typedef int get_time_of_day(struct timeval *now, void *zone);

int main(int argc, char **argv) {
  struct timeval now = {0};
  if (argc > 1 && !strcmp(argv[1], "vdso")) {
    struct timespec exact = {0};
    puts(clock_gettime(CLOCK_REALTIME, &exact) == 0 && exact.tv_sec > 1600000000 ? "vdso OK" : "vdso wrong");
    return 0;
  }
  get_time_of_day *page = (get_time_of_day *)(uintptr_t)0xffffffffff600000u;
  int result = page(&now, NULL);
  if (result < 0)
    printf("page %d\n", result);
  else
    puts(now.tv_sec > 1600000000 ? "page OK" : "page wrong");
  return 0;
}
#else
int main(void) {
  return 3;
}
#endif
