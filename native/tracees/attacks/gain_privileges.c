/* Attack 41 again: asks for more of the processor, of memory and of rights than it was given.
 * Usage: gain_privileges
 * Report: OK, one line each: "NAME RESULT", RESULT ok, same (it may, and has no more than before) or the name of the
 *   error. Nothing is ok. */
#define _GNU_SOURCE
#include "../error_name.h"
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

static long real_time(int policy) {
  struct sched_param priority = {.sched_priority = policy == SCHED_DEADLINE ? 0 : 1};
  return sched_setscheduler(0, policy, &priority);
}

static long fifo(void) { return real_time(SCHED_FIFO); }
static long round_robin(void) { return real_time(SCHED_RR); }

static long deadline(void) {
  struct {
    unsigned size, policy;
    unsigned long long flags;
    int nice;
    unsigned priority;
    unsigned long long runtime, deadline, period;
  } wanted = {48, SCHED_DEADLINE, 0, 0, 0, 1000000, 10000000, 10000000};
  return syscall(SYS_sched_setattr, 0, &wanted, 0);
}

static long nicer(void) { return setpriority(PRIO_PROCESS, 0, -20); }
static long disk_time(void) { return syscall(SYS_ioprio_set, 1, 0, 1 << 13); }
static long user_namespace(void) { return unshare(CLONE_NEWUSER); }
static long mount_namespace(void) { return unshare(CLONE_NEWNS); }
static long network_namespace(void) { return unshare(CLONE_NEWNET); }
static long mounted(void) { return mount("none", ".", "tmpfs", 0, NULL); }
static long bound(void) { return mount("/", ".", NULL, MS_BIND, NULL); }
static long unmounted(void) { return umount2("/proc", MNT_DETACH); }
static long rooted(void) { return chroot("/"); }
static long host_name(void) { return sethostname("sandtrap", 8); }

/* Not to be killed first when memory is short. */
static long spared(void) {
  int fd = open("/proc/self/oom_score_adj", O_WRONLY);
  return fd < 0 ? fd : write(fd, "-1000", 5);
}

/* Of another identity, none of which is more than it has; root to root is no gain. */
static long super_user(void) { return getuid() == 0 ? 1 : setuid(0); }
static long groups(void) { return setgroups(1, &(gid_t){0}); }

/* The last capability of each half of the sets, which no container has: CAP_SYS_ADMIN is 21, CAP_BPF 39. */
static long capabilities(void) {
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct sets[2] = {{1u << 21, 1u << 21, 1u << 21}, {1u << 7, 1u << 7, 1u << 7}};
  return syscall(SYS_capset, &header, sets);
}

static long privileges_by_exec(void) { return prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0); }

static const struct {
  const char *name;
  long (*attempt)(void);
} attempts[] = {
    {"fifo", fifo}, {"round_robin", round_robin}, {"deadline", deadline}, {"nice", nicer}, {"ioprio", disk_time},
    {"user_namespace", user_namespace}, {"mount_namespace", mount_namespace}, {"network_namespace", network_namespace},
    {"mount", mounted}, {"bind", bound}, {"umount", unmounted}, {"chroot", rooted}, {"hostname", host_name},
    {"oom_score_adj", spared}, {"setuid", super_user}, {"setgroups", groups}, {"capset", capabilities},
    {"no_new_privs", privileges_by_exec},
};

int main(void) {
  for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++) {
    long result = attempts[i].attempt();
    printf("%s %s\n", attempts[i].name, result < 0 ? error_name(errno) : result == 1 ? "same" : "ok");
  }
  return 0;
}
