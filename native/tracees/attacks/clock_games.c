/* Attack 9: plays with timers, signals and the clock so that limits built on them fail.
 * Usage: clock_games [spin|sleep] [SECONDS]     (default spin, the clock left alone)
 *   Fires all interval timers every millisecond, re-arms alarm, handles SIGTERM and what else ends a program, then
 *   blocks every signal. SECONDS: moves CLOCK_REALTIME of the machine by so much for 20 ms, and back; prints
 *   "clock_settime EPERM" where it may not. Killed in these 20 ms it leaves the machine's clock wrong!
 * Report: TIME_LIMIT, cpu (spin) or wall (sleep), in time. Ends itself with code 3 after 20 s of CLOCK_MONOTONIC. */
#define _GNU_SOURCE
#include "../error_name.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum { LIFETIME = 20 };

static void go_on(int number) {
  (void)number;
  alarm(1);
}

static void play_with_signals(void) {
  static const int timers[] = {ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF};
  struct itimerval every = {{0, 1000}, {0, 1000}};
  sigset_t all;
  for (int number = 1; number < 32; number++)
    signal(number, go_on);
  for (int i = 0; i < 3; i++)
    setitimer((__itimer_which_t)timers[i], &every, NULL);
  usleep(20000);
  alarm(1);
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, NULL);
}

static struct timespec now(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return time;
}

/* Later clock steps of others are lost; 20 ms are short. */
static void move_clock(long seconds) {
  struct timespec moved = now(CLOCK_REALTIME);
  moved.tv_sec += seconds;
  int error = clock_settime(CLOCK_REALTIME, &moved) ? errno : 0;
  if (error == 0) {
    struct timespec start = now(CLOCK_MONOTONIC), end = start;
    while ((end.tv_sec - start.tv_sec) * 1000000000LL + end.tv_nsec - start.tv_nsec < 20000000)
      end = now(CLOCK_MONOTONIC);
    struct timespec back = now(CLOCK_REALTIME);
    back.tv_sec -= seconds;
    error = clock_settime(CLOCK_REALTIME, &back) ? errno : 0;
  }
  printf("clock_settime %s\n", error_name(error));
  fflush(stdout);
}

int main(int argc, char **argv) {
  int sleeps = argc > 1 && !strcmp(argv[1], "sleep");
  time_t start = now(CLOCK_MONOTONIC).tv_sec;
  play_with_signals();
  if (argc > 2)
    move_clock(atol(argv[2]));
  while (now(CLOCK_MONOTONIC).tv_sec - start < LIFETIME)
    if (sleeps)
      usleep(100000);
  return 3;
}
