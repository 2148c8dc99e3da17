/* Creates exactly as many processes and threads as it is told.
 * Usage: spawn_known P [K] [T]     (default K = P, T 0)
 *   P children, K of them alive at once (the last group may be smaller), then T threads, all alive at once.
 * Report: OK; P + 1 processes, K + 1 at once, T + 1 threads of the main process at once. Prints "processes P at_once
 *   K threads T". Every process ends itself with SIGALRM after 20 s. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static pthread_barrier_t all;

/* A child tells that it lives, and ends when the parent closes the other pipe. */
static void live(const int alive[2], const int until[2]) {
  char byte = 'c';
  alarm(20);
  close(until[1]);
  if (write(alive[1], &byte, 1) != 1 || read(until[0], &byte, 1) != 0)
    _exit(1);
  _exit(0);
}

static int spawn(int count) {
  int alive[2], until[2], wrong = 0, status;
  char byte;
  if (pipe(alive) || pipe(until))
    return 1;
  for (int i = 0; i < count; i++) {
    pid_t child = fork();
    if (child == 0)
      live(alive, until);
    wrong |= child < 0;
  }
  close(alive[1]);
  for (int i = 0; i < count; i++)
    wrong |= read(alive[0], &byte, 1) != 1;
  close(until[1]);
  while (wait(&status) > 0)
    wrong |= status != 0;
  close(alive[0]);
  close(until[0]);
  return wrong;
}

static void *meet(void *unused) {
  pthread_barrier_wait(&all);
  return unused;
}

static int start_threads(int count) {
  pthread_t threads[count + 1];
  pthread_barrier_init(&all, NULL, (unsigned)count + 1);
  for (int i = 0; i < count; i++)
    if (pthread_create(&threads[i], NULL, meet, NULL))
      return 1;
  meet(NULL);
  for (int i = 0; i < count; i++)
    pthread_join(threads[i], NULL);
  return 0;
}

int main(int argc, char **argv) {
  if (argc < 2)
    return 2;
  int processes = atoi(argv[1]), at_once = argc > 2 ? atoi(argv[2]) : processes;
  int threads = argc > 3 ? atoi(argv[3]) : 0, wrong = 0;
  if (at_once < 1)
    at_once = 1;
  alarm(20);
  for (int made = 0; made < processes; made += at_once)
    wrong |= spawn(processes - made < at_once ? processes - made : at_once);
  wrong |= start_threads(threads);
  printf("processes %d at_once %d threads %d\n", processes, at_once, threads);
  return wrong;
}
