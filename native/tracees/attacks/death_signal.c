/* Attack 40 again: asks for a signal when its parent's thread ends, and for one of its children's, and goes.
 * Usage: death_signal SIGNUM
 * Report: OK; prints "asked ok" for itself and for a child that outlives its parent, and nobody else hears of it. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static void ask(int number) {
  printf("asked %s\n", prctl(PR_SET_PDEATHSIG, number, 0, 0, 0) ? "refused" : "ok");
  fflush(stdout);
}

int main(int argc, char **argv) {
  int number = argc > 1 ? atoi(argv[1]) : SIGKILL;
  ask(number);
  if (fork() == 0) {
    if (fork() == 0) {
      ask(number);
      sleep(1);
    }
    _exit(0);
  }
  wait(NULL);
  return 0;
}
