/* Computes for ever.
 * Usage: spin [user|syscalls|threads N|children N]     (default user)
 *   syscalls: loops over getppid, so that most of the time is system time;
 *   threads, children: N of them spin, and the main thread too.
 * Report: TIME_LIMIT; every thread and child dead. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static volatile unsigned long turns;

static void *spin(void *unused) {
  (void)unused;
  for (unsigned long i = 0;; i++)
    turns = i;
  return NULL;
}

static void start_threads(int count) {
  pthread_t thread;
  for (int i = 0; i < count; i++)
    pthread_create(&thread, NULL, spin, NULL);
}

static void start_children(int count) {
  for (int i = 0; i < count; i++)
    if (fork() == 0)
      spin(NULL);
}

int main(int argc, char **argv) {
  const char *what = argc > 1 ? argv[1] : "user";
  int count = argc > 2 ? atoi(argv[2]) : 1;
  if (!strcmp(what, "threads"))
    start_threads(count);
  if (!strcmp(what, "children"))
    start_children(count);
  while (!strcmp(what, "syscalls"))
    syscall(SYS_getppid);
  spin(NULL);
}
