/* Records: what a run tells Java, one after another in the run's buffer. */
#include "run.h"
#include <string.h>
#include <time.h>

int64_t now_nanos(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

bool record_room(const struct st_run *run)
{
	/* One event adds at most four records: what a process used, its end, that of the main process, that of all. */
	return run->view.length + 4 * sizeof(struct st_record) <= ST_RECORDS_SIZE;
}

struct st_record *record_add(struct st_run *run, enum st_kind kind, pid_t tid, pid_t pid)
{
	struct st_record *record = (struct st_record *)(void *)(run->view.records + run->view.length);

	/* siginfo is only read where the kind says so: no need to clear it. */
	memset(record, 0, offsetof(struct st_record, siginfo));
	record->size = sizeof *record;
	record->kind = kind;
	record->tid = tid;
	record->pid = pid;
	record->time = now_nanos();
	record->call = -1;
	run->view.length += (uint32_t)sizeof *record;
	return record;
}
