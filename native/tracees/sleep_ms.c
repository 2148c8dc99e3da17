/* Prints "before", sleeps, prints "after" and how long it was.
 * Usage: sleep_ms MILLISECONDS
 * Report: OK, or TIME_LIMIT (wall) with "before" captured and "after" not. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

int main(int argc, char **argv) {
  long milliseconds = argc > 1 ? atol(argv[1]) : 100;
  struct timespec duration = {.tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000};
  printf("before\n");
  fflush(stdout);
  long long start = now();
  nanosleep(&duration, NULL);
  printf("after\nslept_ms %lld\n", (now() - start) / 1000000);
  return 0;
}
