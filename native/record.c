/* Records: what a run tells Java, one after another in the run's buffer. */
#include "run.h"
#include <string.h>
#include <time.h>

/* An exec makes two, with what is copied, and a stop may end one call and tell of a birth or a signal. */
enum { TRACED_MOST = 2 * (ST_TRACED_MOST + sizeof(struct st_record)) + 2 * sizeof(struct st_record) };

int64_t now_nanos(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

bool record_room(const struct st_run *run)
{
	/* One event adds at most four records, as the last: what a process used, its end, that of the main process, that of all. */
	bool tells = run->setup.plan->trace || run->setup.plan->ask_events;
	size_t most = 4 * sizeof(struct st_record) + (tells ? TRACED_MOST : 0);

	return run->view.length + most <= ST_RECORDS_SIZE;
}

static struct st_record *add(struct st_run *run, enum st_kind kind, pid_t tid, pid_t pid, size_t size)
{
	struct st_record *record = (struct st_record *)(void *)(run->view.records + run->view.length);

	/* siginfo is only read where the kind says so: no need to clear it. */
	memset(record, 0, offsetof(struct st_record, siginfo));
	record->own_size = (uint32_t)size;
	record->kind = kind;
	record->tid = tid;
	record->pid = pid;
	record->time = now_nanos();
	record->call = -1;
	run->view.length += (uint32_t)size;
	return record;
}

struct st_record *record_add(struct st_run *run, enum st_kind kind, pid_t tid, pid_t pid)
{
	return add(run, kind, tid, pid, sizeof(struct st_record));
}

struct st_record *record_add_short(struct st_run *run, enum st_kind kind, pid_t tid, pid_t pid)
{
	return add(run, kind, tid, pid, offsetof(struct st_record, arguments) + sizeof(uint64_t[ST_ARGUMENT_COUNT]));
}
