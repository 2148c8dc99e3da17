/*
 * A filter around this JVM, as systemd's SystemCallFilter= makes, may kill a process for a call that it does not list. The
 * calls that are unusual enough for that are tried in a child, without effect, before this process makes them.
 */
#include "run.h"
#include "kernel.h"
#include <errno.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* Each with arguments with which it does nothing, and most fail. */
static const struct {
	long number;
	long arguments[5];
} calls[] = {
	{SYS_ptrace, {-1, 0, 0, 0, 0}},
	{SYS_seccomp, {-1, 0, 0, 0, 0}},
	{SYS_process_vm_readv, {0, 0, 0, 0, 0}},
	{SYS_clone3, {0, 0, 0, 0, 0}},
	{SYS_memfd_create, {0, 0, 0, 0, 0}},
	{SYS_prlimit64, {0, -1, 0, 0, 0}},
	{SYS_sched_setaffinity, {0, 0, 0, 0, 0}},
	{SYS_waitid, {-1, 0, 0, 0, 0}},
	{SYS_landlock_create_ruleset, {0, 0, -1, 0, 0}},
};

enum { CALL_COUNT = sizeof calls / sizeof *calls };

/* In a copy of this process with one thread: nothing but raw calls. A core file would be a copy of the JVM's memory. */
static void try_all(volatile int *at)
{
	syscall(SYS_prctl, PR_SET_DUMPABLE, 0, 0, 0, 0);
	for (*at = 0; *at < CALL_COUNT; ++*at) {
		const long *with = calls[*at].arguments;
		syscall(calls[*at].number, with[0], with[1], with[2], with[3], with[4]);
	}
	syscall(SYS_exit_group, 0);
}

/* Another thread of this process may wait for all children, and find this one first. */
static int await(pid_t child)
{
	int status = 0;
	pid_t found;

	do
		found = waitpid(child, &status, __WALL);
	while (found < 0 && errno == EINTR);
	return found == child ? status : 0;
}

int64_t st_deadly_call(void)
{
	volatile int *at = mmap(NULL, sizeof *at, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (at == MAP_FAILED)
		return -errno;
	/* Without an exit signal, so that nobody hears of it who does not ask; without libc's handlers of fork(3). */
	long child = syscall(SYS_clone, 0, 0, 0, 0, 0);
	if (child == 0)
		try_all(at);
	int64_t result = child < 0 ? -errno : -ENODATA;
	if (child > 0 && WIFSIGNALED(await((pid_t)child)) && *at < CALL_COUNT)
		result = calls[*at].number;
	munmap((void *)(uintptr_t)at, sizeof *at);
	return result;
}
