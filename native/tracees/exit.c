/* Ends with an exit code, by one of the ways there are.
 * Usage: exit [CODE] [exit|_exit|raw|thread]     (default 0 exit)
 *   raw: the exit system call of the only thread; thread: exit() called by a second thread.
 * Report: exit code CODE & 255; OK for 0, NONZERO_EXIT otherwise, also for 124-137. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static void *leave(void *code) {
  exit(*(int *)code);
}

int main(int argc, char **argv) {
  int code = argc > 1 ? atoi(argv[1]) : 0;
  const char *how = argc > 2 ? argv[2] : "exit";
  if (!strcmp(how, "_exit"))
    _exit(code);
  if (!strcmp(how, "raw"))
    syscall(SYS_exit, code);
  if (!strcmp(how, "thread")) {
    pthread_t thread;
    pthread_create(&thread, NULL, leave, &code);
    pthread_join(thread, NULL);
  }
  exit(code);
}
