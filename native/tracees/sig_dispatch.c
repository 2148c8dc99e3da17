/* Gets SIGSYS without any filter: by system call user dispatch (Linux 5.11, x86).
 * Usage: sig_dispatch [handle|die]     (default handle)
 * Report: handle: OK, prints "signo 31 code 2 syscall N" (SYS_USER_DISPATCH). die: RUNTIME_ERROR SIGSYS with si_code 2,
 *   never a violation. Prints "unsupported errno N" and exits 77 where the kernel has no user dispatch. */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef PR_SET_SYSCALL_USER_DISPATCH
#define PR_SET_SYSCALL_USER_DISPATCH 59
#endif

static volatile char selector; /* 0 allows, 1 blocks */
static volatile int code, number;

static void allow_again(int signal_number, siginfo_t *info, void *context) {
  (void)signal_number, (void)context;
  selector = 0;
  code = info->si_code;
  number = info->si_syscall;
}

int main(int argc, char **argv) {
  struct sigaction action = {.sa_sigaction = allow_again, .sa_flags = SA_SIGINFO};
  if (argc < 2 || strcmp(argv[1], "die"))
    sigaction(SIGSYS, &action, NULL);
  if (prctl(PR_SET_SYSCALL_USER_DISPATCH, 1L, 0L, 0L, &selector)) {
    printf("unsupported errno %d\n", errno);
    return 77;
  }
  selector = 1;
  syscall(SYS_getppid);
  printf("signo %d code %d syscall %d\n", SIGSYS, code, number);
  return code != 2;
}
