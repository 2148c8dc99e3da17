/* Attack 25: keeps whoever supervises it busy with events.
 * Usage: event_storm [processes|signals|threads|all] [N] [MILLIS]     (default all 64 5000)
 *   processes: N processes, each forking children that end at once; signals: N processes that signal themselves;
 *   threads: N processes, each starting threads that end at once; all: a third of each. For MILLIS.
 * Report: TIME_LIMIT, no later than twice the limit; OK when MILLIS are below it: prints "events E", which all
 *   processes together have made. Every process ends itself with SIGALRM after 20 s. */
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long *events;
static long millis = 5000;
static long long start;

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

static void *end_at_once(void *unused) {
  return unused;
}

static void handle(int number) {
  (void)number;
}

static void fork_once(void) {
  if (fork() == 0)
    _exit(0);
  wait(NULL);
}

static void signal_once(void) {
  kill(getpid(), SIGUSR1);
}

static void thread_once(void) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, end_at_once, NULL) == 0)
    pthread_join(thread, NULL);
}

static void storm(void (*once)(void)) {
  alarm(20);
  signal(SIGUSR1, handle);
  while (now() - start < millis) {
    once();
    __atomic_fetch_add(events, 1, __ATOMIC_RELAXED);
  }
  _exit(0);
}

int main(int argc, char **argv) {
  static const char *const names[] = {"processes", "signals", "threads"};
  static void (*const ways[])(void) = {fork_once, signal_once, thread_once};
  int count = argc > 2 ? atoi(argv[2]) : 64;
  millis = argc > 3 ? atol(argv[3]) : millis;
  start = now();
  events = mmap(NULL, sizeof *events, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (events == MAP_FAILED)
    return 1;
  alarm(20);
  for (int i = 0; i < count; i++) {
    int way = i % 3;
    for (int k = 0; k < 3; k++)
      way = argc > 1 && !strcmp(names[k], argv[1]) ? k : way;
    if (fork() == 0)
      storm(ways[way]);
  }
  while (wait(NULL) > 0)
    continue;
  printf("events %ld\n", *events);
  return 0;
}
