/* Attack 23 (which is none): starts threads until it may not, and ends well.
 * Usage: thread_bomb [CEILING]     (default 2000)
 * Report: OK, marked with the limit that was hit: prints "threads N refused ERROR", N threads besides the first one,
 *   ERROR EAGAIN, or none at CEILING. Ends itself with SIGALRM after 20 s. */
#define _GNU_SOURCE
#include "../error_name.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void *wait_for_ever(void *unused) {
  for (;;)
    pause();
  return unused;
}

int main(int argc, char **argv) {
  int ceiling = argc > 1 ? atoi(argv[1]) : 2000, started = 0, error = 0;
  pthread_attr_t small;
  pthread_t thread;
  alarm(20);
  pthread_attr_init(&small);
  pthread_attr_setstacksize(&small, 64 << 10);
  while (started < ceiling && (error = pthread_create(&thread, &small, wait_for_ever, NULL)) == 0)
    started++;
  printf("threads %d refused %s\n", started, error_name(error));
  return 0;
}
