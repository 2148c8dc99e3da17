/* Attack 40: reaches for another process by every call that can name one.
 * Usage: attack_supervisor PID|child [NAME...]
 *   PID is the process, which leads its process group; with "child" it is a child of this one, in a group of its own.
 *   Tries all, or those of these names.
 * Report: OK, one line each: "NAME RESULT", RESULT ok or the name of the error. No signal does harm but the last one,
 *   named stop, which stops the process. */
#define _GNU_SOURCE
#include "../error_name.h"
#include <fcntl.h>
#include <linux/futex.h>
#include <linux/keyctl.h>
#include <linux/perf_event.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WHO_PROCESS = 1, WHO_GROUP, WHO_USER };
enum { OWN_FIOSETOWN = 0x8901, OWN_SIOCSPGRP = 0x8902, QUEUED = -1, CORE = 62, CORE_TO = 2 };

/* Who has no process: all of them would be many. */
enum { SOME_USER = 7654321 };

static pid_t other;
static long nothing[64];

static long sent(long number, long first, long second, long third, long fourth) {
  return syscall(number, first, second, third, fourth, 0, 0);
}

static siginfo_t *queued(int signal) {
  static siginfo_t info;
  memset(&info, 0, sizeof info);
  info.si_signo = signal;
  info.si_code = QUEUED;
  info.si_pid = getpid();
  info.si_uid = getuid();
  return &info;
}

/* A directory of /proc is taken for a process as well. */
static int directory(void) {
  char path[32];
  snprintf(path, sizeof path, "/proc/%d", other);
  return open(path, O_RDONLY | O_DIRECTORY);
}

static int pidfd(void) {
  int fd = (int)syscall(SYS_pidfd_open, other, 0);
  return fd < 0 ? directory() : fd;
}

static int unix_socket(void) {
  return socket(AF_UNIX, SOCK_DGRAM, 0);
}

static long probe(void) { return sent(SYS_kill, other, 0, 0, 0); }
static long wide(void) { return sent(SYS_kill, (long)(0x7f00000000000000ULL | (unsigned)other), 0, 0, 0); }
static long group(void) { return sent(SYS_kill, -other, 0, 0, 0); }
static long everybody(void) { return sent(SYS_kill, -1, 0, 0, 0); }
static long thread(void) { return sent(SYS_tkill, other, 0, 0, 0); }
static long member(void) { return sent(SYS_tgkill, other, other, 0, 0); }
static long mixed(void) { return sent(SYS_tgkill, getpid(), other, 0, 0) < 0 && errno == ESRCH ? 0 : -1; }
static long queue(void) { return sent(SYS_rt_sigqueueinfo, other, SIGCONT, (long)queued(SIGCONT), 0); }
static long queue_thread(void) { return sent(SYS_rt_tgsigqueueinfo, other, other, SIGCONT, (long)queued(SIGCONT)); }
static long stop(void) { return sent(SYS_kill, other, SIGSTOP, 0, 0); }
static long open_pidfd(void) { return sent(SYS_pidfd_open, other, 0, 0, 0); }
static long by_pidfd(void) { return sent(SYS_pidfd_send_signal, pidfd(), 0, 0, 0); }
static long by_directory(void) { return sent(SYS_pidfd_send_signal, directory(), 0, 0, 0); }
static long take_fd(void) { return sent(SYS_pidfd_getfd, pidfd(), 0, 0, 0); }
static long release(void) { return sent(SYS_process_mrelease, pidfd(), 0, 0, 0); }
static long advise(void) { return syscall(SYS_process_madvise, pidfd(), nothing, 0, 20 /* MADV_COLD */, 0, 0); }
static long attach(void) { return sent(SYS_ptrace, PTRACE_ATTACH, other, 0, 0); }
static long seize(void) { return sent(SYS_ptrace, PTRACE_SEIZE, other, 0, 0); }
static long compare(void) { return syscall(SYS_kcmp, getpid(), other, 1, 0, 0); }
static long limits_of(void) { return sent(SYS_prlimit64, other, RLIMIT_NOFILE, 0, (long)nothing); }
static long policy(void) { return sent(SYS_sched_setscheduler, other, SCHED_BATCH, (long)&nothing[60], 0); }
static long parameter(void) { return sent(SYS_sched_setparam, other, (long)&nothing[60], 0, 0); }
static long priority(void) { return sent(SYS_setpriority, PRIO_PROCESS, other, 0, 0); }
static long priorities(void) { return sent(SYS_setpriority, PRIO_PGRP, other, 0, 0); }
static long priority_of_all(void) { return sent(SYS_setpriority, PRIO_USER, SOME_USER, 0, 0); }
static long order(void) { return sent(SYS_ioprio_set, WHO_PROCESS, other, 2 << 13, 0); }
static long orders(void) { return sent(SYS_ioprio_set, WHO_GROUP, other, 2 << 13, 0); }
static long order_of_all(void) { return sent(SYS_ioprio_set, WHO_USER, SOME_USER, 2 << 13, 0); }
static long migrate(void) { return sent(SYS_migrate_pages, other, 0, 0, 0); }
static long move(void) { return syscall(SYS_move_pages, other, 0, nothing, 0, nothing, 0); }
static long robust(void) { return sent(SYS_get_robust_list, other, (long)&nothing[50], (long)&nothing[51], 0); }
static long own(void) { return fcntl(unix_socket(), F_SETOWN, other); }
static long own_group(void) { return fcntl(unix_socket(), F_SETOWN, -other); }
static long own_ioctl(void) { return ioctl(unix_socket(), OWN_FIOSETOWN, &other); }
static long own_socket(void) { return ioctl(unix_socket(), OWN_SIOCSPGRP, &other); }
static long core(void) { return prctl(CORE, CORE_TO, other, 0, 0); }
static long parents_keys(void) { return sent(SYS_keyctl, KEYCTL_SESSION_TO_PARENT, 0, 0, 0); }

static long own_structure(void) {
  struct f_owner_ex owner = {.type = F_OWNER_PID, .pid = other};
  return fcntl(unix_socket(), F_SETOWN_EX, &owner);
}

static long set_limits(void) {
  struct rlimit now;
  if (prlimit(0, RLIMIT_CORE, NULL, &now))
    return -1;
  unsigned long long limit[2] = {now.rlim_cur, now.rlim_max};
  return sent(SYS_prlimit64, other, RLIMIT_CORE, (long)limit, 0);
}

static long read_memory(void) {
  struct iovec here = {nothing, sizeof(long)}, there = {nothing, sizeof(long)};
  return syscall(SYS_process_vm_readv, other, &here, 1, &there, 1, 0) < 0 && errno != EFAULT ? -1 : 0;
}

static long write_memory(void) {
  struct iovec here = {nothing, sizeof(long)}, there = {NULL, sizeof(long)};
  return syscall(SYS_process_vm_writev, other, &here, 1, &there, 1, 0) < 0 && errno != EFAULT ? -1 : 0;
}

static long affinity(void) {
  unsigned long mask[16];
  long bytes = sent(SYS_sched_getaffinity, 0, sizeof mask, (long)mask, 0);
  return bytes < 0 ? bytes : sent(SYS_sched_setaffinity, other, bytes, (long)mask, 0);
}

static long attributes(void) {
  unsigned attributes[12] = {48};
  return sent(SYS_sched_setattr, other, (long)attributes, 0, 0);
}

static long count_events(void) {
  struct perf_event_attr attr = {.type = PERF_TYPE_SOFTWARE, .size = sizeof attr, .exclude_kernel = 1};
  return syscall(SYS_perf_event_open, &attr, other, -1, -1, 0);
}

static const struct {
  const char *name;
  long (*attempt)(void);
} attempts[] = {
    {"kill", probe}, {"kill_wide", wide}, {"kill_group", group}, {"kill_all", everybody}, {"tkill", thread},
    {"tgkill", member}, {"tgkill_mixed", mixed}, {"sigqueue", queue}, {"tgsigqueue", queue_thread},
    {"pidfd_open", open_pidfd}, {"pidfd_signal", by_pidfd}, {"proc_signal", by_directory},
    {"pidfd_getfd", take_fd}, {"mrelease", release}, {"process_madvise", advise}, {"vm_readv", read_memory},
    {"vm_writev", write_memory}, {"kcmp", compare}, {"prlimit_read", limits_of}, {"prlimit_set", set_limits},
    {"setaffinity", affinity}, {"setscheduler", policy}, {"setparam", parameter}, {"setattr", attributes},
    {"setpriority", priority}, {"setpriority_group", priorities}, {"setpriority_user", priority_of_all},
    {"ioprio", order}, {"ioprio_group", orders}, {"ioprio_user", order_of_all}, {"migrate_pages", migrate},
    {"move_pages", move}, {"robust_list", robust}, {"setown", own}, {"setown_group", own_group},
    {"setown_ex", own_structure}, {"fiosetown", own_ioctl}, {"siocspgrp", own_socket}, {"sched_core", core},
    {"session_to_parent", parents_keys}, {"perf", count_events}, {"attach", attach}, {"seize", seize},
    {"stop", stop},
};

static void attempt(const char *name) {
  for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++)
    if (name == NULL || strcmp(name, attempts[i].name) == 0)
      printf("%s %s\n", attempts[i].name, attempts[i].attempt() < 0 ? error_name(errno) : "ok");
}

static pid_t child(void) {
  pid_t pid = fork();
  if (pid == 0) {
    setpgid(0, 0);
    alarm(20);
    for (;;)
      pause();
  }
  setpgid(pid, pid);
  return pid;
}

int main(int argc, char **argv) {
  int own_child = strcmp(argv[1], "child") == 0;
  other = own_child ? child() : atoi(argv[1]);
  for (int i = 2; i < argc; i++)
    attempt(argv[i]);
  if (argc == 2)
    attempt(NULL);
  if (own_child) {
    kill(other, SIGKILL);
    waitid(P_PID, (id_t)other, &(siginfo_t){0}, WEXITED | WNOWAIT);
    if (argc == 2)
      printf("ended %s\n", probe() < 0 ? error_name(errno) : "ok");
    waitpid(other, NULL, 0);
    if (argc == 2)
      printf("awaited %s\n", probe() < 0 ? error_name(errno) : "ok");
  }
  return 0;
}
