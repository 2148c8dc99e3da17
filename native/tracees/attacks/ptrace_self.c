/* Attack 33: works on other processes as a debugger does, on its supervisor above all.
 * Usage: ptrace_self [traceme|seize|attach|ptracer …]     (default all)
 *   traceme: asks its parent to trace it; seize: its parent, who is the supervisor; attach: a child of its own;
 *   ptracer: lets everybody trace it, with PR_SET_PTRACER.
 * Report: OK; each way prints "WAY EPERM" and is told of. Exit 1: fork failed. */
#define _GNU_SOURCE
#include "../error_name.h"
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

static long attach(void) {
  pid_t child = fork();
  if (child == 0)
    for (;;)
      pause();
  if (child < 0)
    _exit(1);
  long result = ptrace(PTRACE_ATTACH, child, 0, 0);
  int error = errno;
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
  errno = error;
  return result;
}

static long try(const char *way) {
  if (!strcmp(way, "traceme"))
    return ptrace(PTRACE_TRACEME, 0, 0, 0);
  if (!strcmp(way, "seize"))
    return ptrace(PTRACE_SEIZE, getppid(), 0, 0);
  if (!strcmp(way, "attach"))
    return attach();
  return prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY, 0, 0, 0);
}

int main(int argc, char **argv) {
  static char *all[] = {"", "traceme", "seize", "attach", "ptracer"};
  char **ways = argc > 1 ? argv : all;
  int count = argc > 1 ? argc : 5;
  for (int i = 1; i < count; i++)
    printf("%s %s\n", ways[i], try(ways[i]) < 0 ? error_name(errno) : "OK");
  return 0;
}
