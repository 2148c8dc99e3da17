/* Attack 8: stops itself, or a child that it waits for, and nobody ever continues it.
 * Usage: self_stop [self|again|child|group|thread] [SIGNUM]     (default self, SIGSTOP; 20-22 stop too, outside an
 *   orphaned group) again: stops itself whenever it is continued; child: waits for a child that has stopped;
 *   group: stops its own process group with a child in it; thread: a second thread stops the process.
 * Report: TIME_LIMIT (wall or idle): neither a hang, nor "exit 19", nor continued by the supervisor.
 *   "not stopped" on stdout means that it was continued, or that the stop was swallowed; it then exits 1. */
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int number = SIGSTOP;

static void *stop(void *unused) {
  kill(getpid(), number);
  return unused;
}

static void wait_for_stopped_child(void) {
  pid_t child = fork();
  if (child == 0) {
    setpgid(0, 0); /* beside its parent's group: no orphan */
    raise(number);
    _exit(0);
  }
  waitpid(child, NULL, 0);
}

static void stop_group(void) {
  setpgid(0, 0); /* fails for a session leader, which leads its group already */
  if (fork() == 0)
    for (;;)
      pause();
  kill(0, number);
}

static void stop_from_thread(void) {
  pthread_t thread;
  pthread_create(&thread, NULL, stop, NULL);
  pthread_join(thread, NULL);
}

int main(int argc, char **argv) {
  const char *how = argc > 1 ? argv[1] : "self";
  if (argc > 2)
    number = atoi(argv[2]);
  if (!strcmp(how, "child"))
    wait_for_stopped_child();
  else if (!strcmp(how, "group"))
    stop_group();
  else if (!strcmp(how, "thread"))
    stop_from_thread();
  else
    stop(NULL);
  while (!strcmp(how, "again"))
    stop(NULL);
  puts("not stopped");
  return 1;
}
