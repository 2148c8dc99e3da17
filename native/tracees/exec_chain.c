/* Executes itself N times, one after the other, and exits 42 at the end of the chain.
 * Usage: exec_chain [N] [exec|vfork|fork]     (default 10 exec)
 *   exec: the same process all along; vfork, fork: every link is a child whose parent waits and passes its code on.
 * Report: NONZERO_EXIT 42; prints "end of chain, same pid 1" (exec) or "… same pid 0" (vfork, fork). Exit 1: a
 *   link broke. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int next(int left, const char *how, const char *first) {
  char number[16];
  snprintf(number, sizeof number, "%d", left - 1);
  execl("/proc/self/exe", "exec_chain", number, how, first, NULL);
  _exit(1);
}

static int passed_on(pid_t child) {
  int status;
  if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status))
    return 1;
  return WEXITSTATUS(status);
}

int main(int argc, char **argv) {
  char own[16];
  snprintf(own, sizeof own, "%d", getpid());
  int left = argc > 1 ? atoi(argv[1]) : 10;
  const char *how = argc > 2 ? argv[2] : "exec";
  const char *first = argc > 3 ? argv[3] : own;
  if (left == 0) {
    printf("end of chain, same pid %d\n", !strcmp(own, first));
    return 42;
  }
  if (!strcmp(how, "exec"))
    next(left, how, first);
  pid_t child = !strcmp(how, "vfork") ? vfork() : fork();
  if (child == 0)
    next(left, how, first);
  return passed_on(child);
}
