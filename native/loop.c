/*
 * The loop: waits for the next stop or end of a tracee, records it, lets the tracee go on.
 *
 * Stops are only looked at (WNOWAIT), not consumed: a tracee that has been resumed is not reported again, and an end is
 * reaped under the lock, so that no other thread can signal a pid that is of another process by now.
 */
#include "run.h"
#include <errno.h>
#include <string.h>
#include <sys/wait.h>

enum { DRAIN_STEPS = 256 }; /* a storm of events must not delay the end of the main process */

static void on_setup_failed(struct st_run *run, int status)
{
	struct failure failure = launch_failure(run);
	struct st_record *record = record_add(run, ST_SETUP_FAILED, run->view.main_pid, run->view.main_pid);

	/* Without a failed step it was killed: by st_kill(), from outside, or by the kernel in an exec that it broke off. */
	record->number = failure.step;
	record->value = failure.step == ST_STEP_NONE ? WTERMSIG(status) : failure.error;
	record->index = failure.index;
}

/* The wait status that siginfo tells in two parts. */
static int status_of(const siginfo_t *info)
{
	if (info->si_code == CLD_EXITED)
		return (info->si_status & 0xff) << 8;
	return info->si_status | (info->si_code == CLD_DUMPED ? WCOREFLAG : 0);
}

/*
 * The status is that of the look: wait4() finds nothing, which would be exit code 0, when another thread has waited first.
 * With its leader a process is gone, and all its threads have been reaped before: one that is still known was killed in
 * its exec, when it had its leader's id already, and the end of its own id is never reported. Answers whether Java should
 * hear of it at once: of a process that the kernel may have killed at the limit of its group.
 */
static bool on_end(struct st_run *run, pid_t tid, int status)
{
	bool grouped = run->setup.in_group;

	pthread_mutex_lock(&run->lock);
	struct tracee *ended = tracee_find(&run->tracees, tid);
	bool threaded = ended != NULL && ended->threaded;
	if (ended != NULL) {
		trace_death(run, ended, status);
		account_end(run, ended, status);
	}
	wait4(tid, NULL, __WALL | __WNOTHREAD | WNOHANG, NULL);
	tracee_remove(&run->tracees, tid);
	if (threaded)
		tracees_remove_process(&run->tracees, tid);
	run->main_gone |= tid == run->view.main_pid;
	if (tid == run->guardian)
		run->guardian = 0;
	pthread_mutex_unlock(&run->lock);
	if (tid == run->view.main_pid) {
		run->main_status = status;
		run->main_end = now_nanos();
		if (!run->started)
			on_setup_failed(run, status);
	}
	return grouped && run->started && !run->view.killed && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

/*
 * By st_ring(): when a killed run does not end, its last stops may have been stolen, and are not reported again. Otherwise
 * Java wants what there is by now.
 */
static int interrupted(const struct st_run *run)
{
	if (!run->view.killed)
		return ASKING;
	let_all_die();
	return HANDLED;
}

/* Handles one event if there is one; `block` waits for it. */
static int step(struct st_run *run, bool block)
{
	siginfo_t info;
	int options = WEXITED | WSTOPPED | WNOWAIT | __WALL | __WNOTHREAD | (block ? 0 : WNOHANG);

	info.si_pid = 0;
	if (waitid(P_ALL, 0, &info, options) < 0)
		return errno == EINTR ? interrupted(run) : -errno;
	unpin_in_time(run);
	if (info.si_pid == 0)
		return NOTHING;
	if (info.si_code == CLD_TRAPPED || info.si_code == CLD_STOPPED)
		return on_stop(run, info.si_pid, info.si_status) ? ASKING : HANDLED;
	return on_end(run, info.si_pid, status_of(&info)) ? ASKING : HANDLED;
}

/*
 * Without children there are no tracees. The reverse is not true: a program that is killed while it forks never tells of
 * the child, which is traced already and will stop as soon as it gets a processor.
 */
static bool childless(void)
{
	siginfo_t unused;
	int options = WEXITED | WSTOPPED | WNOHANG | WNOWAIT | __WALL | __WNOTHREAD;

	return waitid(P_ALL, 0, &unused, options) < 0 && errno == ECHILD;
}

static bool anybody_left(const struct st_run *run)
{
	for (int32_t i = 0; i < run->tracees.count; i++)
		if (!run->tracees.at[i].told.exiting)
			return true;
	return false;
}

/* Handles an event that is there already; answers whether another one may be handled before Java is asked. */
static bool drain(struct st_run *run)
{
	int result = record_room(run) ? step(run, false) : NOTHING;

	return result == HANDLED || (result == ASKING && run->held == 0);
}

/* A process that ended together with the main process is no leftover: first handles what is there without waiting. */
static bool tell_main_ended(struct st_run *run)
{
	for (int i = 0; i < DRAIN_STEPS && drain(run); i++)
		;
	bool asks = !run->view.killed && anybody_left(run);
	struct st_record *record = record_add(run, ST_MAIN_ENDED, run->view.main_pid, run->view.main_pid);
	record->time = run->main_end;
	record->value = run->main_status;
	record->number = asks;
	run->main_told = true;
	if (!asks) /* a tracee that turns up now was being born when its parent was killed */
		st_kill((int64_t)(intptr_t)run);
	return asks;
}

/* The kernel knows no child of ours any more, but we know one: another thread of this process has waited for it. */
static void stolen(struct st_run *run, int error)
{
	struct st_record *record = record_add(run, ST_STOLEN, run->tracees.at[0].told.tid, 0);

	record->number = ST_STEP_WAIT;
	record->value = -error;
	run->finished = true;
	unpin(run);
}

static void take_answer(struct st_run *run, int answer)
{
	pid_t held = run->held;
	int signal = run->held_signal;
	enum held at = run->held_at;

	run->held = 0;
	run->held_signal = 0;
	run->held_at = HELD_AT_EVENT;
	if (answer == ST_KILL)
		st_kill((int64_t)(intptr_t)run);
	if (held == 0)
		return;
	switch (at) { /* each may be followed by another question */
	case HELD_AT_CALL:
		answer_call(run, held, answer);
		break;
	case HELD_AT_RESULT:
		answer_result(run, held, answer);
		break;
	case HELD_AT_SIGNAL:
		answer_signal(run, held, signal, answer);
		break;
	case HELD_AT_START:
		answer_start(run, held, signal);
		break;
	default:
		resume_known(run, held, signal);
	}
}

/* Answers whether Java has to be asked. */
static bool advance(struct st_run *run)
{
	if (run->main_gone && run->started && !run->main_told)
		return tell_main_ended(run);
	if (run->tracees.count == 0 && childless()) {
		record_add(run, ST_FINISHED, 0, 0);
		run->finished = true;
		unpin(run);
		return false;
	}
	int result = step(run, true);
	if (result < 0)
		stolen(run, result);
	return result == ASKING;
}

int st_next(int64_t handle, int answer)
{
	struct st_run *run = run_of(handle);

	if (run->finished) /* the launch itself failed, and its record says so */
		return (int)run->view.length;
	run->view.length = 0;
	take_answer(run, answer);
	/*
	 * While a tracee is held for an answer the loop must not wait: it would see the same stop again, ask nobody and
	 * resume nobody, for ever.
	 */
	while (!run->finished && run->held == 0 && record_room(run) && !advance(run))
		;
	return (int)run->view.length;
}
