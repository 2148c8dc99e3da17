/* Attack 32: installs a filter of its own, so that the supervisor's does not see what follows.
 * Usage: own_seccomp [trace|prctl|listener|errno|hide|hide-prctl] [DIRECTORY]     (default trace x)
 *   trace: a filter whose answer for mkdir ties with the supervisor's and comes with other data; prctl: the same by
 *   prctl(2); listener: one with a listener, who would let mkdir pass; errno: a harmless one. Then makes DIRECTORY. hide: a filter whose
 *   answer for clone ties with the supervisor's, then clone with CLONE_UNTRACED: prints "filter OK clone EPERM".
 * Report: FORBIDDEN when mkdir is denied. Prints "filter OK|ERROR mkdir OK|ERROR". Without rules only listener
 *   fails, with EBUSY. Ends itself with SIGALRM after 20 s. */
#define _GNU_SOURCE
#include "../error_name.h"
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static int install(const char *how) {
  unsigned answer = !strcmp(how, "listener") ? SECCOMP_RET_USER_NOTIF : SECCOMP_RET_TRACE;
  unsigned call = SYS_mkdirat;
  if (!strncmp(how, "hide", 4))
    call = SYS_clone;
  if (!strcmp(how, "errno"))
    answer = SECCOMP_RET_ERRNO | EPERM, call = SYS_ptrace;
  struct sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, answer),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
  if (!strcmp(how, "prctl") || !strcmp(how, "hide-prctl"))
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
  return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
                      !strcmp(how, "listener") ? SECCOMP_FILTER_FLAG_NEW_LISTENER : 0, &program);
}

int main(int argc, char **argv) {
  alarm(20);
  int installed = install(argc > 1 ? argv[1] : "trace");
  printf("filter %s", installed < 0 ? error_name(errno) : "OK");
  fflush(stdout);
  if (installed > 0) { /* nobody would answer */
    puts(" mkdir none");
    return 0;
  }
  if (argc > 1 && !strncmp(argv[1], "hide", 4)) {
    long child = syscall(SYS_clone, CLONE_UNTRACED | SIGCHLD, 0, 0, 0, 0);
    if (child == 0)
      _exit(0);
    printf(" clone %s\n", child < 0 ? error_name(errno) : "OK");
    return 0;
  }
  int made = (int)syscall(SYS_mkdirat, -100, argc > 2 ? argv[2] : "x", 0700);
  printf(" mkdir %s\n", made < 0 ? error_name(errno) : "OK");
  return 0;
}
