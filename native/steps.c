/*
 * Steps of a launch that the child or the launcher takes, the last ones before the program. They make raw system calls
 * only: the child shares the memory of a JVM, and the launcher has no libc.
 */
#include "arch.h"
#include "kernel.h"
#include "setup.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>

#ifndef SECCOMP_FILTER_FLAG_SPEC_ALLOW
#define SECCOMP_FILTER_FLAG_SPEC_ALLOW 4
#endif

enum { SIGSET_BYTES = 8 };
enum { PERFMON = 38, BPF = 39 }; /* CAP_*, since Linux 5.8 */

long raw(long number, long a, long b, long c, long d)
{
	return raw6(number, a, b, c, d, 0, 0);
}

const char *text_at(const struct setup *setup, uint32_t offset)
{
	return (const char *)setup->plan + offset;
}

int failed(struct setup *setup, enum st_step step, long error, int index)
{
	setup->failure.error = (int32_t)-error;
	setup->failure.index = index;
	__atomic_store_n(&setup->failure.step, (int32_t)step, __ATOMIC_RELEASE);
	return -1;
}

int lead_session(struct setup *setup)
{
	long result = raw(SYS_setsid, 0, 0, 0, 0);

	return result < 0 ? failed(setup, ST_STEP_SESSION, result, 0) : 0;
}

/* The new session has none yet; its only process group becomes that of the foreground. */
int take_terminal(struct setup *setup)
{
	long result = 0;

	if (setup->plan->stdio[0].source == ST_TERMINAL)
		result = raw(SYS_ioctl, 0, TIOCSCTTY, 0, 0);
	return result < 0 ? failed(setup, ST_STEP_TERMINAL, result, 0) : 0;
}

int enter_directory(struct setup *setup)
{
	long result;

	raw(SYS_umask, setup->plan->mask, 0, 0, 0);
	if (setup->plan->directory == 0)
		return 0;
	result = raw(SYS_chdir, (long)text_at(setup, setup->plan->directory), 0, 0, 0);
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

int set_limits(struct setup *setup)
{
	const struct st_rlimit *limit = (const void *)text_at(setup, setup->plan->limits);

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
int keep_limits(struct setup *setup)
{
	static const uint8_t raising[] = {CAP_SYS_RESOURCE};

	(void)setup;
	give_up(raising, sizeof raising);
	return 0;
}

/* A call that the filter lets pass whatever the rules say. */
static long raw_with_key(const struct setup *setup, long number, long a, long b, long c, long d)
{
	return raw6(number, a, b, c, d, 0, (long)setup->plan->exec_key);
}

/* The mask survives the exec. */
int unblock_signals(struct setup *setup)
{
	uint64_t none = 0;
	long result = raw_with_key(setup, SYS_rt_sigprocmask, SIG_SETMASK, (long)&none, 0, SIGSET_BYTES);

	return result < 0 ? failed(setup, ST_STEP_SIGNALS, result, 0) : 0;
}

/* Many containers refuse it; then addresses are random, as ever. */
int fix_addresses(struct setup *setup)
{
	enum { UNCHANGED = 0xffffffff, ADDRESSES_FIXED = 0x0040000 /* ADDR_NO_RANDOMIZE */ };

	if (setup->plan->fixed_addresses) {
		long present = raw(SYS_personality, UNCHANGED, 0, 0, 0);
		raw(SYS_personality, present < 0 ? ADDRESSES_FIXED : present | ADDRESSES_FIXED, 0, 0, 0);
	}
	return 0;
}

int restore_affinity(struct setup *setup)
{
	const struct st_plan *plan = setup->plan;
	long result = 0;

	if (plan->processor_bytes > 0)
		result = raw(SYS_sched_setaffinity, 0, plan->processor_bytes, (long)text_at(setup, plan->processors), 0);
	else if (setup->cpus_size > 0)
		result = raw(SYS_sched_setaffinity, 0, setup->cpus_size, (long)setup->cpus, 0);
	return result < 0 ? failed(setup, ST_STEP_AFFINITY, result, 0) : 0;
}

int set_nice(struct setup *setup)
{
	long result = 0;

	if (setup->plan->set_nice)
		result = raw(SYS_setpriority, PRIO_PROCESS, 0, setup->plan->nice, 0);
	return result < 0 ? failed(setup, ST_STEP_NICE, result, 0) : 0;
}

int forbid_privileges(struct setup *setup)
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
int confine(struct setup *setup)
{
	static const uint8_t leading_around[] = {CAP_SYS_ADMIN, PERFMON, BPF, CAP_SYS_MODULE, CAP_SYS_RAWIO, CAP_SYS_BOOT};
	long result;

	if (!setup->confined)
		return 0;
	result = raw(SYS_landlock_restrict_self, KEPT_RULESET, 0, 0, 0);
	if (result < 0)
		return failed(setup, ST_STEP_LANDLOCK, result, 0);
	raw(SYS_close, KEPT_RULESET, 0, 0, 0);
	if (!setup->plan->new_privileges)
		give_up(leading_around, sizeof leading_around);
	return 0;
}

int install_filter(struct setup *setup)
{
	struct sock_fprog program;
	long result;

	if (setup->plan->filter_count == 0)
		return 0;
	program.len = (unsigned short)setup->plan->filter_count;
	program.filter = (struct sock_filter *)(uintptr_t)text_at(setup, setup->plan->filter);
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
int exec_first(struct setup *setup)
{
	const char *path = text_at(setup, setup->plan->paths);
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

void take_steps(struct setup *setup, step_of_setup *const *steps, unsigned count)
{
	unsigned next = 0;

	while (next < count && steps[next](setup) == 0)
		next++;
}
