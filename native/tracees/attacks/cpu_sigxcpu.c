/* Attack 6: does not let SIGXCPU end it, and computes for ever.
 * Usage: cpu_sigxcpu [ignore|block|handle]     (default ignore)
 *   handle: the handler jumps back into the loop and moves the soft limit to the hard one.
 * Report: TIME_LIMIT (cpu) at the limit, not a second later. Ends itself with SIGALRM after 20 s. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static sigjmp_buf loop;

static void jump_back(int number) {
  siglongjmp(loop, number);
}

static void arm_again(void) {
  struct rlimit limit;
  getrlimit(RLIMIT_CPU, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_CPU, &limit);
  signal(SIGXCPU, jump_back);
}

int main(int argc, char **argv) {
  const char *how = argc > 1 ? argv[1] : "ignore";
  sigset_t set;
  alarm(20);
  sigemptyset(&set);
  sigaddset(&set, SIGXCPU);
  if (!strcmp(how, "block"))
    sigprocmask(SIG_BLOCK, &set, NULL);
  else if (!strcmp(how, "ignore"))
    signal(SIGXCPU, SIG_IGN);
  else {
    signal(SIGXCPU, jump_back);
    if (sigsetjmp(loop, 1))
      arm_again();
  }
  for (volatile unsigned long turns = 0;; turns++)
    continue;
}
