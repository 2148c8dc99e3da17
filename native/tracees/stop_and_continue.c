/* A child stops itself; the parent sees it stop, continues it, sees it continue and end.
 * Usage: stop_and_continue [SIGNUM]     (default SIGSTOP; SIGTSTP, SIGTTIN, SIGTTOU stop as well)
 * Report: OK; prints "stopped N", "still stopped", "continued", "exited 7". Exit 1: a step went wrong. */
#define _GNU_SOURCE
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* Continued without SIGCONT, as by a careless supervisor, the child has no wait status that says so: it tells. */
static void stop_then_end(int number, int tell, int go) {
  char byte = 0;
  setpgid(0, 0);
  raise(number);
  if (write(tell, &byte, 1) == 1 && read(go, &byte, 1) == 1)
    _exit(7);
  _exit(8);
}

int main(int argc, char **argv) {
  int number = argc > 1 ? atoi(argv[1]) : SIGSTOP;
  int status, tell[2], go[2]; /* the child ends when told: an exit overtakes a continue that is not waited for */
  char byte = 0;
  if (pipe(tell) || pipe(go))
    return 1;
  pid_t child = fork();
  if (child == 0)
    stop_then_end(number, tell[1], go[0]);
  if (waitpid(child, &status, WUNTRACED) != child || !WIFSTOPPED(status))
    return 1;
  printf("stopped %d\n", WSTOPSIG(status));
  if (poll(&(struct pollfd){.fd = tell[0], .events = POLLIN}, 1, 50) != 0)
    return 1;
  printf("still stopped\n");
  kill(child, SIGCONT);
  if (waitpid(child, &status, WCONTINUED) != child || !WIFCONTINUED(status))
    return 1;
  printf("continued\n");
  if (read(tell[0], &byte, 1) != 1 || write(go[1], &byte, 1) != 1)
    return 1;
  if (waitpid(child, &status, 0) != child || !WIFEXITED(status))
    return 1;
  printf("exited %d\n", WEXITSTATUS(status));
  return 0;
}
