/* A child stops itself; the parent sees it stop, continues it, sees it continue and end.
 * Usage: stop_and_continue [SIGNUM]     (default SIGSTOP; SIGTSTP, SIGTTIN, SIGTTOU stop as well)
 * Report: OK; prints "stopped N", "still stopped", "continued", "exited 7". Exit 1: a step went wrong. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv) {
  int number = argc > 1 ? atoi(argv[1]) : SIGSTOP;
  int status;
  pid_t child = fork();
  if (child == 0) {
    setpgid(0, 0);
    raise(number);
    _exit(7);
  }
  if (waitpid(child, &status, WUNTRACED) != child || !WIFSTOPPED(status))
    return 1;
  printf("stopped %d\n", WSTOPSIG(status));
  usleep(50000); /* a supervisor that continues it wrongly has had its chance */
  if (waitpid(child, &status, WNOHANG) != 0)
    return 1;
  printf("still stopped\n");
  kill(child, SIGCONT);
  if (waitpid(child, &status, WCONTINUED) != child || !WIFCONTINUED(status))
    return 1;
  printf("continued\n");
  if (waitpid(child, &status, 0) != child || !WIFEXITED(status))
    return 1;
  printf("exited %d\n", WEXITSTATUS(status));
  return 0;
}
