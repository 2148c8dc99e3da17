/* Ends while its threads are creating processes, so that the last children are born of a dead parent.
 * Usage: exit_while_forking [THREADS] [MICROSECONDS]     (default 2 2000)
 *   Each thread forks children that end at once, for ever; the process ends after MICROSECONDS.
 * Report: OK; nobody is left, not even a child of whose birth nobody was told. */
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static void *fork_for_ever(void *unused) {
  for (;;)
    if (fork() == 0)
      _exit(0);
  return unused;
}

int main(int argc, char **argv) {
  int threads = argc > 1 ? atoi(argv[1]) : 2;
  pthread_t thread;
  signal(SIGCHLD, SIG_IGN);
  for (int i = 0; i < threads; i++)
    pthread_create(&thread, NULL, fork_for_ever, NULL);
  usleep((useconds_t)(argc > 2 ? atoi(argv[2]) : 2000));
  _exit(0);
}
