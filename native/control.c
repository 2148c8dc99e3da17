/* What any thread may do to a run: kill it, signal it, list its threads. The lock keeps every pid used here ours. */
#include "run.h"
#include <errno.h>
#include <signal.h>

void kill_all(struct st_run *run)
{
	run->view.killed = 1; /* from here the loop kills every tracee that is new to it */
	for (int32_t i = 0; i < run->tracees.count; i++)
		kill(run->tracees.at[i].told.tid, SIGKILL);
	if (run->guardian > 0) /* with it all of its namespace, also what is being born */
		kill(run->guardian, SIGKILL);
}

int st_kill(int64_t handle)
{
	struct st_run *run = run_of(handle);

	pthread_mutex_lock(&run->lock);
	kill_all(run);
	pthread_mutex_unlock(&run->lock);
	return 0;
}

int st_signal(int64_t handle, int signal)
{
	struct st_run *run = run_of(handle);
	int result = -ESRCH;

	pthread_mutex_lock(&run->lock);
	if (!run->main_gone && run->started)
		result = kill(run->view.main_pid, signal) < 0 ? -errno : 0;
	pthread_mutex_unlock(&run->lock);
	return result;
}

int st_readable(int64_t handle)
{
	return run_of(handle)->view.serves == 0;
}

/* Writes up to `capacity` tracees; answers how many there are. */
int st_tracees(int64_t handle, int32_t *out, int capacity)
{
	struct st_run *run = run_of(handle);
	struct st_tracee *told = (struct st_tracee *)(void *)out;

	pthread_mutex_lock(&run->lock);
	int count = run->tracees.count;
	for (int i = 0; i < count && i < capacity; i++)
		told[i] = run->tracees.at[i].told;
	pthread_mutex_unlock(&run->lock);
	return count;
}
