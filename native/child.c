/*
 * The child between clone and exec. It shares the memory of a JVM, so it makes raw system calls only: no libc, no errno,
 * no thread-local storage, no allocation, and nothing that changes identity (that would make the shared memory
 * undumpable, after which no thread could be seized any more). All signals are blocked until its last step.
 */
#include "run.h"
#include "kernel.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/futex.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/ioctl.h>
#include <time.h>

#ifndef SYS_close_range
#define SYS_close_range 436
#endif
#ifndef SECCOMP_FILTER_FLAG_SPEC_ALLOW
#define SECCOMP_FILTER_FLAG_SPEC_ALLOW 4
#endif

enum { PERFMON = 38, BPF = 39 }; /* CAP_*, since Linux 5.8 */
enum { LAST_SIGNAL = 64, SIGSET_BYTES = 8, FIRST_FREE_FD = 3, RULESET_FD = FIRST_FREE_FD, ENTRIES_SIZE = 4096, GAVE_UP = 127 };

static long raw(long number, long a, long b, long c, long d)
{
	return raw6(number, a, b, c, d, 0, 0);
}

static const char *text(const struct setup *setup, uint32_t offset)
{
	return (const char *)setup->plan + offset;
}

static int failed(struct setup *setup, enum st_step step, long error, int index)
{
	setup->failed_errno = (int32_t)-error;
	setup->failed_index = index;
	__atomic_store_n(&setup->failed_step, (int32_t)step, __ATOMIC_RELEASE);
	return -1;
}

/* A JVM that is killed between clone and seize must not leave a process behind that holds all its memory. */
static int wait_for_tracer(struct setup *setup)
{
	struct timespec patience = {.tv_sec = ST_SETUP_SECONDS};
	long result;

	raw(SYS_prctl, PR_SET_PDEATHSIG, SIGKILL, 0, 0);
	if (raw(SYS_getppid, 0, 0, 0, 0) != setup->parent)
		return failed(setup, ST_STEP_SEIZE, -ESRCH, 0); /* it died before the line above */
	while (__atomic_load_n(&setup->go, __ATOMIC_ACQUIRE) == 0) {
		result = raw6(SYS_futex, (long)&setup->go, FUTEX_WAIT_PRIVATE, 0, (long)&patience, 0, 0);
		if (result == -ETIMEDOUT)
			return failed(setup, ST_STEP_SEIZE, result, 0);
	}
	raw(SYS_prctl, PR_SET_PDEATHSIG, 0, 0, 0); /* from here PTRACE_O_EXITKILL does it */
	return 0;
}

/*
 * The child moves itself, which waits for nothing: moving another process would wait for all processors. Where
 * that is refused the program runs outside: its memory is looked after as on hosts that have no groups.
 */
static int enter_group(struct setup *setup)
{
	int32_t entrance = setup->plan->group_entrance;

	if (entrance >= 0 && !setup->in_group)
		setup->in_group = raw(SYS_write, entrance, (long)"0", 1, 0) > 0;
	return 0;
}

static int lead_session(struct setup *setup)
{
	long result = raw(SYS_setsid, 0, 0, 0, 0);

	return result < 0 ? failed(setup, ST_STEP_SESSION, result, 0) : 0;
}

/* A directory can be opened, but would look like a broken file to the program: only a directory has a ".". */
static long open_input(const char *path)
{
	long fd = raw(SYS_openat, AT_FDCWD, (long)path, O_RDONLY | O_CLOEXEC, 0);

	if (fd < 0)
		return fd;
	return raw(SYS_openat, fd, (long)".", O_PATH | O_DIRECTORY | O_CLOEXEC, 0) == -ENOTDIR ? fd : -EISDIR;
}

static long open_source(const struct setup *setup, int target)
{
	const struct st_stdio *stdio = &setup->plan->stdio[target];

	switch (stdio->source) {
	case ST_NULL:
		return raw(SYS_openat, AT_FDCWD, (long)"/dev/null", (target == 0 ? O_RDONLY : O_WRONLY) | O_CLOEXEC, 0);
	case ST_FILE:
		return open_input(text(setup, stdio->value));
	default:
		return setup->given_fd[target];
	}
}

/* Every source first moves above 2, so that no dup3() overwrites a source that is still needed. */
static int redirect(struct setup *setup)
{
	long source[FIRST_FREE_FD];

	for (int target = 0; target < FIRST_FREE_FD; target++) {
		if (setup->plan->stdio[target].source == ST_AS_STDOUT) {
			source[target] = source[1];
			continue;
		}
		source[target] = open_source(setup, target);
		if (source[target] >= 0 && source[target] < FIRST_FREE_FD)
			source[target] = raw(SYS_fcntl, source[target], F_DUPFD_CLOEXEC, FIRST_FREE_FD, 0);
		if (source[target] < 0)
			return failed(setup, (enum st_step)(ST_STEP_STDIN + target), source[target], 0);
	}
	for (int target = 0; target < FIRST_FREE_FD; target++) {
		long result = raw(SYS_dup3, source[target], target, 0, 0);
		if (result < 0)
			return failed(setup, (enum st_step)(ST_STEP_STDIN + target), result, 0);
	}
	return 0;
}

/* From here it has a number of its own, which nothing else needs any more. */
static int keep_ruleset(struct setup *setup)
{
	long result = setup->plan->ruleset;

	if (result < 0)
		return 0;
	if (result != RULESET_FD)
		result = raw(SYS_dup3, result, RULESET_FD, O_CLOEXEC, 0);
	setup->confined = result >= 0;
	return result < 0 ? failed(setup, ST_STEP_LANDLOCK, result, 0) : 0;
}

/* The new session has none yet; its only process group becomes that of the foreground. */
static int take_terminal(struct setup *setup)
{
	long result = 0;

	if (setup->plan->stdio[0].source == ST_TERMINAL)
		result = raw(SYS_ioctl, 0, TIOCSCTTY, 0, 0);
	return result < 0 ? failed(setup, ST_STEP_TERMINAL, result, 0) : 0;
}

/* Before Linux 5.9: closes what /proc/self/fd lists. The names are read anew until nothing is left to close. */
static long close_listed(long first)
{
	uint8_t entries[ENTRIES_SIZE] __attribute__((aligned(8)));
	long directory, length, closed;

	do {
		closed = 0;
		directory = raw(SYS_openat, AT_FDCWD, (long)"/proc/self/fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
		if (directory < 0)
			return directory;
		length = raw(SYS_getdents64, directory, (long)entries, sizeof entries, 0);
		for (long at = 0; at < length;) {
			const struct kernel_dirent *entry = (const void *)(entries + at);
			long fd = 0;
			for (const char *digit = entry->name; *digit >= '0' && *digit <= '9'; digit++)
				fd = fd * 10 + (*digit - '0');
			if (fd >= first && fd != directory && raw(SYS_close, fd, 0, 0, 0) == 0)
				closed++;
			at += entry->length;
		}
		raw(SYS_close, directory, 0, 0, 0);
	} while (closed > 0);
	return 0;
}

static int close_others(struct setup *setup)
{
	long first = setup->confined ? RULESET_FD + 1 : FIRST_FREE_FD;
	long result = raw(SYS_close_range, first, ~0U, 0, 0);

	if (result == -ENOSYS || result == -EPERM)
		result = close_listed(first);
	return result < 0 ? failed(setup, ST_STEP_DESCRIPTORS, result, 0) : 0;
}

static int enter_directory(struct setup *setup)
{
	long result;

	raw(SYS_umask, setup->plan->mask, 0, 0, 0);
	if (setup->plan->directory == 0)
		return 0;
	result = raw(SYS_chdir, (long)text(setup, setup->plan->directory), 0, 0, 0);
	return result < 0 ? failed(setup, ST_STEP_DIRECTORY, result, 0) : 0;
}

/*
 * Only a privileged process raises a hard limit. Where ours is lower, a limit that the user has asked for is tried as it
 * is, and fails; of our own choice as much is taken as there is.
 */
static long set_limit(const struct st_rlimit *limit)
{
	uint64_t values[2] = {limit->soft, limit->hard}, present[2];
	long result = raw(SYS_prlimit64, 0, limit->resource, 0, (long)present);

	if (result < 0)
		return result;
	if (!limit->required) {
		values[1] = values[1] < present[1] ? values[1] : present[1];
		values[0] = values[0] < values[1] ? values[0] : values[1];
	}
	result = raw(SYS_prlimit64, 0, limit->resource, (long)values, 0);
	if (result != -EPERM || limit->resource != RLIMIT_FSIZE || values[1] - 1 != present[1])
		return result;
	/* Ours is what was asked for, without the byte that would tell of a file that was cut: see filesize.c. */
	values[0] = values[1] = present[1];
	return raw(SYS_prlimit64, 0, limit->resource, (long)values, 0);
}

static int set_limits(struct setup *setup)
{
	const struct st_rlimit *limit = (const void *)text(setup, setup->plan->limits);

	for (uint32_t i = 0; i < setup->plan->limit_count; i++) {
		long result = set_limit(&limit[i]);
		if (result < 0)
			return failed(setup, ST_STEP_LIMIT, result, (int)i);
	}
	return 0;
}

/*
 * For good, also across an exec by root. Without the right to do that there is nothing to give up, but for a root that may
 * not change its own capabilities.
 */
static void give_up(const uint8_t *capabilities, unsigned count)
{
	struct __user_cap_header_struct header;
	struct __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3];

	header.version = _LINUX_CAPABILITY_VERSION_3;
	header.pid = 0;
	if (raw(SYS_capget, (long)&header, (long)sets, 0, 0) < 0)
		return;
	for (unsigned i = 0; i < count; i++) {
		struct __user_cap_data_struct *set = &sets[CAP_TO_INDEX(capabilities[i])];
		uint32_t others = ~(uint32_t)CAP_TO_MASK(capabilities[i]);
		raw(SYS_prctl, PR_CAPBSET_DROP, capabilities[i], 0, 0);
		set->effective &= others;
		set->permitted &= others;
		set->inheritable &= others;
	}
	raw(SYS_capset, (long)&header, (long)sets, 0, 0);
}

/* With this capability, which root has, a program could raise its own hard limits. */
static int keep_limits(struct setup *setup)
{
	static const uint8_t raising[] = {CAP_SYS_RESOURCE};

	(void)setup;
	give_up(raising, sizeof raising);
	return 0;
}

/* exec resets handlers but keeps what is ignored. Nothing is delivered yet: all signals are blocked. */
static int reset_signals(struct setup *setup)
{
	struct kernel_sigaction standard;

	(void)setup;
	standard.handler = SIG_DFL;
	standard.flags = 0;
	standard.restorer = 0;
	standard.mask = 0;
	for (int number = 1; number <= LAST_SIGNAL; number++)
		if (number != SIGKILL && number != SIGSTOP)
			raw(SYS_rt_sigaction, number, (long)&standard, 0, SIGSET_BYTES);
	return 0;
}

/* A call that the filter lets pass whatever the rules say. */
static long raw_with_key(const struct setup *setup, long number, long a, long b, long c, long d)
{
	return raw6(number, a, b, c, d, 0, (long)setup->plan->exec_key);
}

/* The mask survives the exec. */
static int unblock_signals(struct setup *setup)
{
	uint64_t none = 0;
	long result = raw_with_key(setup, SYS_rt_sigprocmask, SIG_SETMASK, (long)&none, 0, SIGSET_BYTES);

	return result < 0 ? failed(setup, ST_STEP_SIGNALS, result, 0) : 0;
}

/* Many containers refuse it; then addresses are random, as ever. */
static int fix_addresses(struct setup *setup)
{
	enum { UNCHANGED = 0xffffffff, ADDRESSES_FIXED = 0x0040000 /* ADDR_NO_RANDOMIZE */ };

	if (setup->plan->fixed_addresses) {
		long present = raw(SYS_personality, UNCHANGED, 0, 0, 0);
		raw(SYS_personality, present < 0 ? ADDRESSES_FIXED : present | ADDRESSES_FIXED, 0, 0, 0);
	}
	return 0;
}

static int restore_affinity(struct setup *setup)
{
	const struct st_plan *plan = setup->plan;
	long result = 0;

	if (plan->processor_bytes > 0)
		result = raw(SYS_sched_setaffinity, 0, plan->processor_bytes, (long)text(setup, plan->processors), 0);
	else if (setup->cpus_size > 0)
		result = raw(SYS_sched_setaffinity, 0, setup->cpus_size, (long)setup->cpus, 0);
	return result < 0 ? failed(setup, ST_STEP_AFFINITY, result, 0) : 0;
}

static int set_nice(struct setup *setup)
{
	long result = 0;

	if (setup->plan->set_nice)
		result = raw(SYS_setpriority, PRIO_PROCESS, 0, setup->plan->nice, 0);
	return result < 0 ? failed(setup, ST_STEP_NICE, result, 0) : 0;
}

static int refuse_privileges(struct setup *setup)
{
	long result = 0;

	if (!setup->plan->new_privileges) /* else only CAP_SYS_ADMIN gets a ruleset or a filter in force */
		result = raw6(SYS_prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0, 0);
	return result < 0 ? failed(setup, ST_STEP_NO_NEW_PRIVS, result, 0) : 0;
}

/*
 * Changes what this thread may do, and nothing of the memory it shares or of the JVM's own threads. Root has capabilities
 * that lead around a ruleset: with CAP_PERFMON or CAP_SYS_ADMIN Linux 6.14 shows it the environment of any process, the
 * others change the kernel. Where it may get new privileges the filter needs CAP_SYS_ADMIN.
 */
static int confine(struct setup *setup)
{
	static const uint8_t leading_around[] = {CAP_SYS_ADMIN, PERFMON, BPF, CAP_SYS_MODULE, CAP_SYS_RAWIO, CAP_SYS_BOOT};
	long result;

	if (!setup->confined)
		return 0;
	result = raw(SYS_landlock_restrict_self, RULESET_FD, 0, 0, 0);
	if (result < 0)
		return failed(setup, ST_STEP_LANDLOCK, result, 0);
	raw(SYS_close, RULESET_FD, 0, 0, 0);
	if (!setup->plan->new_privileges)
		give_up(leading_around, sizeof leading_around);
	return 0;
}

static int install_filter(struct setup *setup)
{
	struct sock_fprog program;
	long result;

	if (setup->plan->filter_count == 0)
		return 0;
	program.len = (unsigned short)setup->plan->filter_count;
	program.filter = (struct sock_filter *)(uintptr_t)text(setup, setup->plan->filter);
	/* Without SPEC_ALLOW kernels before 5.16 slow the program's computing down. */
	result = raw(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_SPEC_ALLOW, (long)&program, 0);
	return result < 0 ? failed(setup, ST_STEP_FILTER, result, 0) : 0;
}

/* Another thread that forks while a fresh program is still open for writing makes its exec fail for a moment. */
static long exec_patiently(const struct setup *setup, const char *path)
{
	struct timespec pause = {.tv_nsec = ST_BUSY_MILLIS * 1000000L};
	long result = -ETXTBSY;

	for (int tries = 0; tries < ST_BUSY_TRIES && result == -ETXTBSY; tries++) {
		if (tries > 0)
			raw_with_key(setup, SYS_nanosleep, (long)&pause, 0, 0, 0);
		result = raw_with_key(setup, SYS_execve, (long)path, (long)setup->arguments, (long)setup->variables, 0);
	}
	return result;
}

/* As execvp(3): go on where a candidate is not there; remember where one is but may not be executed. */
static int exec_first(struct setup *setup)
{
	const char *path = text(setup, setup->plan->paths);
	long error = -ENOENT;
	int index = 0;

	for (uint32_t i = 0; i < setup->plan->path_count; i++) {
		long result = exec_patiently(setup, path);
		bool absent = result == -ENOENT || result == -ENOTDIR;
		if (setup->plan->path_count == 1 || (!absent && (error == -ENOENT || result != -EACCES))) {
			error = result;
			index = (int)i;
		}
		if (!absent && result != -EACCES)
			break;
		while (*path++ != 0)
			;
	}
	return failed(setup, ST_STEP_EXEC, error, index);
}

int child_main(void *argument)
{
	static int (*const steps[])(struct setup *) = {
		wait_for_tracer, enter_group, lead_session, redirect, keep_ruleset, take_terminal, close_others, enter_directory,
		set_limits, keep_limits, fix_addresses, restore_affinity, set_nice, reset_signals, refuse_privileges, confine,
		install_filter, unblock_signals, exec_first,
	};
	unsigned next = 0;

	while (next < sizeof steps / sizeof *steps && steps[next](argument) == 0)
		next++;
	return GAVE_UP;
}
