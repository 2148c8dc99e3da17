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
#include <signal.h>
#include <sys/prctl.h>
#include <time.h>

#ifndef SYS_close_range
#define SYS_close_range 436
#endif
#ifndef SYS_execveat
#if defined(__x86_64__)
#define SYS_execveat 322
#else
#define SYS_execveat 281
#endif
#endif

enum { LAST_SIGNAL = 64, SIGSET_BYTES = 8, FIRST_FREE_FD = 3, ENTRIES_SIZE = 4096, GAVE_UP = 127 };

/* A JVM that is killed between clone and seize must not leave a process behind that holds all its memory. */
static int wait_for_tracer(struct setup *setup)
{
	struct timespec patience = {.tv_sec = ST_SETUP_SECONDS};
	long parent, result;

	raw(SYS_prctl, PR_SET_PDEATHSIG, SIGKILL, 0, 0);
	parent = raw(SYS_getppid, 0, 0, 0, 0);
	if (parent != setup->parent && parent != 0) /* 0: it is outside the child's pid namespace, and the patience below ends */
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
		return open_input(text_at(setup, stdio->value));
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

/* What is needed later gets a number that is known then. As above, each source first moves out of the way. */
static int keep_descriptors(struct setup *setup)
{
	int32_t given[] = {setup->plan->ruleset, setup->box, setup->image};
	bool launcher = setup->box >= 0;
	long result = 0;

	setup->confined = setup->plan->ruleset >= 0;
	if (!launcher && !setup->confined)
		return 0;
	for (int i = 0; i < FIRST_CLOSED - FIRST_FREE_FD; i++)
		if (given[i] >= 0)
			given[i] = (int32_t)raw(SYS_fcntl, given[i], F_DUPFD_CLOEXEC, FIRST_CLOSED, 0);
	for (int i = 0; i < FIRST_CLOSED - FIRST_FREE_FD && result >= 0; i++) {
		int target = FIRST_FREE_FD + i;
		if (given[i] == -1)
			raw(SYS_close, target, 0, 0, 0);
		else
			result = raw(SYS_dup3, given[i], target, launcher && target != KEPT_IMAGE ? 0 : O_CLOEXEC, 0);
	}
	return result < 0 ? failed(setup, ST_STEP_DESCRIPTORS, result, 0) : 0;
}

static int close_others(struct setup *setup)
{
	long first = setup->confined || setup->box >= 0 ? FIRST_CLOSED : FIRST_FREE_FD;
	long result = raw(SYS_close_range, first, ~0U, 0, 0);

	if (result == -ENOSYS || result == -EPERM)
		result = close_listed(first);
	return result < 0 ? failed(setup, ST_STEP_DESCRIPTORS, result, 0) : 0;
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

/*
 * The first process in a user namespace has all capabilities, which an exec would take from it unless it is root: they are
 * made ambient. Elsewhere there is nothing to keep, or no exec takes it.
 */
static int keep_capabilities(struct setup *setup)
{
	enum { HIGHEST = 63, AMBIENT_RAISE = 2 /* PR_CAP_AMBIENT_RAISE */, AMBIENT = 47 /* PR_CAP_AMBIENT */ };
	struct __user_cap_header_struct header;
	struct __user_cap_data_struct sets[_LINUX_CAPABILITY_U32S_3];

	if (!setup->in_user_namespace)
		return 0;
	header.version = _LINUX_CAPABILITY_VERSION_3;
	header.pid = 0;
	if (raw(SYS_capget, (long)&header, (long)sets, 0, 0) < 0)
		return 0;
	for (int i = 0; i < _LINUX_CAPABILITY_U32S_3; i++)
		sets[i].inheritable = sets[i].permitted;
	raw(SYS_capset, (long)&header, (long)sets, 0, 0);
	for (long capability = 0; capability <= HIGHEST; capability++)
		raw(SYS_prctl, AMBIENT, AMBIENT_RAISE, capability, 0);
	return 0;
}

static int exec_launcher(struct setup *setup)
{
	static char name[] = "sandtrap-launcher";
	char *arguments[] = {name, NULL};
	long result = raw6(SYS_execveat, KEPT_IMAGE, (long)"", (long)arguments, (long)(arguments + 1), AT_EMPTY_PATH, 0);

	return failed(setup, ST_STEP_LAUNCHER, result, 0);
}

int child_main(void *argument)
{
	static step_of_setup *const steps[] = {
		wait_for_tracer, enter_group, lead_session, redirect, take_terminal, keep_descriptors, close_others,
		enter_directory, set_limits, keep_limits, fix_addresses, restore_affinity, set_nice, reset_signals, forbid_privileges,
		confine, install_filter, unblock_signals, exec_first,
	};
	static step_of_setup *const for_launcher[] = {
		wait_for_tracer, enter_group, redirect, keep_descriptors, close_others, reset_signals,
		keep_capabilities, exec_launcher,
	};
	struct setup *setup = argument;

	if (setup->plan->isolation == 0)
		take_steps(setup, steps, sizeof steps / sizeof *steps);
	else
		take_steps(setup, for_launcher, sizeof for_launcher / sizeof *for_launcher);
	return GAVE_UP;
}
