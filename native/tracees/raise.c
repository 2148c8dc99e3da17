/* Sends itself a signal.
 * Usage: raise SIGNUM [raise|kill|tgkill|tkill|sigqueue|group|thread|child]     (default raise)
 *   group: kill(0), after becoming a group of its own; thread: a second thread signals itself;
 *   child: a forked child signals its parent.
 * Report: RUNTIME_ERROR with that signal when its default action ends a program, sender = own pid
 *   (child: the child's), si_code SI_USER for kill, group and child, SI_TKILL for raise, tgkill,
 *   tkill and thread, SI_QUEUE for sigqueue. Otherwise prints "survived SIGNUM" and exits 0. */
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void *signal_own_thread(void *number) {
  pthread_kill(pthread_self(), *(int *)number);
  return NULL;
}

static void signal_from_thread(int number) {
  pthread_t thread;
  pthread_create(&thread, NULL, signal_own_thread, &number);
  pthread_join(thread, NULL);
}

static void signal_from_child(int number) {
  pid_t parent = getpid();
  pid_t child = fork();
  if (child == 0) {
    kill(parent, number);
    _exit(0);
  }
  while (waitpid(child, NULL, 0) < 0)
    continue;
}

static void send(int number, const char *how) {
  if (!strcmp(how, "raise"))
    raise(number);
  else if (!strcmp(how, "kill"))
    kill(getpid(), number);
  else if (!strcmp(how, "tgkill"))
    syscall(SYS_tgkill, getpid(), syscall(SYS_gettid), number);
  else if (!strcmp(how, "tkill"))
    syscall(SYS_tkill, syscall(SYS_gettid), number);
  else if (!strcmp(how, "sigqueue"))
    sigqueue(getpid(), number, (union sigval){.sival_int = 42});
  else if (!strcmp(how, "group")) {
    setpgid(0, 0); /* fails when already a session leader, which is as good */
    kill(0, number);
  } else if (!strcmp(how, "thread"))
    signal_from_thread(number);
  else if (!strcmp(how, "child"))
    signal_from_child(number);
}

int main(int argc, char **argv) {
  if (argc < 2)
    return 2;
  int number = atoi(argv[1]);
  send(number, argc > 2 ? argv[2] : "raise");
  printf("survived %d\n", number);
  return 0;
}
