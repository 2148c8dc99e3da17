/* Who is killed at a call that is asked about makes no other one of it: of its end nothing is asked. */
#include "runs.h"
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { CHILDREN = 3, ROUNDS = 300, LIFE_NANOS = 300000 };

static const struct sock_filter ASK_GETPPID[] = {
	BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getppid, 0, 1),
	BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE | ST_RECIPE_ASK),
	BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
};

static pid_t call_for_ever(void)
{
	pid_t pid = fork();

	while (pid == 0)
		syscall(SYS_getppid);
	CHECK(pid > 0);
	return pid;
}

static void kill_callers(void)
{
	struct timespec life = {.tv_nsec = LIFE_NANOS};
	pid_t children[CHILDREN];

	for (int round = 0; round < ROUNDS; round++) {
		for (int i = 0; i < CHILDREN; i++)
			children[i] = call_for_ever();
		nanosleep(&life, NULL);
		for (int i = 0; i < CHILDREN; i++)
			kill(children[i], SIGKILL);
		for (int i = 0; i < CHILDREN; i++)
			waitpid(children[i], NULL, 0);
	}
	_exit(0); /* without what a sanitizer does at the end, which it cannot under ptrace */
}

int main(int argument_count, char **arguments)
{
	static const char *const words[] = {"check_call", "kill", NULL};
	bool finished = false;
	int asked = 0;

	(void)arguments;
	if (argument_count > 1)
		kill_callers();
	filter = ASK_GETPPID;
	filter_count = sizeof ASK_GETPPID / sizeof *ASK_GETPPID;
	int64_t run = spawn_words("/proc/self/exe", words, NULL);
	struct st_view *view = view_of(run);
	while (!finished) {
		int length = st_next(run, ST_GO_ON);
		CHECK(length > 0);
		for (int at = 0; at < length;) {
			struct st_record record;
			memcpy(&record, view->records + at, sizeof record);
			CHECK(record.kind != ST_CALL || record.call == SYS_getppid);
			asked += record.kind == ST_CALL;
			finished |= record.kind == ST_FINISHED;
			at += (int)record.own_size;
		}
	}
	CHECK(asked > ROUNDS);
	finish(run);
	return 0;
}
