/* What the self-checks of whole runs share: a plan, its records, and that nobody is left. */
#ifndef SANDTRAP_CHECK_RUNS_H
#define SANDTRAP_CHECK_RUNS_H

#include "../run.h"
#include "check.h"
#include <linux/filter.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#define INLINE static inline __attribute__((unused))

enum { PLAN_SIZE = 4096 };

static _Alignas(8) uint8_t plan[PLAN_SIZE];
static uint32_t used;
/* Of the runs that follow. */
static uint32_t hold_millis;
static int32_t group_directory = -1, group_entrance = -1;
static const struct sock_filter *filter;
static uint32_t filter_count;
static const struct st_isolation *isolation; /* with offsets into `isolation_text`, or NULL */
static const uint8_t *isolation_text;
static uint32_t isolation_length;

INLINE uint32_t put(const char *text)
{
	uint32_t at = used;

	memcpy(plan + used, text, strlen(text) + 1);
	used += (uint32_t)strlen(text) + 1;
	return at;
}

/* Runs the program at `path` with these arguments, of which the last is NULL. */
INLINE int64_t spawn_words(const char *path, const char *const *words, const char *directory)
{
	struct st_plan *header = (void *)plan;

	memset(plan, 0, sizeof plan);
	used = sizeof *header;
	header->abi = ST_ABI;
	header->arguments = used;
	while (words[header->argument_count] != NULL)
		put(words[header->argument_count++]);
	header->variable_count = 1;
	header->variables = put("A=B");
	header->path_count = 1;
	header->paths = put(path);
	header->hold_millis = hold_millis;
	header->ruleset = -1;
	header->group_directory = group_directory;
	header->group_entrance = group_entrance;
	header->directory = directory == NULL ? 0 : put(directory);
	header->stdio[1].source = ST_PIPE;
	header->stdio[2].source = ST_AS_STDOUT;
	used = (used + 7) & ~7U;
	header->filter = used;
	header->filter_count = filter_count;
	if (filter_count > 0)
		memcpy(plan + used, filter, filter_count * sizeof *filter);
	used += filter_count * (uint32_t)sizeof *filter;
	if (isolation != NULL) {
		struct st_isolation *own = (void *)(plan + used);
		header->isolation = used;
		*own = *isolation;
		used += sizeof *own;
		uint32_t base = used;
		memcpy(plan + used, isolation_text, isolation_length);
		used += isolation_length;
		own->staging += own->staging == 0 ? 0 : base - 1;
		own->jail += own->jail == 0 ? 0 : base - 1;
		own->mounts += base;
		own->groups += base;
		struct st_mount *mounts = (void *)(plan + own->mounts);
		for (uint32_t i = 0; i < own->mount_count; i++) {
			mounts[i].source += base;
			mounts[i].target += base;
		}
	}
	header->length = used;
	int64_t run = st_spawn(plan, used);
	CHECK(run > 0);
	return run;
}

/* Runs /bin/sh -c script, or what `path` names. */
INLINE int64_t spawn(const char *path, const char *script, const char *directory)
{
	return spawn_words(path, (const char *const[]){"sh", "-c", script, NULL}, directory);
}

INLINE struct st_view *view_of(int64_t run)
{
	return (struct st_view *)(intptr_t)st_view_of(run);
}

/* Reads all records; answers the last one of this kind, zeroed when there was none. */
INLINE struct st_record last(int64_t run, enum st_kind kind)
{
	struct st_view *view = view_of(run);
	struct st_record found = {0};
	bool finished = false;

	while (!finished) {
		int length = st_next(run, found.kind == 0 ? ST_GO_ON : ST_KILL);
		CHECK(length > 0);
		for (int at = 0; at < length;) {
			struct st_record record;
			memcpy(&record, view->records + at, sizeof record);
			if (record.kind == kind)
				found = record;
			finished |= record.kind == ST_FINISHED || record.kind == ST_BROKEN || record.kind == ST_STOLEN;
			at += (int)record.own_size;
		}
	}
	return found;
}

INLINE void finish(int64_t run)
{
	struct st_view *view = view_of(run);

	close(view->pipe_fd[0]);
	st_free(run);
	CHECK(waitpid(-1, NULL, __WALL | WNOHANG) < 0 && errno == ECHILD);
	CHECK(!st_may_trace()); /* the first thread never may */
}

#endif
