/*
 * The second stage of a launch: a pid namespace whose second process is the program, a root that has what is listed and
 * nothing else, another identity, no capabilities; and failures that name their step. Needs root, or a user namespace.
 */
#include "runs.h"
#include <fcntl.h>
#include <linux/sched.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TEXT_SIZE = 4096 };

static struct st_isolation wanted;
static _Alignas(8) uint8_t texts[2048];
static uint32_t texts_used;

static uint32_t say(const char *text)
{
	uint32_t at = texts_used;

	memcpy(texts + at, text, strlen(text) + 1);
	texts_used += (uint32_t)strlen(text) + 1;
	return at;
}

static void want(uint32_t namespaces)
{
	memset(&wanted, 0, sizeof wanted);
	texts_used = 0;
	wanted.namespaces = namespaces | (geteuid() != 0 ? CLONE_NEWUSER : 0);
	isolation = &wanted;
	isolation_text = texts;
}

/* The exit status of a script, whose output is in `out`. */
static int status_of(const char *script, char out[TEXT_SIZE])
{
	isolation_length = (texts_used + 7) & ~7U;
	int64_t run = spawn("/bin/sh", script, NULL);
	struct st_record end = last(run, ST_MAIN_ENDED);

	memset(out, 0, TEXT_SIZE);
	st_read(view_of(run)->pipe_fd[0], (uint8_t *)out, TEXT_SIZE - 1);
	CHECK(end.kind == ST_MAIN_ENDED);
	finish(run);
	return end.value;
}

static bool may_make_namespaces(void)
{
	pid_t pid = fork();
	int status = 0;

	if (pid == 0)
		_exit(unshare((geteuid() != 0 ? CLONE_NEWUSER : 0) | CLONE_NEWNS | CLONE_NEWPID) != 0);
	CHECK(pid > 0 && waitpid(pid, &status, 0) == pid);
	return status == 0;
}

static void is_second_process(void)
{
	char out[TEXT_SIZE];

	want(CLONE_NEWPID);
	CHECK(status_of("echo $$; kill -9 1; (sleep 0.1 &) ; exit 3", out) == 3 << 8);
	CHECK(strcmp(out, "2\n") == 0);
	CHECK(status_of("kill -ABRT $$", out) == SIGABRT || status_of("kill -ABRT $$", out) == (SIGABRT | 0x80));
	CHECK(status_of("kill -KILL $$", out) == SIGKILL);
}

static void kills_what_is_left(void)
{
	char out[TEXT_SIZE];

	want(CLONE_NEWPID);
	CHECK(status_of("setsid sleep 1000 & exec true", out) == 0);
}

static void has_listed_root(void)
{
	static const char *const shown[] = {"/bin", "/lib", "/lib64", "/usr"};
	struct st_mount mounts[8] = {0};
	uint32_t count = 0;
	char out[TEXT_SIZE], link[256];

	want(CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWIPC);
	for (unsigned i = 0; i < sizeof shown / sizeof *shown; i++) {
		ssize_t length = readlink(shown[i], link, sizeof link - 1);
		if (length < 0 && access(shown[i], F_OK) != 0)
			continue;
		link[length < 0 ? 0 : length] = 0;
		mounts[count].kind = length < 0 ? ST_MOUNT_BIND : ST_MOUNT_LINK;
		mounts[count].flags = ST_MOUNT_READ_ONLY;
		mounts[count].source = say(length < 0 ? shown[i] : link);
		mounts[count++].target = say(shown[i]);
	}
	mounts[count].kind = ST_MOUNT_BIND;
	mounts[count].flags = ST_MOUNT_FILE | ST_MOUNT_DEVICES;
	mounts[count].source = say("/dev/null");
	mounts[count++].target = say("/dev/null");
	mounts[count].kind = ST_MOUNT_PROC;
	mounts[count].source = say("/proc");
	mounts[count++].target = say("/proc");
	wanted.staging = 1 + say("/tmp");
	texts_used = (texts_used + 7) & ~7U;
	wanted.mount_count = count;
	wanted.mounts = texts_used;
	memcpy(texts + texts_used, mounts, count * sizeof *mounts);
	texts_used += count * (uint32_t)sizeof *mounts;
	wanted.drop_capabilities = 1;
	CHECK(status_of("ls -A /; echo x > /dev/null && ls -d /proc/[0-9]*; echo > /usr/x; echo > /x; grep CapEff /proc/self/status",
		out) == 0);
	printf("%s", out);
	CHECK(strstr(out, "etc") == NULL && strstr(out, "outside") == NULL && strstr(out, "dev\n") != NULL);
	CHECK(strstr(out, "CapEff:\t0000000000000000") != NULL);
}

static void fails_by_name(void)
{
	want(CLONE_NEWNS);
	wanted.staging = 1 + say("/not/there");
	isolation_length = (texts_used + 7) & ~7U;
	int64_t run = spawn("/bin/sh", "exit 0", NULL);
	struct st_record end = last(run, ST_SETUP_FAILED);
	CHECK(end.number == ST_STEP_ROOT && end.value == ENOENT);
	finish(run);

	want(CLONE_NEWPID);
	isolation_length = (texts_used + 7) & ~7U;
	run = spawn("/not/there", "exit 0", NULL);
	end = last(run, ST_SETUP_FAILED);
	CHECK(end.number == ST_STEP_EXEC && end.value == ENOENT);
	finish(run);
}

static void is_another_user(void)
{
	char out[TEXT_SIZE];

	if (geteuid() != 0)
		return;
	want(0);
	wanted.identity = 1;
	wanted.user = 65534;
	wanted.group = 65533;
	CHECK(status_of("id -u; id -g; id -G; echo $PPID > /dev/null; exit 4", out) == 4 << 8);
	CHECK(strcmp(out, "65534\n65533\n65533\n") == 0);
}

int main(void)
{
	if (!may_make_namespaces()) {
		puts("skipped: no namespaces here");
		return 0;
	}
	is_second_process();
	kills_what_is_left();
	has_listed_root();
	fails_by_name();
	is_another_user();
	return 0;
}
