/* Structures and numbers of the kernel's interface that no header of an old libc has, or none at all. */
#ifndef SANDTRAP_KERNEL_H
#define SANDTRAP_KERNEL_H

#include <stdint.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>

#ifndef PTRACE_GET_SYSCALL_INFO
#define PTRACE_GET_SYSCALL_INFO 0x420e
#endif
#ifndef PTRACE_EVENT_STOP
#define PTRACE_EVENT_STOP 128
#endif
#ifndef SYS_statx
#if defined(__x86_64__)
#define SYS_statx 332
#else
#define SYS_statx 291
#endif
#endif
#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_add_rule 445
#define SYS_landlock_restrict_self 446
#endif
#ifndef SYS_clone3
#define SYS_clone3 435
#endif

/* What PTRACE_GET_SYSCALL_INFO tells. Everything behind sp only at a stop of the filter, where op says so. */
struct syscall_info {
	uint8_t op;
	uint8_t pad[3];
	uint32_t arch;
	uint64_t ip, sp;
	uint64_t number;
	uint64_t arguments[6];
	uint32_t data;
};

enum { AT_EXIT = 2 /* PTRACE_SYSCALL_INFO_EXIT */, AT_FILTER = 3 /* PTRACE_SYSCALL_INFO_SECCOMP */ };

/* The same at the end of a call: what stands where its number was. */
static inline int64_t call_result(const struct syscall_info *info)
{
	return (int64_t)info->number;
}

static inline int call_failed(const struct syscall_info *info)
{
	return (info->arguments[0] & 0xff) != 0;
}

/* clone3(2), up to the field that is needed here. */
struct clone3_arguments {
	uint64_t flags, pidfd, child_tid, parent_tid, exit_signal, stack, stack_size, tls, set_tid, set_tid_size, cgroup;
};

#define INTO_CGROUP (1ULL << 33) /* CLONE_INTO_CGROUP */

/* rt_sigaction(2). */
struct kernel_sigaction {
	void (*handler)(int);
	unsigned long flags;
	void (*restorer)(void);
	unsigned long mask;
};

/* statx(2), up to what is needed here. */
struct file_facts {
	uint32_t mask, block_size;
	uint64_t attributes;
	uint32_t links, uid, gid;
	uint16_t mode, unused;
	uint64_t inode, size, blocks, attributes_mask;
	uint64_t times[8];
	uint32_t special_major, special_minor, device_major, device_minor;
	uint64_t more[14];
};

enum { DONT_SYNC = 0x4000 /* AT_STATX_DONT_SYNC */, BASIC_FACTS = 0x7ff /* STATX_BASIC_STATS */ };

_Static_assert(sizeof(struct file_facts) == 256, "as the kernel writes it");

/* An entry of getdents64(2). */
struct kernel_dirent {
	uint64_t inode;
	int64_t offset;
	uint16_t length;
	uint8_t type;
	char name[];
};

#endif
