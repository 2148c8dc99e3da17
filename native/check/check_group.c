/*
 * A child in a control group: born there, or entering by itself, in whatever hierarchy may be written here. Its limit is
 * not looked at: what the program gets to see is the same with every controller and without any.
 */
#include "runs.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LINE_SIZE = 4096, PATH_SIZE = 512, TEXT_SIZE = 4096 };

/* The mount point of the first hierarchy of this type in which a group can be made; "" for none. */
static void find(const char *type, char point[PATH_SIZE])
{
	char line[LINE_SIZE], separator[64];
	FILE *mounts = fopen("/proc/self/mountinfo", "r");

	snprintf(separator, sizeof separator, " - %s ", type);
	point[0] = 0;
	while (mounts != NULL && point[0] == 0 && fgets(line, sizeof line, mounts) != NULL) {
		if (strstr(line, separator) == NULL || sscanf(line, "%*s %*s %*s %*s %511s", point) != 1 ||
		    access(point, W_OK) != 0)
			point[0] = 0;
	}
	if (mounts != NULL)
		fclose(mounts);
}

/* Runs a program in the group NAME; it must see itself there, and whoever is told of its start is asked first. */
static void is_entered(const char *name)
{
	struct st_view *view;
	uint8_t text[TEXT_SIZE] = {0};
	int64_t run = spawn("/bin/sh", "cat /proc/self/cgroup", NULL);

	view = view_of(run);
	CHECK(st_next(run, ST_GO_ON) > 0);
	const struct st_record *first = (const void *)view->records;
	CHECK(first->kind == ST_STARTED && first->number == 1);
	CHECK(last(run, ST_MAIN_ENDED).value == 0);
	CHECK(st_read(view->pipe_fd[0], text, sizeof text - 1) > 0);
	CHECK(strstr((const char *)text, name) != NULL);
	finish(run);
}

static int entrance(const char *group, const char *file)
{
	char path[LINE_SIZE];

	snprintf(path, sizeof path, "%s/%s", group, file);
	return open(path, O_WRONLY | O_CLOEXEC);
}

/* Who may not enter runs outside. */
static void may_be_closed(void)
{
	group_entrance = open("/dev/null", O_RDONLY | O_CLOEXEC);
	CHECK(group_entrance >= 0);
	int64_t run = spawn("/bin/sh", "exit 3", NULL);
	CHECK(st_next(run, ST_GO_ON) > 0);
	const struct st_record *first = (const void *)view_of(run)->records;
	CHECK(first->kind == ST_STARTED && first->number == 0);
	CHECK(last(run, ST_MAIN_ENDED).value == 3 << 8);
	finish(run);
	close(group_entrance);
	group_entrance = -1;
}

/* A process that is killed is told of at once. */
static void a_killed_child_is_told_of(void)
{
	int64_t run = spawn("/bin/sh", "sh -c 'kill -9 $$'; sleep 100", NULL);
	struct st_view *view = view_of(run);
	struct st_record record = {0};

	for (int told = 0; told < 100 && !(record.kind == ST_ENDED && WIFSIGNALED(record.value)); told++) {
		int length = st_next(run, ST_GO_ON);
		CHECK(length > 0);
		memcpy(&record, view->records + length - (int)sizeof record, sizeof record);
	}
	CHECK(record.kind == ST_ENDED && WTERMSIG(record.value) == SIGKILL);
	st_kill(run);
	last(run, ST_FINISHED);
	finish(run);
}

static void a_group_of(const char *type, const char *file, bool for_birth)
{
	char point[PATH_SIZE], group[PATH_SIZE + 64], name[64];

	find(type, point);
	snprintf(name, sizeof name, "/sandtrap-check-%d", getpid());
	snprintf(group, sizeof group, "%s%s", point, name);
	if (point[0] == 0 || mkdir(group, 0755) < 0) {
		printf("check_group: no group can be made in a hierarchy of type %s, so none is looked at\n", type);
		return;
	}
	group_entrance = entrance(group, file);
	CHECK(group_entrance >= 0);
	is_entered(name);
	a_killed_child_is_told_of();
	if (for_birth) {
		group_directory = open(group, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		CHECK(group_directory >= 0);
		close(group_entrance);
		group_entrance = open("/dev/null", O_RDONLY | O_CLOEXEC); /* nobody may need it */
		is_entered(name);
		close(group_directory);
	}
	close(group_entrance);
	group_directory = group_entrance = -1;
	for (int tries = 0; tries < 100 && rmdir(group) < 0; tries++)
		usleep(10000);
	CHECK(access(group, F_OK) < 0);
}

int main(void)
{
	may_be_closed();
	a_group_of("cgroup2", "cgroup.procs", true);
	a_group_of("cgroup", "tasks", false);
	return 0;
}
