/* Gives itself, and another thread, a name that would clear a terminal, and then does what it is told.
 * Usage: hostile_names spin | leave | crash | thread | grow | missing
 * Report: TIME_LIMIT for spin and thread, RUNTIME_ERROR for crash, MEMORY_LIMIT for grow under a limit; else exit 1. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

static const char NAME[] = "\033[2J\n\x01<&\xff\x7f]]>";

static void *wait_for_ever(void *unused) {
  prctl(PR_SET_NAME, NAME);
  pause();
  return unused;
}

int main(int argc, char **argv) {
  const char *what = argc > 1 ? argv[1] : "";
  pthread_t thread;
  prctl(PR_SET_NAME, NAME);
  if (strcmp(what, "spin") == 0)
    for (;;)
      ;
  if (strcmp(what, "leave") == 0 && fork() == 0)
    pause();
  if (strcmp(what, "crash") == 0)
    abort();
  if (strcmp(what, "thread") == 0 && pthread_create(&thread, NULL, wait_for_ever, NULL) == 0)
    pause();
  while (strcmp(what, "grow") == 0)
    memset(malloc(1 << 20), 1, 1 << 20);
  if (strcmp(what, "missing") == 0)
    open("/tmp/\033[31m\n\x01<&\xff\x7f]]>", O_RDONLY);
  return 1;
}
