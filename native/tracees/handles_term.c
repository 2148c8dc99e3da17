/* Prints "ready", waits for SIGTERM, prints "got SIGTERM" and exits 5.
 * Usage: handles_term [ignore]     (ignore: ignores SIGTERM instead, and waits for ever)
 * Report: NONZERO_EXIT 5 when it is sent SIGTERM, also first by a terminating JVM. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static volatile sig_atomic_t terminated;

static void note(int number) {
  terminated = number;
}

int main(int argc, char **argv) {
  sigset_t term, before;
  (void)argv;
  signal(SIGTERM, argc > 1 ? SIG_IGN : note);
  sigemptyset(&term);
  sigaddset(&term, SIGTERM);
  sigprocmask(SIG_BLOCK, &term, &before);
  puts("ready");
  fflush(stdout);
  while (!terminated)
    sigsuspend(&before);
  puts("got SIGTERM");
  return 5;
}
