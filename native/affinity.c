/*
 * Processors. A wake-up across processors costs more than the set-up of a child itself, so both stay on the present one
 * until the exec; the child then gets back what it was given. The tracer stays a moment longer: most programs that matter
 * for the cost of a launch have ended by then, and a dying one is drawn to the tracer. Failing is harmless everywhere:
 * then nothing is pinned and nothing needs restoring.
 */
#include "run.h"
#include <sched.h>
#include <unistd.h>

enum { MASK_WORDS = ST_CPUS_BYTES / sizeof(unsigned long), WORD_BITS = 8 * sizeof(unsigned long) };

/* From here a program is not short any more, and its tracer should run wherever there is room. */
static const int64_t SHORT_NANOS = 2000000;

static long stay_here(const struct st_run *run, pid_t tid)
{
	unsigned long one[MASK_WORDS] = {0};
	int cpu = sched_getcpu();

	if (cpu < 0 || cpu >= 8 * ST_CPUS_BYTES)
		return -1;
	one[(unsigned)cpu / WORD_BITS] = 1UL << ((unsigned)cpu % WORD_BITS);
	return syscall(SYS_sched_setaffinity, tid, run->setup.cpus_size, one);
}

/* A program with processors of its own may have none in common with its tracer. */
void pin(struct st_run *run)
{
	if (run->setup.plan->processor_bytes > 0)
		return;
	long size = syscall(SYS_sched_getaffinity, 0, sizeof run->setup.cpus, run->setup.cpus);

	run->setup.cpus_size = size > 0 ? (int32_t)size : 0;
	run->pinned = size > 0 && stay_here(run, 0) == 0;
	run->pinned_at = now_nanos();
	if (!run->pinned)
		run->setup.cpus_size = 0;
}

void unpin(struct st_run *run)
{
	if (run->pinned)
		syscall(SYS_sched_setaffinity, 0, run->setup.cpus_size, run->setup.cpus);
	run->pinned = false;
}

/* While the tracer sleeps it does not matter where; it is asked again whenever it wakes. */
void unpin_in_time(struct st_run *run)
{
	if (run->pinned && !run->near && now_nanos() - run->pinned_at > SHORT_NANOS)
		unpin(run);
}

/*
 * A traced program stops all the time, and waits whenever its tracer runs: on one processor that takes a third of the
 * time. With the lock held.
 */
void stay_near(struct st_run *run, pid_t tid)
{
	run->near = run->pinned && stay_here(run, tid) == 0;
}

/* All get back the processors that they were given: now there is something to do beside each other, or somebody asks. */
void part(struct st_run *run)
{
	if (!run->near)
		return;
	run->near = false;
	for (int32_t i = 0; i < run->tracees.count; i++)
		syscall(SYS_sched_setaffinity, run->tracees.at[i].told.tid, run->setup.cpus_size, run->setup.cpus);
	unpin(run);
}

/* For a thread that executes nothing of the program any more. */
void draw_near(const struct st_run *run, pid_t tid)
{
	if (run->pinned)
		stay_here(run, tid);
}
