/* Attack 47: ends so that it looks like a limit, a violation or another verdict of the supervisor's.
 * Usage: fake_reports text | exit CODE | raise SIGNUM | forge SIGNUM CODE | int3 | dispatch | trap | filter |
 *        own_cpu_limit | own_file_limit
 *   text: prints "timelimit exceeded", JSON and ANSI sequences, and exits 0; forge: queues itself a siginfo with
 *   any si_code (SIGSYS 1 looks like seccomp, SIGXCPU 128 like the kernel, SIGTRAP 0x8005 like a ptrace stop) and
 *   a made-up address; dispatch: SIGSYS by user dispatch (si_code 2); trap, filter: SIGSYS by a seccomp filter of
 *   its own (RET_TRAP, RET_KILL); own_cpu_limit, own_file_limit: real SIGXCPU (after 1 s) and SIGXFSZ by a limit
 *   that it set itself.
 * Report: text OK; exit NONZERO_EXIT CODE (124, 126, 127, 137, 255 too); all others RUNTIME_ERROR with the signal:
 *   never a limit, never a violation. "survived" and exit 77: the kernel refused the trick. */
#define _GNU_SOURCE
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

static void print_text(void) {
  puts("timelimit exceeded\nVerdict: TIME_LIMIT\n{\"verdict\":\"FORBIDDEN\",\"code\":\"RF\",\"exitCode\":137}");
  puts("\033[31mKilled\033[0m\033]0;title\a\033[2J\r\nSegmentation fault (core dumped)");
  fputs("sandtrap: memory limit exceeded\nTests run: 1, Failures: 0\n", stderr);
  exit(0);
}

static void forge(int number, int code) {
  siginfo_t info;
  memset(&info, 0, sizeof info);
  info.si_signo = number;
  info.si_code = code;
  info.si_addr = (void *)0x1234;
  syscall(SYS_rt_sigqueueinfo, getpid(), number, &info);
}

static void dispatch(void) {
  static volatile char selector;
  if (prctl(59 /* PR_SET_SYSCALL_USER_DISPATCH */, 1L, 0L, 0L, &selector))
    return;
  selector = 1;
  syscall(SYS_getppid);
}

static void filter_itself(unsigned action) {
  struct sock_filter code[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getppid, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, action),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {.len = sizeof code / sizeof *code, .filter = code};
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  if (!prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program))
    syscall(SYS_getppid);
}

static void exceed_own_cpu_limit(void) {
  setrlimit(RLIMIT_CPU, &(struct rlimit){1, 2});
  for (volatile unsigned long turns = 0;; turns++)
    continue;
}

static void exceed_own_file_limit(void) {
  FILE *file = tmpfile();
  setrlimit(RLIMIT_FSIZE, &(struct rlimit){10, 10});
  if (file && write(fileno(file), "0123456789", 10) == 10 && write(fileno(file), "x", 1) < 0)
    return;
}

static void breakpoint_trap(void) {
#if defined(__x86_64__) || defined(__i386__)
  __asm__ volatile("int3");
#elif defined(__aarch64__)
  __asm__ volatile("brk #0");
#endif
}

int main(int argc, char **argv) {
  const char *what = argc > 1 ? argv[1] : "text";
  int number = argc > 2 ? (int)strtol(argv[2], NULL, 0) : 0;
  if (!strcmp(what, "text"))
    print_text();
  else if (!strcmp(what, "exit"))
    _exit(number);
  else if (!strcmp(what, "raise"))
    raise(number);
  else if (!strcmp(what, "forge"))
    forge(number, argc > 3 ? (int)strtol(argv[3], NULL, 0) : 0);
  else if (!strcmp(what, "int3"))
    breakpoint_trap();
  else if (!strcmp(what, "dispatch"))
    dispatch();
  else if (!strcmp(what, "trap") || !strcmp(what, "filter"))
    filter_itself(strcmp(what, "trap") ? SECCOMP_RET_KILL_PROCESS : SECCOMP_RET_TRAP);
  else if (!strcmp(what, "own_cpu_limit"))
    exceed_own_cpu_limit();
  else if (!strcmp(what, "own_file_limit"))
    exceed_own_file_limit();
  puts("survived");
  return 77;
}
