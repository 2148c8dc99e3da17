/* Makes the system calls by which container_check.sh tells whether the container imitation is what it says.
 *
 * Usage: container_probe
 * Prints one line each: "NAME ok", "NAME EPERM", "NAME ENOSYS" or "NAME errno-N". The arguments are wrong on purpose:
 * a kernel without the filter answers with another errno than EPERM, and nothing happens even when the call is allowed.
 * "i386-…" goes through int 0x80; "i386 absent" is said once instead where the kernel does not know that. */
#include <errno.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define BAD_POINTER 1
#define UNKNOWN 0x7fffff

/* Calls that a filter answers; names say which of their forms. */
static const struct probe {
  const char *name;
  long number, a, b, c, d, e;
} probes[] = {
    {"unshare", SYS_unshare, 1, 0, 0, 0, 0},
    {"mount", SYS_mount, BAD_POINTER, BAD_POINTER, BAD_POINTER, 0, 0},
    {"umount2", SYS_umount2, BAD_POINTER, 0x1000, 0, 0, 0},
    {"setns", SYS_setns, -1, 0, 0, 0, 0},
    {"clone3", 435, 0, 0, 0, 0, 0},
    {"open_tree", 428, -1, BAD_POINTER, UNKNOWN, 0, 0},
    {"mount_setattr", 442, -1, BAD_POINTER, UNKNOWN, 0, 0},
    {"personality-query", SYS_personality, 0xffffffffL, 0, 0, 0, 0},
    {"personality-linux", SYS_personality, 0, 0, 0, 0, 0},
    {"personality-no-randomize", SYS_personality, 0x40000, 0, 0, 0, 0},
    {"io_uring_setup", 425, 0, BAD_POINTER, 0, 0, 0},
    {"io_uring_enter", 426, -1, 0, 0, UNKNOWN, 0},
    {"io_uring_register", 427, -1, UNKNOWN, 0, 0, 0},
    {"perf_event_open", SYS_perf_event_open, BAD_POINTER, 0, -1, -1, UNKNOWN},
    {"keyctl", SYS_keyctl, UNKNOWN, 0, 0, 0, 0},
    {"add_key", SYS_add_key, BAD_POINTER, BAD_POINTER, 0, 0, 0},
    {"request_key", SYS_request_key, BAD_POINTER, BAD_POINTER, 0, 0, 0},
    {"bpf", SYS_bpf, UNKNOWN, 0, 0, 0, 0},
    {"userfaultfd", SYS_userfaultfd, UNKNOWN, 0, 0, 0, 0},
    {"kcmp", SYS_kcmp, 0, 0, UNKNOWN, 0, 0},
    {"pidfd_getfd", 438, -1, 0, 0, 0, 0},
    {"process_madvise", 440, -1, 0, 0, UNKNOWN, 0},
    {"get_mempolicy", SYS_get_mempolicy, 0, 0, 0, 0, UNKNOWN},
    {"settimeofday", SYS_settimeofday, BAD_POINTER, 0, 0, 0, 0},
    {"clock_settime", SYS_clock_settime, UNKNOWN, BAD_POINTER, 0, 0, 0},
    {"socket-vsock", SYS_socket, 40, UNKNOWN, 0, 0, 0},
    {"socket-alg", SYS_socket, 38, UNKNOWN, 0, 0, 0},
    {"socket-unix", SYS_socket, 1, 1, 0, 0, 0},
    {"clone-newuser", SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0},
    {"clone-newpid", SYS_clone, CLONE_NEWPID | CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0},
    {"clone-plain", SYS_clone, SIGCHLD, 0, 0, 0, 0},
    {"ptrace-traceme", SYS_ptrace, PTRACE_TRACEME, 0, 0, 0, 0},
    {"process_vm_readv", SYS_process_vm_readv, 0, 0, 0, 0, UNKNOWN},
    {"seccomp", SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, BAD_POINTER, 0, 0},
    {"adjtimex", SYS_adjtimex, BAD_POINTER, 0, 0, 0, 0},
    {"name_to_handle_at", SYS_name_to_handle_at, -1, BAD_POINTER, 0, 0, 0},
    {"chroot", SYS_chroot, (long)(intptr_t) "/", 0, 0, 0, 0},
};

static void show(const char *name, long result, int error) {
  if (result >= 0)
    printf("%s ok\n", name);
  else if (error == EPERM)
    printf("%s EPERM\n", name);
  else if (error == ENOSYS)
    printf("%s ENOSYS\n", name);
  else
    printf("%s errno-%d\n", name, error);
  fflush(stdout);
}

/* Every call is made by a child, which is all that it can spoil. */
static void try(const struct probe *probe) {
  pid_t child = fork();
  if (child > 0)
    waitpid(child, NULL, 0);
  if (child)
    return;
  /* The sixth is flags where there is one (process_vm_readv): left out it would be whatever the register holds. */
  long result = syscall(probe->number, probe->a, probe->b, probe->c, probe->d, probe->e, UNKNOWN);
  int error = errno;
  if (probe->number == SYS_clone && result == 0)
    _exit(0);
  show(probe->name, result, error);
  _exit(0);
}

#if defined(__x86_64__)
/* A kernel without 32-bit emulation answers the instruction with SIGSEGV. */
static int has_i386(void) {
  int status = 0;
  pid_t child = fork();
  if (child == 0) {
    long result = 20; /* getpid */
    __asm__ volatile("int $0x80" : "+a"(result) : : "memory", "r8", "r9", "r10", "r11");
    _exit(0);
  }
  return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status);
}

static void try_i386(const char *name, long number, long argument) {
  long result;
  __asm__ volatile("int $0x80"
                   : "=a"(result)
                   : "0"(number), "b"(argument), "c"(0L), "d"(0L), "S"(0L), "D"(0L)
                   : "memory");
  show(name, (int)result, -(int)result);
}

static void try_i386_calls(void) {
  try_i386("i386-getpid", 20, 0);
  try_i386("i386-unshare", 310, 1);
  try_i386("i386-clone3", 435, 0);
  try_i386("i386-personality-query", 136, 0xffffffffL);
  try_i386("i386-personality-no-randomize", 136, 0x40000);
  try_i386("i386-keyctl", 288, UNKNOWN);
  try_i386("i386-socket-vsock", 359, 40);
}

static void try_other_abis(void) {
  if (has_i386())
    try_i386_calls();
  else
    printf("i386 absent\n");
  long result = syscall(0x40000000L | SYS_getpid);
  show("x32-getpid", result, errno);
}
#else
static void try_other_abis(void) {}
#endif

int main(void) {
  for (size_t i = 0; i < sizeof probes / sizeof *probes; i++)
    try(&probes[i]);
  try_other_abis();
  return 0;
}
