/* Whole runs without Java: a program that exits, one that is killed, set-up that fails, a run killed from outside. */
#include "runs.h"
#include <unistd.h>

/* Of AddressSanitizer's allocator_interface.h, which not every compiler brings. */
extern size_t __sanitizer_get_current_allocated_bytes(void);

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
	struct st_view *view = view_of(run);
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

static void *tell_the_group(void *signals)
{
	usleep(20000); /* long enough for the clone, shorter than the pause after it */
	for (const int *signal = signals; *signal != 0; signal++)
		kill(0, *signal);
	return NULL;
}

/* Between clone and exec the child belongs to the process group of the JVM, which such signals are for. */
static void signals_to_the_group_do_not_reach_the_program(void)
{
	int signals[] = {SIGQUIT, SIGINT, SIGHUP, SIGTSTP, SIGUSR1, SIGRTMAX, 0};
	pthread_t thread;

	setpgid(0, 0);
	for (const int *number = signals; *number != 0; number++)
		signal(*number, SIG_IGN);
	hold_millis = 100;
	CHECK(pthread_create(&thread, NULL, tell_the_group, signals) == 0);
	ends_with("exit 3", 3 << 8);
	pthread_join(thread, NULL);
	hold_millis = 0;
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
	int32_t numbers[512];

	CHECK(st_abi() == ST_ABI);
	CHECK(st_layout(numbers, 512) <= 512);
	size_t allocated = __sanitizer_get_current_allocated_bytes();
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
	CHECK(__sanitizer_get_current_allocated_bytes() == allocated);
	signals_to_the_group_do_not_reach_the_program();
	return 0;
}
