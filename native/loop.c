/*
 * The loop: waits for the next stop or end of a tracee, records it, lets the tracee go on.
 *
 * Stops are only looked at (WNOWAIT), not consumed: a tracee that has been resumed is not reported again, and an end is
 * reaped under the lock, so that no other thread can signal a pid that belongs to somebody else by now.
 */
#include "run.h"
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

/* Missing in the headers of an old libc; fixed by the kernel's interface. */
struct syscall_info {
	uint8_t op;
	uint8_t pad[3];
	uint32_t arch;
	uint64_t ip, sp;
	uint64_t rest[8];
};

#ifndef PTRACE_GET_SYSCALL_INFO
#define PTRACE_GET_SYSCALL_INFO 0x420e
#endif
#ifndef PTRACE_EVENT_STOP
#define PTRACE_EVENT_STOP 128
#endif

enum {
	SYSCALL_STOP = SIGTRAP | 0x80,
	SIGNAL_BITS = 0x7f,
	DRAIN_STEPS = 256, /* a storm of events must not delay the end of the main process */
};

/* What one step came to; below zero: -errno. */
enum { NOTHING, HANDLED, ASKING };

static long request(int what, pid_t tid, uintptr_t data)
{
	return ptrace((enum __ptrace_request)what, tid, (void *)0, (void *)data);
}

/* ESRCH means that it died meanwhile, by SIGKILL: its end will be reported. */
static void resume(pid_t tid, int signal)
{
	request(PTRACE_CONT, tid, (uintptr_t)signal);
}

static uintptr_t event_message(pid_t tid)
{
	unsigned long message = 0;

	request(PTRACE_GETEVENTMSG, tid, (uintptr_t)&message);
	return message;
}

/* Is tid a thread of process pid? The kernel tells for the price of one system call; EPERM would mean that it is. */
static bool belongs(pid_t tid, pid_t pid)
{
	return syscall(SYS_tgkill, pid, tid, 0) == 0 || errno != ESRCH;
}

static pid_t process_of(const struct st_run *run, pid_t tid)
{
	if (belongs(tid, tid))
		return tid;
	return belongs(tid, run->view.main_pid) ? run->view.main_pid : 0;
}

/* With the lock held. */
static void belongs_now(struct st_run *run, struct tracee *tracee, pid_t pid)
{
	struct tracee *leader = pid == tracee->told.tid ? NULL : tracee_find(&run->tracees, pid);

	tracee->told.pid = pid;
	if (leader != NULL)
		leader->threaded = true;
}

/* Registers a thread; whoever is found after the run was killed has to die as well. */
static struct tracee *know(struct st_run *run, pid_t tid)
{
	pthread_mutex_lock(&run->lock);
	struct tracee *tracee = tracee_add(&run->tracees, tid);
	if (tracee == NULL || run->view.killed)
		kill(tid, SIGKILL);
	if (tracee != NULL && tracee->told.pid == 0)
		belongs_now(run, tracee, process_of(run, tid));
	pthread_mutex_unlock(&run->lock);
	if (tracee == NULL) {
		record_add(run, ST_CROWDED, tid, 0)->value = ST_TRACEES_MAX;
		st_kill((int64_t)(intptr_t)run);
	}
	return tracee;
}

/* Is there a tracee of this thread with this id, be it an ended one that nobody has waited for? */
static bool is_ours(pid_t tid)
{
	siginfo_t unused;

	return waitid(P_PID, (id_t)tid, &unused, WEXITED | WSTOPPED | WNOHANG | WNOWAIT | __WALL | __WNOTHREAD) == 0;
}

/*
 * The child may have reported before this event of its parent's, or will do so later; it may even have ended and been
 * reaped, and its id may be another process's by now.
 */
static void on_birth(struct st_run *run, const struct tracee *parent)
{
	pid_t tid = (pid_t)event_message(parent->told.tid);
	int32_t pid = parent->told.pid;
	struct tracee *child = tid > 0 && is_ours(tid) ? know(run, tid) : NULL;

	if (child == NULL || child->told.pid != 0)
		return;
	pthread_mutex_lock(&run->lock);
	belongs_now(run, child, pid); /* no leader itself, so a thread of its parent's process */
	pthread_mutex_unlock(&run->lock);
}

/* Since Linux 5.13 ptrace() fails with ESRCH for a thread that has got its leader's id until that stop is waited for. */
static void consume(pid_t tid)
{
	siginfo_t unused;

	waitid(P_PID, (id_t)tid, &unused, WSTOPPED | WNOHANG | __WALL | __WNOTHREAD);
}

/*
 * Only the calling thread survives an exec, and it takes its leader's id: the old one vanishes without an end. Answers
 * whether this was the exec that starts the program.
 */
static bool on_exec(struct st_run *run, struct tracee *tracee)
{
	pid_t pid = tracee->told.tid;

	consume(pid);
	pid_t former = (pid_t)event_message(pid);
	pthread_mutex_lock(&run->lock);
	tracee->told = (struct st_tracee){.tid = pid, .pid = pid};
	tracee->signal = 0;
	if (former != pid && former > 0)
		tracee_remove(&run->tracees, former);
	pthread_mutex_unlock(&run->lock);
	if (run->started)
		return false;
	run->started = true;
	record_add(run, ST_STARTED, pid, pid);
	return true;
}

/* Fills in where the thread was; answers whether this death is worth a look while its memory is still there. */
static bool on_exit(struct st_run *run, struct tracee *tracee)
{
	pid_t tid = tracee->told.tid;
	int status = (int)event_message(tid);
	int signal = status & SIGNAL_BITS;
	struct syscall_info info = {0};

	pthread_mutex_lock(&run->lock);
	tracee->told.exiting = 1;
	pthread_mutex_unlock(&run->lock);
	draw_near(run, tid);
	if (tracee->told.pid != run->view.main_pid || !run->started)
		return false;
	bool dying = signal != 0 && signal == tracee->signal && !run->view.killed;
	struct st_record *record = record_add(run, dying ? ST_DYING : ST_EXITING, tid, tracee->told.pid);
	record->value = status;
	record->call = arch_call(tid);
	ptrace((enum __ptrace_request)PTRACE_GET_SYSCALL_INFO, tid, sizeof info, &info);
	record->arch = info.arch;
	record->ip = info.ip;
	record->sp = info.sp;
	if (dying)
		memcpy(record->siginfo, tracee->siginfo, sizeof record->siginfo);
	return dying;
}

static bool is_fault(int signal)
{
	return signal == SIGSEGV || signal == SIGBUS || signal == SIGILL || signal == SIGFPE || signal == SIGTRAP;
}

/*
 * Before the program starts there is only the child, which is of the JVM's process group at first: what is sent to that
 * group (Ctrl-C, a hangup, SIGQUIT for a list of threads) is not for the program. A fault is the kernel's: it could not
 * finish an exec.
 */
static void on_signal(struct st_run *run, struct tracee *tracee, int signal)
{
	siginfo_t info;

	if (!run->started && !is_fault(signal)) {
		resume(tracee->told.tid, 0);
		return;
	}
	if (request(PTRACE_GETSIGINFO, tracee->told.tid, (uintptr_t)&info) == 0) {
		tracee->signal = signal;
		memcpy(tracee->siginfo, &info, sizeof tracee->siginfo);
		if (tracee->told.pid == run->view.main_pid && run->started)
			run->view.last_signal = signal;
	}
	resume(tracee->told.tid, signal);
}

/* The first stop of a new tracee, a stop of its whole group, or the end of one. Listening leaves it stopped. */
static void on_group_stop(struct st_run *run, struct tracee *tracee, int signal)
{
	bool stopped = signal != SIGTRAP;

	pthread_mutex_lock(&run->lock);
	tracee->told.listening = stopped;
	pthread_mutex_unlock(&run->lock);
	request(stopped ? PTRACE_LISTEN : PTRACE_CONT, tracee->told.tid, 0);
}

/* Answers whether Java should hear of it at once: of a question, and of the start. */
static bool on_stop(struct st_run *run, pid_t tid, int status)
{
	struct tracee *tracee = know(run, tid);
	int event = status >> 8;
	int signal = status & 0xff;

	run->view.stops++;
	if (tracee == NULL) {
		resume(tid, 0);
		return false;
	}
	if (event == PTRACE_EVENT_STOP) {
		on_group_stop(run, tracee, signal);
		return false;
	}
	if (event == 0 && signal != SYSCALL_STOP) {
		on_signal(run, tracee, signal);
		return false;
	}
	if (event == PTRACE_EVENT_FORK || event == PTRACE_EVENT_VFORK || event == PTRACE_EVENT_CLONE)
		on_birth(run, tracee);
	bool starts = event == PTRACE_EVENT_EXEC && on_exec(run, tracee);
	if (event == PTRACE_EVENT_EXIT && on_exit(run, tracee)) {
		run->held = tid;
		return true;
	}
	resume(tid, 0);
	return starts;
}

static void on_setup_failed(struct st_run *run, int status)
{
	const struct setup *setup = &run->setup;
	int step = __atomic_load_n(&setup->failed_step, __ATOMIC_ACQUIRE);
	struct st_record *record = record_add(run, ST_SETUP_FAILED, run->view.main_pid, run->view.main_pid);

	/* No step has failed, yet it is gone: killed by st_kill(), by somebody else, or by the kernel in an exec it broke off. */
	record->number = step;
	record->value = step == ST_STEP_NONE ? WTERMSIG(status) : setup->failed_errno;
	record->index = setup->failed_index;
}

/* The wait status that siginfo tells in two parts. */
static int status_of(const siginfo_t *info)
{
	if (info->si_code == CLD_EXITED)
		return (info->si_status & 0xff) << 8;
	return info->si_status | (info->si_code == CLD_DUMPED ? WCOREFLAG : 0);
}

/*
 * The status is what was looked at: if somebody else reaps it first, wait4() finds nothing. With its leader a process is
 * gone, and all its threads have been reaped before: one that is still known was killed in its exec, when it had its
 * leader's id already, and nobody tells of its own.
 */
static void on_end(struct st_run *run, pid_t tid, int status)
{
	pthread_mutex_lock(&run->lock);
	const struct tracee *ended = tracee_find(&run->tracees, tid);
	bool threaded = ended != NULL && ended->threaded;
	wait4(tid, NULL, __WALL | __WNOTHREAD | WNOHANG, NULL);
	tracee_remove(&run->tracees, tid);
	if (threaded)
		tracees_remove_process(&run->tracees, tid);
	run->main_gone |= tid == run->view.main_pid;
	pthread_mutex_unlock(&run->lock);
	if (tid != run->view.main_pid)
		return;
	run->main_status = status;
	run->main_end = now_nanos();
	if (!run->started)
		on_setup_failed(run, status);
}

/* Somebody rang. When a killed run does not end, its last stops may have been stolen: nobody will tell of them again. */
static int interrupted(const struct st_run *run)
{
	if (run->view.killed)
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
	on_end(run, info.si_pid, status_of(&info));
	return HANDLED;
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

/* Those that ended together with the main process are no leftovers: first hear what can be heard without waiting. */
static bool tell_main_ended(struct st_run *run)
{
	for (int i = 0; i < DRAIN_STEPS && record_room(run) && step(run, false) == HANDLED; i++)
		;
	bool asks = !run->view.killed && anybody_left(run);
	struct st_record *record = record_add(run, ST_MAIN_ENDED, run->view.main_pid, run->view.main_pid);
	record->time = run->main_end;
	record->value = run->main_status;
	record->number = asks;
	run->main_told = true;
	if (!asks) /* who turns up now was being born when its parent was killed */
		st_kill((int64_t)(intptr_t)run);
	return asks;
}

/* The kernel knows no child of ours any more, but we know one: somebody else has waited for it. */
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
	if (answer == ST_KILL)
		st_kill((int64_t)(intptr_t)run);
	if (run->held != 0)
		resume(run->held, 0);
	run->held = 0;
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
	struct st_run *run = (struct st_run *)(intptr_t)handle;

	if (run->finished) /* the launch itself failed, and its record says so */
		return (int)run->view.length;
	run->view.length = 0;
	take_answer(run, answer);
	while (!run->finished && record_room(run) && !advance(run))
		;
	return (int)run->view.length;
}
