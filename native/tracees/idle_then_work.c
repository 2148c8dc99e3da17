/* Sleeps, works, and sleeps again.
 * Usage: idle_then_work [SLEEP] [WORK] [ROUNDS] [cpu|io]     (milliseconds; default 100 50 1 cpu)
 *   ROUNDS times SLEEP and WORK, then SLEEP. cpu: uses WORK of processor time; io: for WORK it passes one byte through a pipe
 *   of its own, once a millisecond, and uses next to no processor time.
 * Report: OK when idle is above SLEEP, however long it lasts; TIME_LIMIT (idle) when it is below. Prints
 *   "idle SLEEP work WORK rounds ROUNDS". Ends itself with SIGALRM after 60 s. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int ends[2];

static long long now(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void pass_byte(void) {
  char byte = 'b';
  if (write(ends[1], &byte, 1) != 1 || read(ends[0], &byte, 1) != 1)
    exit(1);
  usleep(1000);
}

int main(int argc, char **argv) {
  int sleep = argc > 1 ? atoi(argv[1]) : 100, work = argc > 2 ? atoi(argv[2]) : 50;
  int rounds = argc > 3 ? atoi(argv[3]) : 1, io = argc > 4 && !strcmp(argv[4], "io");
  alarm(60);
  if (pipe(ends))
    return 1;
  for (int i = 0; i < rounds; i++) {
    usleep((useconds_t)sleep * 1000);
    clockid_t clock = io ? CLOCK_MONOTONIC : CLOCK_PROCESS_CPUTIME_ID;
    long long end = now(clock) + work * 1000000LL;
    while (now(clock) < end)
      if (io)
        pass_byte();
  }
  usleep((useconds_t)sleep * 1000);
  printf("idle %d work %d rounds %d\n", sleep, work, rounds);
  return 0;
}
