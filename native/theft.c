/*
 * Another library in this process that calls waitpid(-1) takes stops and ends away from the loop, which would then wait
 * for ever. A tracee that stands still, or is gone, while nothing about it can be waited for, has been stolen.
 */
#include "run.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

enum { LOOKED_AT_MAX = 256, STAT_SIZE = 512, PATH_SIZE = 32 };

/* The state letter of proc_pid_stat(5), or 0. It follows the last ')': a name may contain anything. */
static char state_of(pid_t tid)
{
	char path[PATH_SIZE], text[STAT_SIZE];

	snprintf(path, sizeof path, "/proc/%d/stat", tid);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return 0;
	ssize_t length = read(fd, text, sizeof text - 1);
	close(fd);
	if (length <= 0)
		return 0;
	text[length] = 0;
	const char *end = strrchr(text, ')');
	return end != NULL && end[1] == ' ' ? end[2] : 0;
}

static bool stolen(const struct st_tracee *tracee)
{
	siginfo_t info;
	int options = WEXITED | WSTOPPED | WNOHANG | WNOWAIT | __WALL;

	info.si_pid = 0;
	if (tracee->listening)
		return false;
	if (waitid(P_PID, (id_t)tracee->tid, &info, options) < 0)
		return errno == ECHILD;
	return info.si_pid == 0 && state_of(tracee->tid) == 't';
}

/*
 * Answers the id of a tracee that seems stolen, or 0. One look may be wrong: the tracee may just have stopped. It is right
 * when a second look, much later, tells the same of the same tracee although the loop has seen no stop in between.
 */
int st_stolen(int64_t handle)
{
	struct st_run *run = (struct st_run *)(intptr_t)handle;
	int found = 0;

	pthread_mutex_lock(&run->lock);
	for (int32_t i = 0; found == 0 && i < run->tracees.count && i < LOOKED_AT_MAX; i++)
		if (stolen(&run->tracees.at[i].told))
			found = run->tracees.at[i].told.tid;
	pthread_mutex_unlock(&run->lock);
	return found;
}
