/* Makes children with system calls that no library makes, and says what became of each.
 * Usage: clone_raw [exit_signal|no_signal|vm|files|clone3|clone3_size|untraced|untraced3 …]     (default all)
 * Report: OK; one line each, "NAME code 9", or "NAME errno N" where the call was refused. Outside supervision all
 *   say code 9 but clone3_size (errno 22). Under supervision clone3 may be ENOSYS (38); untraced and untraced3
 *   must not say code 9. */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef CLONE_UNTRACED
#define CLONE_UNTRACED 0x00800000
#endif

struct arguments { /* clone_args, first version (5.3) */
  uint64_t flags, pidfd, child_tid, parent_tid, exit_signal, stack, stack_size, tls;
};

static const struct way {
  const char *name;
  int call;
  unsigned long flags;
  unsigned long size;
} ways[] = {
    {"exit_signal", SYS_clone, SIGUSR1, 0},
    {"no_signal", SYS_clone, 0, 0},
    {"vm", SYS_clone, CLONE_VM | CLONE_VFORK | SIGCHLD, 0},
    {"files", SYS_clone, CLONE_FILES | CLONE_FS | SIGCHLD, 0},
    {"clone3", SYS_clone3, 0, sizeof(struct arguments)},
    {"clone3_size", SYS_clone3, 0, 1},
    {"untraced", SYS_clone, CLONE_UNTRACED | SIGCHLD, 0},
    {"untraced3", SYS_clone3, CLONE_UNTRACED, sizeof(struct arguments)},
};

static int end_with_nine(void *unused) {
  (void)unused;
  return 9;
}

static long start(const struct way *way) {
  static char stack[65536] __attribute__((aligned(16)));
  struct arguments arguments = {.flags = way->flags, .exit_signal = SIGCHLD};
  if (way->flags & CLONE_VM)
    return clone(end_with_nine, stack + sizeof stack, (int)way->flags, NULL);
  if (way->call == SYS_clone3)
    return syscall(SYS_clone3, &arguments, way->size);
  return syscall(SYS_clone, way->flags, 0, 0, 0, 0);
}

static void show(const struct way *way) {
  int status;
  long child = start(way);
  if (child == 0)
    _exit(9);
  if (child < 0)
    printf("%s errno %d\n", way->name, errno);
  else if (waitpid((pid_t)child, &status, __WALL) != child)
    printf("%s lost\n", way->name);
  else if (WIFEXITED(status))
    printf("%s code %d\n", way->name, WEXITSTATUS(status));
  else
    printf("%s signal %d\n", way->name, WTERMSIG(status));
  fflush(stdout);
}

int main(int argc, char **argv) {
  signal(SIGUSR1, SIG_IGN);
  for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
    int wanted = argc < 2;
    for (int k = 1; k < argc; k++)
      wanted |= !strcmp(argv[k], ways[i].name);
    if (wanted)
      show(&ways[i]);
  }
  return 0;
}
