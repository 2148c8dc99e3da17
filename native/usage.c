/*
 * What processes have used. Memory and context switches are read at the exit stop of each thread, where its memory is
 * still there; CPU time, faults and transfers when the whole process has ended but has not been waited for.
 */
#include "run.h"
#include <errno.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>

enum { SUMMED_MAX = 16 }; /* among more processes a sum of resident sizes at every end would cost too much */

static int64_t larger(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

void account_birth(struct st_run *run, struct tracee *tracee)
{
	struct st_totals *totals = &run->totals;

	if (tracee->told.pid == tracee->told.tid) {
		tracee->used.born = now_nanos();
		tracee->living = 1;
		totals->processes++;
		totals->processes_alive++;
		totals->processes_most = (int32_t)larger(totals->processes_most, totals->processes_alive);
	} else {
		struct tracee *leader = tracee_find(&run->tracees, tracee->told.pid);
		totals->threads++;
		if (leader != NULL) {
			leader->used.threads++;
			leader->living++;
		}
	}
	totals->threads_most = (int32_t)larger(totals->threads_most, run->tracees.count);
}

/* The resident memory of everybody but `pid`, which is looked at anyway. */
static int64_t resident_of_others(struct st_run *run, pid_t pid)
{
	int64_t sum = 0;

	for (int32_t i = 0; i < run->tracees.count; i++) {
		const struct tracee *other = &run->tracees.at[i];
		if (other->told.pid != other->told.tid || other->told.pid == pid || other->borrows || other->told.exiting)
			continue;
		sum += larger(0, proc_resident(other->told.pid));
	}
	return sum;
}

static void note_memory(struct st_run *run, struct tracee *leader, const struct proc_status *status)
{
	if (status->peak_memory == 0 || leader->borrows)
		return;
	leader->used.peak_memory = larger(leader->used.peak_memory, status->peak_memory);
	leader->used.peak_virtual = larger(leader->used.peak_virtual, status->peak_virtual);
	run->totals.tree_peak = larger(run->totals.tree_peak, status->peak_memory);
	if (run->totals.processes_alive > 1 && run->totals.processes_alive <= SUMMED_MAX)
		run->totals.tree_peak =
			larger(run->totals.tree_peak, status->resident + resident_of_others(run, leader->told.pid));
}

void account_memory(struct st_run *run, pid_t tid)
{
	struct proc_status status;

	if (proc_status(tid, &status) < 0)
		return;
	pthread_mutex_lock(&run->lock);
	const struct tracee *tracee = tracee_find(&run->tracees, tid);
	struct tracee *leader = tracee == NULL ? NULL : tracee_find(&run->tracees, tracee->told.pid);
	if (leader != NULL)
		note_memory(run, leader, &status);
	pthread_mutex_unlock(&run->lock);
}

/* A process that leaves memory which others borrow leaves it to one of them, whose memory it counts as from here. */
void account_inheritance(struct st_run *run, const struct tracee *leaving)
{
	pid_t heir = 0;

	if (leaving->borrows)
		return;
	for (int32_t i = 0; i < run->tracees.count; i++) {
		struct tracee *other = &run->tracees.at[i];
		if (!other->borrows || other->lender != leaving->told.pid)
			continue;
		if (heir == 0)
			other->borrows = false;
		else
			other->lender = heir;
		heir = heir == 0 ? other->told.pid : heir;
	}
}

/* To be read by its last thread, while its memory is there: after that /proc/PID/io belongs to root. */
static void note_transfer(struct tracee *leader)
{
	struct st_usage told;

	if (proc_transfer(leader->told.pid, &told) < 0)
		return;
	leader->used.read = told.read;
	leader->used.written = told.written;
	leader->used.storage_read = told.storage_read;
	leader->used.storage_written = told.storage_written;
	leader->has_transfer = true;
}

/*
 * As the program's own getrusage(2) would have it: of a thread that has ended it counts the stop at its exit and the last
 * switch away from it, of the one that asks neither. Answers whether it has blocked the signal that tells of a file which
 * would have become too large, so that it is still pending.
 */
bool account_thread_end(struct st_run *run, struct tracee *tracee)
{
	struct proc_status status;
	int error = proc_status(tracee->told.tid, &status);

	pthread_mutex_lock(&run->lock);
	struct tracee *leader = tracee_find(&run->tracees, tracee->told.pid);
	if (leader != NULL && --leader->living <= 0)
		note_transfer(leader);
	if (leader != NULL && (error < 0 || status.voluntary < 0))
		leader->missing |= ST_NO_SWITCHES | ST_NO_MEMORY;
	if (leader != NULL && error == 0 && status.voluntary >= 0) {
		note_memory(run, leader, &status);
		leader->used.voluntary += larger(0, status.voluntary + (leader == tracee ? -1 : 1));
		leader->used.involuntary += status.involuntary;
		tracee->last_involuntary = status.involuntary;
		if (leader == tracee || leader->used.name[0] == 0)
			memcpy(leader->used.name, status.name, sizeof status.name);
	}
	pthread_mutex_unlock(&run->lock);
	return error == 0 && run->setup.plan->file_size > 0 && (status.pending & 1ULL << (SIGXFSZ - 1)) != 0;
}

/*
 * On its way from the exit stop to its end a thread may be taken off its processor again and again, above all where there
 * is only one. Without children rusage tells all of that at the end of the process.
 */
static void note_late_switches(struct st_run *run, const struct tracee *ended)
{
	struct tracee *leader = tracee_find(&run->tracees, ended->told.pid);
	struct proc_status status;

	if (leader == NULL || !leader->has_children || proc_status(ended->told.tid, &status) < 0)
		return;
	leader->used.involuntary += larger(0, status.involuntary - ended->last_involuntary);
}

/* rusage contains the children a process has waited for; without any it is cheaper than /proc. */
static void faults_of(const struct tracee *leader, struct st_usage *used, int32_t *missing)
{
	struct rusage usage;
	siginfo_t unused;
	int options = WEXITED | WNOHANG | WNOWAIT | __WALL;

	if (!leader->has_children && syscall(SYS_waitid, P_PID, leader->told.pid, &unused, options, &usage) == 0) {
		used->minor_faults = usage.ru_minflt;
		used->major_faults = usage.ru_majflt;
		if (leader->threaded)
			used->involuntary = larger(used->involuntary, usage.ru_nivcsw);
	} else if (proc_faults(leader->told.pid, &used->minor_faults, &used->major_faults) < 0) {
		*missing |= ST_NO_FAULTS;
	}
}

/* What is known only when nothing can be added any more, but is lost when the process is waited for. */
static void complete(const struct tracee *leader, struct st_usage *used, int32_t *missing)
{
	*used = leader->used;
	*missing = leader->missing;
	if (used->peak_memory == 0 && !leader->borrows) /* killed so that it never came to its exit stop */
		*missing |= ST_NO_MEMORY | ST_NO_SWITCHES;
	cpu_of(leader->told.pid, &used->user, &used->system);
	faults_of(leader, used, missing);
	if (!leader->has_transfer && proc_transfer(leader->told.pid, used) < 0)
		*missing |= ST_NO_TRANSFER;
}

/* What the launcher used is none of the program's: it is known from here on. */
void account_start(struct st_run *run, const struct tracee *main)
{
	struct st_usage *before = &run->before;
	struct proc_status status;

	cpu_of(main->told.pid, &before->user, &before->system);
	proc_faults(main->told.pid, &before->minor_faults, &before->major_faults);
	proc_transfer(main->told.pid, before);
	if (proc_status(main->told.pid, &status) == 0) {
		before->voluntary = status.voluntary;
		before->involuntary = status.involuntary;
	}
}

static void subtract(int64_t *whole, int64_t part)
{
	*whole = larger(0, *whole - part);
}

static void since_start(const struct st_run *run, const struct tracee *leader, struct st_usage *used)
{
	const struct st_usage *before = &run->before;

	if (run->box == NULL || leader->told.pid != run->view.main_pid)
		return;
	subtract(&used->user, before->user);
	subtract(&used->system, before->system);
	subtract(&used->minor_faults, before->minor_faults);
	subtract(&used->major_faults, before->major_faults);
	subtract(&used->voluntary, before->voluntary);
	subtract(&used->involuntary, before->involuntary);
	subtract(&used->read, before->read);
	subtract(&used->written, before->written);
	subtract(&used->storage_read, before->storage_read);
	subtract(&used->storage_written, before->storage_written);
}

static void add(struct st_usage *sum, const struct st_usage *part)
{
	sum->user += part->user;
	sum->system += part->system;
	sum->peak_memory = larger(sum->peak_memory, part->peak_memory);
	sum->peak_virtual = larger(sum->peak_virtual, part->peak_virtual);
	sum->minor_faults += part->minor_faults;
	sum->major_faults += part->major_faults;
	sum->voluntary += part->voluntary;
	sum->involuntary += part->involuntary;
	sum->read += part->read;
	sum->written += part->written;
	sum->storage_read += part->storage_read;
	sum->storage_written += part->storage_written;
	sum->signals += part->signals;
}

/* Before the ended thread is waited for. With its leader a process ends. */
void account_end(struct st_run *run, struct tracee *ended, int status)
{
	pid_t pid = ended->told.tid;

	population_settle(run, ended);
	if (ended->told.pid != pid) {
		note_late_switches(run, ended);
		return;
	}
	run->totals.processes_alive--;
	account_inheritance(run, ended);
	if (!run->started)
		return;
	population_zombie(run, pid);
	struct st_record *record = record_add(run, ST_ENDED, pid, pid);
	complete(ended, &record->usage, &record->number);
	since_start(run, ended, &record->usage);
	record->value = status;
	record->index = ended->parent;
	add(&run->totals.ended, &record->usage);
	run->totals.missing |= record->number;
}

static void describe(const struct tracee *leader, struct st_process *out)
{
	struct proc_status status;

	*out = (struct st_process){.pid = leader->told.pid, .parent = leader->parent};
	complete(leader, &out->usage, &out->missing);
	if (proc_status(leader->told.pid, &status) < 0)
		return;
	memcpy(out->usage.name, status.name, sizeof status.name);
	if (!leader->borrows) {
		out->usage.peak_memory = larger(out->usage.peak_memory, status.peak_memory);
		out->usage.peak_virtual = larger(out->usage.peak_virtual, status.peak_virtual);
	}
}

/* The switches of living threads, each of which has its own. */
static void add_switches(const struct st_run *run, struct st_process *process)
{
	for (int32_t i = 0; i < run->tracees.count; i++) {
		const struct st_tracee *told = &run->tracees.at[i].told;
		struct proc_status status;
		if (told->pid != process->pid || told->exiting || proc_status(told->tid, &status) < 0)
			continue;
		process->usage.voluntary += larger(0, status.voluntary);
		process->usage.involuntary += larger(0, status.involuntary);
		process->missing &= ~(ST_NO_MEMORY | ST_NO_SWITCHES);
	}
}

int st_usage_of(int64_t handle, uint8_t *out, int size)
{
	struct st_run *run = run_of(handle);
	struct st_totals *totals = (struct st_totals *)(void *)out;
	struct st_process *next = (struct st_process *)(void *)(totals + 1);
	int capacity = (size - (int)sizeof *totals) / (int)sizeof *next;
	int count = 0;

	pthread_mutex_lock(&run->lock);
	*totals = run->totals;
	totals->stops = (int64_t)run->view.stops;
	totals->threads_alive = run->tracees.count;
	for (int32_t i = 0; i < run->tracees.count; i++) {
		const struct tracee *tracee = &run->tracees.at[i];
		if (tracee->told.pid != tracee->told.tid)
			continue;
		if (count++ >= capacity)
			continue;
		describe(tracee, next);
		add_switches(run, next);
		since_start(run, tracee, &next++->usage);
	}
	pthread_mutex_unlock(&run->lock);
	return count;
}
