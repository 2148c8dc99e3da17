/* Runs a command with one system call refused, as by the filter of a strict container: for tests of what is said then.
 *
 * Usage: refuse number errno command [argument…]     (errno 0: the call kills with SIGSYS instead)
 * Exit: the command's own; 125 when the filter cannot be made, 126 when the command cannot be executed. */
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(int argc, char **argv) {
  if (argc < 4) {
    fprintf(stderr, "usage: refuse number errno command [argument...]\n");
    return 125;
  }
  unsigned number = (unsigned)strtoul(argv[1], NULL, 10);
  unsigned error = (unsigned)strtoul(argv[2], NULL, 10);
  struct sock_filter code[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, error > 0 ? SECCOMP_RET_ERRNO | error : SECCOMP_RET_KILL_PROCESS),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {.len = sizeof code / sizeof *code, .filter = code};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program)) {
    fprintf(stderr, "refuse: installing the filter: %s\n", strerror(errno));
    return 125;
  }
  execvp(argv[3], argv + 3);
  fprintf(stderr, "refuse: %s: %s\n", argv[3], strerror(errno));
  return 126;
}
