/* Whole runs without Java: a program that exits, one that is killed, set-up that fails, a run killed from outside. */
#include "../run.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#define CHECK(condition) \
	do { \
		if (!(condition)) { \
			fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #condition); \
			exit(1); \
		} \
	} while (0)

enum { PLAN_SIZE = 4096 };

static _Alignas(8) uint8_t plan[PLAN_SIZE];
static uint32_t used;

static uint32_t put(const char *text)
{
	uint32_t at = used;

	memcpy(plan + used, text, strlen(text) + 1);
	used += (uint32_t)strlen(text) + 1;
	return at;
}

/* Runs /bin/sh -c script, or what `path` names. */
static int64_t spawn(const char *path, const char *script, const char *directory)
{
	struct st_plan *header = (void *)plan;

	memset(plan, 0, sizeof plan);
	used = sizeof *header;
	header->abi = ST_ABI;
	header->argument_count = 3;
	header->arguments = put("sh");
	put("-c");
	put(script);
	header->variable_count = 1;
	header->variables = put("A=B");
	header->path_count = 1;
	header->paths = put(path);
	header->directory = directory == NULL ? 0 : put(directory);
	header->stdio[1].source = ST_PIPE;
	header->stdio[2].source = ST_AS_STDOUT;
	header->size = used;
	int64_t run = st_spawn(plan, used);
	CHECK(run > 0);
	return run;
}

/* Reads all records; answers the last one of this kind, zeroed when there was none. */
static struct st_record last(int64_t run, enum st_kind kind)
{
	struct st_view *view = (struct st_view *)(intptr_t)st_view_of(run);
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
			finished |= record.kind == ST_FINISHED || record.kind == ST_BROKEN;
			at += (int)record.size;
		}
	}
	return found;
}

static void finish(int64_t run)
{
	struct st_view *view = (struct st_view *)(intptr_t)st_view_of(run);

	close(view->pipe_fd[0]);
	st_free(run);
	CHECK(waitpid(-1, NULL, __WALL | WNOHANG) < 0 && errno == ECHILD);
	CHECK(!st_may_trace()); /* the first thread never may */
}

static void ends_with(const char *script, int status)
{
	int64_t run = spawn("/bin/sh", script, NULL);

	CHECK(last(run, ST_MAIN_ENDED).value == status);
	finish(run);
}

static void fails(const char *path, const char *directory, enum st_step step, int error)
{
	int64_t run = spawn(path, "exit 0", directory);
	struct st_record record = last(run, ST_SETUP_FAILED);

	CHECK(record.number == (int)step);
	CHECK(record.value == error);
	finish(run);
}

static void output_is_captured(void)
{
	int64_t run = spawn("/bin/sh", "echo $A; ls /proc/self/fd | wc -l >&2", NULL);
	struct st_view *view = (struct st_view *)(intptr_t)st_view_of(run);
	uint8_t text[64];

	CHECK(last(run, ST_MAIN_ENDED).value == 0);
	int length = st_read(view->pipe_fd[0], text, sizeof text);
	CHECK(length == 4 && memcmp(text, "B\n4\n", 4) == 0);
	finish(run);
}

static void a_killed_run_ends(void)
{
	int64_t run = spawn("/bin/sh", "sleep 100 & sleep 100", NULL);

	CHECK(st_next(run, ST_GO_ON) == sizeof(struct st_record)); /* it has started */
	st_kill(run);
	last(run, ST_FINISHED);
	CHECK(st_signal(run, SIGTERM) == -ESRCH);
	finish(run);
}

/* At any moment: before the child has been seen at all, after the program has started, after its main process has ended. */
static void a_run_that_is_given_up_dies(void)
{
	static const char *const scripts[] = {"sleep 100 & sleep 100", "sleep 100 & exit 0"};

	for (int told = 0; told < 3; told++) {
		int64_t run = spawn("/bin/sh", scripts[told / 2], NULL);
		for (int i = 0; i < told; i++)
			CHECK(st_next(run, ST_GO_ON) > 0);
		finish(run);
	}
}

int main(void)
{
	int32_t numbers[64];

	CHECK(st_abi() == ST_ABI);
	CHECK(st_layout(numbers, 64) <= 64);
	ends_with("exit 0", 0);
	ends_with("exit 3", 3 << 8);
	ends_with("kill -9 $$", SIGKILL);
	ends_with("kill -TRAP $$", SIGTRAP);
	ends_with("(exit 7); exit $?", 7 << 8);
	ends_with("echo a | cat | cat; sh -c 'kill -11 $$'; test $? = 139", 0);
	ends_with("sleep 100 & exit 4", 4 << 8);
	fails("/no/such/program", NULL, ST_STEP_EXEC, ENOENT);
	fails("/etc/passwd", NULL, ST_STEP_EXEC, EACCES);
	fails("/bin/sh", "/no/such/directory", ST_STEP_DIRECTORY, ENOENT);
	output_is_captured();
	a_killed_run_ends();
	a_run_that_is_given_up_dies();
	return 0;
}
