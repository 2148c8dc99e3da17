/* Checks that a parent still sees its own children as they are: codes, signals, stops, WNOHANG, waitid, ECHILD.
 * Usage: wait_status
 * Report: OK; prints "exit 0", "exit 42", "signal 15", "signal 9", "signal 11", "vfork 3", "running 0", "signal 9",
 *   "peeked 5", "exit 5", "none left, errno 10". Exit 1 after the first line that is wrong ("wrong: …"). */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void check(int right, const char *what, int value) {
  printf("%s%s %d\n", right ? "" : "wrong: ", what, value);
  fflush(stdout);
  if (!right)
    exit(1);
}

static pid_t child_that(int code, int number) {
  pid_t child = fork();
  if (child)
    return child;
  if (number)
    raise(number);
  _exit(code);
}

static void expect_exit(pid_t child, int code, const char *what) {
  int status = -1;
  pid_t got = waitpid(child, &status, 0);
  check(got == child && WIFEXITED(status) && WEXITSTATUS(status) == code, what, WEXITSTATUS(status));
}

static void expect_signal(int number) {
  int status = -1;
  pid_t child = child_that(0, number);
  pid_t got = waitpid(child, &status, 0);
  int right = got == child && WIFSIGNALED(status) && WTERMSIG(status) == number && !WCOREDUMP(status);
  check(right, "signal", WTERMSIG(status));
}

static void expect_running_then_killed(void) {
  int status = -1;
  pid_t child = fork();
  while (child == 0)
    pause();
  pid_t got = waitpid(-1, &status, WNOHANG);
  check(got == 0, "running", got);
  kill(child, SIGKILL);
  got = waitpid(-1, &status, 0);
  check(got == child && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL, "signal", WTERMSIG(status));
}

int main(void) {
  siginfo_t info = {0};
  expect_exit(child_that(0, 0), 0, "exit");
  expect_exit(child_that(42, 0), 42, "exit");
  expect_signal(SIGTERM);
  expect_signal(SIGKILL);
  expect_signal(SIGSEGV);
  pid_t child = vfork();
  if (child == 0)
    _exit(3);
  expect_exit(child, 3, "vfork");
  expect_running_then_killed();
  child = child_that(5, 0);
  int failed = waitid(P_PID, (id_t)child, &info, WEXITED | WNOWAIT);
  check(!failed && info.si_pid == child && info.si_code == CLD_EXITED && info.si_status == 5, "peeked", info.si_status);
  expect_exit(child, 5, "exit");
  int none = waitpid(-1, NULL, 0) == -1;
  check(none && errno == ECHILD, "none left, errno", errno);
  return 0;
}
