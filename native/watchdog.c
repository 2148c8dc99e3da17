/*
 * What the watchdog looks at, from its own thread. CPU clocks are read with the lock held, for a pid must not be reaped
 * meanwhile. /proc is read without it, so that the loop need not wait; what was read counts only if the process is still
 * there afterwards.
 */
#include "run.h"
#include <errno.h>
#include <string.h>

enum { STATES_MAX = 256 };

/* With the lock held: as long as the processes are not reaped, they have names. */
static void end(struct st_run *run, struct st_seen *seen, pid_t culprit)
{
	kill_all(run);
	seen->killed = 1;
	proc_name(culprit, seen->name);
}

/* With the lock held. */
static void watch_cpu(struct st_run *run, int64_t most, struct st_seen *seen)
{
	int64_t largest = -1;

	seen->cpu = run->totals.ended.user + run->totals.ended.system;
	for (int32_t i = 0; i < run->tracees.count; i++) {
		const struct st_tracee *told = &run->tracees.at[i].told;
		if (told->pid != told->tid)
			continue;
		int64_t own = cpu_total_of(told->pid);
		if (told->pid == run->view.main_pid)
			own -= run->before.user + run->before.system;
		seen->cpu += own;
		if (own > largest)
			seen->cpu_pid = told->pid;
		largest = own > largest ? own : largest;
	}
	if (seen->cpu >= most)
		end(run, seen, seen->cpu_pid);
}

/* The processes whose memory counts, for later. */
static int collect(struct st_run *run)
{
	int count = 0;

	pthread_mutex_lock(&run->lock);
	for (int32_t i = 0; i < run->tracees.count; i++) {
		const struct tracee *tracee = &run->tracees.at[i];
		if (run->started && tracee->told.pid == tracee->told.tid && !tracee->told.exiting && !tracee->borrows)
			run->looked_at[count++] = tracee->told.pid;
	}
	pthread_mutex_unlock(&run->lock);
	return count;
}

/* What has been seen may be all that is ever known, should it be killed so that it does not come to its exit stop. */
static bool still_there(struct st_run *run, pid_t pid, int64_t resident)
{
	pthread_mutex_lock(&run->lock);
	struct tracee *tracee = tracee_find(&run->tracees, pid);
	bool there = tracee != NULL && !tracee->told.exiting;
	if (there && resident > tracee->used.peak_memory)
		tracee->used.peak_memory = resident;
	pthread_mutex_unlock(&run->lock);
	return there;
}

static void watch_memory(struct st_run *run, bool shared, int64_t most, struct st_seen *seen)
{
	int count = collect(run);

	for (int i = 0; i < count; i++) {
		pid_t pid = run->looked_at[i];
		int64_t bytes = shared ? proc_proportional(pid) : proc_resident(pid);
		if (!still_there(run, pid, shared ? 0 : bytes))
			continue;
		if (bytes < 0) {
			seen->error = (int32_t)-bytes;
			continue;
		}
		seen->memory += bytes;
		if (bytes > seen->largest || seen->memory_pid == 0) {
			seen->largest = bytes;
			seen->memory_pid = pid;
		}
	}
	pthread_mutex_lock(&run->lock);
	if (seen->memory > most && (shared || count == 1))
		end(run, seen, seen->memory_pid);
	if (!shared && seen->memory > run->totals.tree_peak)
		run->totals.tree_peak = seen->memory;
	pthread_mutex_unlock(&run->lock);
}

/* With the lock held. A thread that waits for its child of vfork is in the same state as one that waits for storage. */
static bool waits_for_vfork(const struct st_run *run, pid_t pid)
{
	for (int32_t i = 0; i < run->tracees.count; i++)
		if (run->tracees.at[i].borrows && run->tracees.at[i].parent == pid)
			return true;
	return false;
}

/* Executing, waiting for storage, or at a stop for us that has not been answered yet. */
static bool is_busy(struct st_run *run, pid_t tid)
{
	char state = proc_state(tid);

	pthread_mutex_lock(&run->lock);
	const struct tracee *tracee = tracee_find(&run->tracees, tid);
	bool stopped = tracee != NULL && tracee->told.stopped != 0;
	bool waits = state == 'D' && tracee != NULL && waits_for_vfork(run, tracee->told.pid);
	pthread_mutex_unlock(&run->lock);
	return state == 'R' || (state == 'D' && !waits) || (state == 't' && !stopped);
}

static bool busy(struct st_run *run)
{
	int count = 0;

	pthread_mutex_lock(&run->lock);
	for (int32_t i = 0; i < run->tracees.count && count < STATES_MAX; i++)
		run->looked_at[count++] = run->tracees.at[i].told.tid;
	pthread_mutex_unlock(&run->lock);
	for (int i = 0; i < count; i++)
		if (is_busy(run, run->looked_at[i]))
			return true;
	return count == STATES_MAX;
}

int st_watch(int64_t handle, int what, int64_t most, uint8_t *out)
{
	struct st_run *run = run_of(handle);
	struct st_seen *seen = (struct st_seen *)(void *)out;

	memset(seen, 0, sizeof *seen);
	pthread_mutex_lock(&run->lock);
	seen->threads = run->tracees.count;
	seen->processes = run->totals.processes_alive;
	if (what & ST_WATCH_CPU)
		watch_cpu(run, most, seen);
	pthread_mutex_unlock(&run->lock);
	if (what & (ST_WATCH_MEMORY | ST_WATCH_SHARED))
		watch_memory(run, (what & ST_WATCH_SHARED) != 0, most, seen);
	if (what & ST_WATCH_BUSY)
		seen->busy = busy(run);
	return 0;
}
