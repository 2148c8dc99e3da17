/* Attack 3: threads compute for ever, each of them little.
 * Usage: cpu_threads [N] [wait|gone|churn]     (default 8 wait)
 *   wait: the main thread sleeps; gone: it has ended, so that its process looks like a zombie; churn: a thread ends
 *   after 2 ms of processor time and starts another one, so that no thread is ever seen to use much.
 * Report: TIME_LIMIT (cpu) on the sum of the threads, dead ones too. Ends itself with SIGALRM after 20 s. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char *how = "wait";

static void start(void);

static void *spin(void *unused) {
  struct timespec used = {0};
  pthread_detach(pthread_self());
  while (strcmp(how, "churn") || used.tv_nsec < 2000000) {
    for (volatile int turns = 0; turns < 10000; turns++)
      continue;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
  }
  start();
  return unused;
}

static void start(void) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, spin, NULL))
    exit(1);
}

int main(int argc, char **argv) {
  int count = argc > 1 ? atoi(argv[1]) : 8;
  if (argc > 2)
    how = argv[2];
  alarm(20);
  for (int i = 0; i < count; i++)
    start();
  if (!strcmp(how, "gone"))
    pthread_exit(NULL);
  for (;;)
    pause();
}
