/*
 * Another library in this process that calls waitpid(-1) takes stops and ends away from the loop, which would then wait
 * for ever. A tracee that stands still, or is gone, while nothing about it can be waited for, has been stolen.
 */
#include "run.h"
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LOOKED_AT_MAX = 256, PATH_SIZE = 48, TIMES_ASKED = 50, PAUSE_MICROS = 1000 };

static bool waitable_or_gone(pid_t tid, bool *gone)
{
	siginfo_t info;
	int options = WEXITED | WSTOPPED | WNOHANG | WNOWAIT | __WALL;

	info.si_pid = 0;
	*gone = waitid(P_PID, (id_t)tid, &info, options) < 0 && errno == ECHILD;
	return *gone || info.si_pid != 0;
}

/*
 * The kernel changes the state of a task and what can be waited for one after the other, when it stops and when it is
 * resumed, and on a virtual machine its processor may be taken away in between. So a tracee is asked again: with the lock
 * held the loop cannot take more than the stop that it has already, and what stops after that stays to be waited for.
 */
static bool stolen(const struct st_tracee *tracee)
{
	bool gone = false;

	if (tracee->stopped != 0)
		return false;
	for (int asked = 0; asked < TIMES_ASKED; asked++) {
		if (asked > 0)
			usleep(PAUSE_MICROS);
		if (waitable_or_gone(tracee->tid, &gone))
			return gone;
		if (proc_state(tracee->tid) != 't')
			return false;
	}
	return true;
}

/*
 * Answers the id of a tracee that seems stolen, or 0. One look may be wrong: the tracee may just have stopped. It is right
 * when a second look, much later, tells the same of the same tracee although the loop has seen no stop in between.
 */
int st_stolen(int64_t handle)
{
	struct st_run *run = run_of(handle);
	int found = 0;

	pthread_mutex_lock(&run->lock);
	for (int32_t i = 0; found == 0 && i < run->tracees.count && i < LOOKED_AT_MAX; i++)
		if (stolen(&run->tracees.at[i].told))
			found = run->tracees.at[i].told.tid;
	pthread_mutex_unlock(&run->lock);
	return found;
}

static void each_number(const char *directory, void (*visit)(pid_t pid, pid_t number), pid_t pid)
{
	DIR *entries = opendir(directory);
	const struct dirent *entry;

	while (entries != NULL && (entry = readdir(entries)) != NULL)
		if (atoi(entry->d_name) > 0)
			visit(pid, atoi(entry->d_name));
	if (entries != NULL)
		closedir(entries);
}

static void let_die(pid_t pid, pid_t tid)
{
	if (proc_tracer(tid) != syscall(SYS_gettid))
		return;
	kill(pid, SIGKILL);
	ptrace(PTRACE_CONT, tid, (void *)0, (void *)0);
}

static void let_threads_die(pid_t unused, pid_t pid)
{
	char path[PATH_SIZE];

	(void)unused;
	snprintf(path, sizeof path, "/proc/%d/task", pid);
	each_number(path, let_die, pid);
}

/*
 * For the tracer's thread: kills and lets go all its tracees, also such as it has never heard of because their first stop
 * was stolen. SIGKILL alone does not end a tracee at its exit stop: Linux 6 drops it there.
 */
void let_all_die(void)
{
	each_number("/proc", let_threads_die, 0);
}

static void heard(int signal)
{
	(void)signal;
}

/* A signal that interrupts a wait: one that this process does not use. Its handler stays, for one that comes late. */
static int bell(void)
{
	struct sigaction present, ours = {.sa_handler = heard};

	for (int number = SIGRTMAX; number >= SIGRTMIN; number--) {
		if (sigaction(number, NULL, &present) < 0)
			continue;
		if (present.sa_handler == heard)
			return number;
		if (present.sa_handler == SIG_DFL && sigaction(number, &ours, NULL) == 0)
			return number;
	}
	return -EBUSY;
}

/*
 * Wakes the tracer's thread: of a run that has been killed and does not end, or for its records. To be repeated: it may
 * just not have slept.
 */
int st_ring(int64_t handle)
{
	const struct st_run *run = run_of(handle);
	int number = bell();

	if (number < 0)
		return number;
	return syscall(SYS_tgkill, getpid(), run->tracer, number) < 0 ? -errno : 0;
}
