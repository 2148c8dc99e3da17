/*
 * How many processes and threads there are at once. A process that has ended still counts until its parent has waited for
 * it. The tracer does not hear of that wait, so the ended ones are looked for when there seem to be too many.
 */
#include "run.h"
#include <errno.h>

void population_zombie(struct st_run *run, pid_t pid)
{
	bool limited = run->setup.plan->processes_most > 0;

	if (limited && pid != run->view.main_pid && run->zombie_count < ST_TRACEES_MAX)
		run->zombies[run->zombie_count++] = pid;
}

/* Only under a parent that is ours: init, or another process that adopts orphans, waits by itself. */
static bool is_unwaited(struct st_run *run, pid_t pid)
{
	return kill(pid, 0) == 0 && proc_state(pid) == 'Z' && tracee_find(&run->tracees, proc_parent(pid)) != NULL;
}

static void forget_waited(struct st_run *run)
{
	int32_t kept = 0;

	for (int32_t i = 0; i < run->zombie_count; i++)
		if (is_unwaited(run, run->zombies[i]))
			run->zombies[kept++] = run->zombies[i];
	run->zombie_count = kept;
}

static int32_t processes(const struct st_run *run)
{
	return run->totals.processes_alive + run->zombie_count;
}

/* Writes the record and answers true when this newborn process is one too many. */
bool population_exceeds(struct st_run *run, struct tracee *born)
{
	int32_t most = (int32_t)run->setup.plan->processes_most;
	pid_t culprit = born->parent != 0 ? born->parent : born->told.tid;
	bool known = born->admitted || born->told.pid != born->told.tid;

	born->admitted = true;
	if (known || most == 0 || processes(run) <= most || run->view.killed)
		return false;
	forget_waited(run);
	if (processes(run) <= most)
		return false;
	struct st_record *record = record_add(run, ST_EXCEEDED, culprit, culprit);
	record->number = ST_LIMIT_PROCESSES;
	record->value = processes(run);
	return true;
}

/* For a thread that has stopped before its creator told of it a place is still reserved: it must not count twice. */
static int32_t places(const struct st_run *run)
{
	int32_t twice = 0;

	for (int32_t i = 0; i < run->tracees.count && twice < run->reserved; i++)
		twice += !run->tracees.at[i].announced;
	return run->tracees.count + run->reserved - twice;
}

/* Is there no room for what a thread is about to create? Otherwise the place is kept until the call returns. */
bool population_refuses(struct st_run *run, struct tracee *parent)
{
	int32_t most = (int32_t)run->setup.plan->threads_most;

	if (most > 0 && places(run) >= most)
		return true;
	if (!parent->reserved)
		run->reserved++;
	parent->reserved = true;
	return false;
}

/* The newborn counts by itself now, or there is none. */
void population_settle(struct st_run *run, struct tracee *parent)
{
	if (parent->reserved)
		run->reserved--;
	parent->reserved = false;
}
