/* What a stop of a tracee means, and how it goes on. */
#include "run.h"
#include "kernel.h"
#include <errno.h>
#include <linux/sched.h>
#include <string.h>
#include <sys/wait.h>

enum { SYSCALL_STOP = SIGTRAP | 0x80, SIGNAL_BITS = 0x7f };
enum { NEAR_MOST = 2 }; /* a shell and its command, a compiler and its driver: mostly one of them waits for the other */

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

/*
 * A thread may stop before its parent tells of it, in any process: known to none, it would stay in the table when its
 * process is gone, and the run would seem to be stolen.
 */
static pid_t process_of(const struct st_run *run, pid_t tid)
{
	if (belongs(tid, tid))
		return tid;
	return belongs(tid, run->view.main_pid) ? run->view.main_pid : proc_group(tid);
}

/* With the lock held. */
static void belongs_now(struct st_run *run, struct tracee *tracee, pid_t pid)
{
	struct tracee *leader = pid == tracee->told.tid ? NULL : tracee_find(&run->tracees, pid);

	if (pid == 0)
		return; /* its parent will tell */
	tracee->told.pid = pid;
	if (leader != NULL)
		leader->threaded = true;
	account_birth(run, tracee);
}

/* Tells Java when there are more threads than ever before, as far as it wants to know. */
static bool grown(struct st_run *run)
{
	int32_t count = run->tracees.count;

	if (count <= run->threads_told || run->threads_told >= (int32_t)run->setup.plan->threads_told)
		return false;
	run->threads_told = count;
	record_add(run, ST_GROWN, 0, 0)->value = count;
	return true;
}

/* Registers a thread; one that is found after the run was killed has to die as well. */
static struct tracee *know(struct st_run *run, pid_t tid)
{
	pthread_mutex_lock(&run->lock);
	struct tracee *tracee = tracee_add(&run->tracees, tid);
	if (tracee == NULL || run->view.killed)
		kill(tid, SIGKILL);
	if (tracee != NULL && tracee->told.pid == 0)
		belongs_now(run, tracee, process_of(run, tid));
	pthread_mutex_unlock(&run->lock);
	if (tracee != NULL)
		trace_first_stop(run, tracee);
	if (tracee == NULL) {
		record_add(run, ST_CROWDED, tid, 0)->value = ST_TRACEES_MAX;
		st_kill((int64_t)(intptr_t)run);
	}
	return tracee;
}

/* Is there a tracee of this thread with this id, be it one that has ended and has not been waited for? */
static bool is_ours(pid_t tid)
{
	siginfo_t unused;

	return waitid(P_PID, (id_t)tid, &unused, WEXITED | WSTOPPED | WNOHANG | WNOWAIT | __WALL | __WNOTHREAD) == 0;
}

/* With the lock held. What only its parent can tell of a new thread or process. */
static void descends(struct st_run *run, struct tracee *child, const struct tracee *parent, bool borrows)
{
	struct tracee *leader = tracee_find(&run->tracees, parent->told.pid);

	child->announced = true;
	child->creator = parent->told.tid;
	child->creator_process = parent->told.pid;
	if (child->told.pid == 0)
		belongs_now(run, child, parent->told.pid); /* no leader itself, so a thread of its parent's process */
	if (child->told.pid != child->told.tid)
		return;
	child->parent = parent->told.pid;
	child->borrows = borrows && !child->executed;
	if (leader != NULL && !child->executed)
		child->program = leader->program;
	child->lender = leader != NULL && leader->borrows ? leader->lender : parent->told.pid;
	if (leader != NULL)
		leader->has_children = true;
}

/*
 * The child may have reported before this event of its parent's, or will do so later; it may even have ended and been
 * reaped, and its id may be another process's by now. Answers whether Java should hear of it at once.
 */
static bool on_birth(struct st_run *run, struct tracee *parent, int event)
{
	pid_t parent_tid = parent->told.tid;
	bool borrows = event == PTRACE_EVENT_VFORK ||
		       (event == PTRACE_EVENT_CLONE && (arch_argument(parent_tid, 0) & CLONE_VM) != 0);
	bool thread = event == PTRACE_EVENT_CLONE && (arch_argument(parent_tid, 0) & CLONE_THREAD) != 0;
	pid_t tid = (pid_t)event_message(parent_tid);
	bool asks = false;

	population_settle(run, parent);
	parent->watched = 0;
	trace_birth(run, tid, thread ? parent->told.pid : tid, parent);
	if (tid <= 0 || !is_ours(tid) || know(run, tid) == NULL)
		return false;
	pthread_mutex_lock(&run->lock);
	struct tracee *child = tracee_find(&run->tracees, tid);
	parent = tracee_find(&run->tracees, parent_tid);
	if (child != NULL && parent != NULL) {
		descends(run, child, parent, borrows);
		if (run->near && (child->told.tid != child->told.pid || run->tracees.count > NEAR_MOST))
			part(run);
		asks = population_exceeds(run, child);
	}
	pthread_mutex_unlock(&run->lock);
	if (asks)
		run->held = parent_tid;
	return grown(run) || asks;
}

/* Since Linux 5.13 ptrace() fails with ESRCH for a thread that has got its leader's id until that stop is waited for. */
static void consume(pid_t tid)
{
	siginfo_t unused;

	waitid(P_PID, (id_t)tid, &unused, WSTOPPED | WNOHANG | __WALL | __WNOTHREAD);
}

/*
 * Only the calling thread survives an exec, and it takes its leader's id: the old one vanishes without an end. Answers
 * whether Java should hear of it at once: of the exec that starts the program, and of a question.
 */
static bool on_exec(struct st_run *run, struct tracee *tracee)
{
	pid_t pid = tracee->told.tid;

	consume(pid);
	pid_t former = (pid_t)event_message(pid);
	pthread_mutex_lock(&run->lock);
	int purpose = event_purpose(run);
	bool asks = (purpose & ST_FOR_MODULE) != 0;
	trace_exec(run, tracee, former > 0 ? former : pid, purpose);
	tracee->told = (struct st_tracee){.tid = pid, .pid = pid};
	tracee->signal = 0;
	tracee->watched = 0;
	tracee->purpose = 0;
	tracee->rewritten = false;
	tracee->introduced = true;
	tracee->ended = false;
	tracee->given = tracee->taken = 0;
	account_inheritance(run, tracee);
	tracee->borrows = false;
	tracee->executed = true;
	tracee->program = (uint8_t)arch_program(pid);
	tracee->living = 1;
	population_settle(run, tracee);
	if (former != pid && former > 0)
		tracee_remove(&run->tracees, former);
	pthread_mutex_unlock(&run->lock);
	if (asks)
		run->held = pid;
	if (run->started)
		return asks;
	pthread_mutex_lock(&run->lock);
	launched(run, pid);
	if (run->box != NULL)
		account_start(run, tracee);
	pthread_mutex_unlock(&run->lock);
	run->started = true;
	if (run->setup.plan->trace || run->setup.plan->ask_events)
		stay_near(run, pid);
	struct st_record *record = record_add(run, ST_STARTED, pid, pid);
	tracee->used.born = record->time;
	record->number = run->setup.in_group;
	if (record->number) /* what it used before was its parent's memory, which no limit must strike */
		run->held = pid;
	return true;
}

/*
 * The last moment at which a file without a name is there for certain: with its last descriptor it goes, at the end of its
 * process, or in an exec that closes it.
 */
bool on_closing(struct st_run *run, const struct tracee *tracee)
{
	if (run->setup.plan->closing_told == 0 || !proc_has_nameless(tracee->told.tid))
		return false;
	record_add(run, ST_CLOSING, tracee->told.tid, tracee->told.pid);
	return true;
}

static bool is_fault(int signal)
{
	return signal == SIGSEGV || signal == SIGBUS || signal == SIGILL || signal == SIGFPE || signal == SIGTRAP;
}

/* Is this thread the one that its process dies of, and is that worth a look? A shell hides how its child has ended. */
static bool is_dying(struct st_run *run, const struct tracee *tracee, int signal)
{
	bool crash = is_fault(signal) || signal == SIGABRT || signal == SIGSYS;

	if (signal == 0 || signal != tracee->signal || run->view.killed)
		return false;
	return tracee->told.pid == run->view.main_pid || (crash && run->crashes_asked++ < ST_CRASHES_ASKED);
}

/* It may have stood still when it was killed: the call that it was in says nothing then. */
static void tell_stop(struct st_record *record, const struct st_tracee *told)
{
	siginfo_t info = {.si_signo = told->stopped, .si_code = told->stopper != 0 ? SI_USER : SI_KERNEL};

	record->index = told->stopped;
	if (told->stopped == 0)
		return;
	info.si_pid = told->stopper;
	memcpy(record->siginfo, &info, sizeof record->siginfo);
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
	if (!run->started) /* its memory is still ours */
		return false;
	bool told = trace_death(run, tracee, status);
	bool cut = account_thread_end(run, tracee);
	bool closing = on_closing(run, tracee) || told;
	bool of_main = tracee->told.pid == run->view.main_pid;
	bool dying = is_dying(run, tracee, signal);
	bool asked = run->view.killed && signal == SIGKILL && run->ends_asked < ST_ENDS_ASKED;
	run->ends_asked += asked;
	if (!of_main && !asked && !dying)
		return (cut && on_file_too_large(run, tracee)) || closing;
	struct st_record *record = record_add(run, dying ? ST_DYING : ST_EXITING, tid, tracee->told.pid);
	record->number = asked;
	record->value = status;
	tell_stop(record, &tracee->told);
	record->call = arch_call(tid);
	syscall_info_of(tid, &info);
	record->arch = info.arch;
	record->ip = info.ip;
	record->sp = info.sp;
	if (dying)
		memcpy(record->siginfo, tracee->siginfo, sizeof record->siginfo);
	return (cut && on_file_too_large(run, tracee)) || closing || dying || asked;
}

static bool stops_a_process(int signal)
{
	return signal == SIGSTOP || signal == SIGTSTP || signal == SIGTTIN || signal == SIGTTOU;
}

/* One thread gets the signal, and all of its process stop. Only of these codes does the kernel itself name the sender. */
static pid_t sender_of(const siginfo_t *info)
{
	return info->si_code == SI_USER || info->si_code == SI_TKILL || info->si_code == SI_QUEUE ? info->si_pid : 0;
}

/* What is delivered is remembered: it may be what the thread dies of. Answers whether Java should be asked. */
bool deliver(struct st_run *run, struct tracee *tracee, const siginfo_t *info)
{
	trace_signal(run, tracee, info);
	tracee->signal = info->si_signo;
	memcpy(tracee->siginfo, info, sizeof tracee->siginfo);
	pthread_mutex_lock(&run->lock);
	struct tracee *leader = tracee_find(&run->tracees, tracee->told.pid);
	if (leader != NULL)
		leader->used.signals++;
	if (leader != NULL && stops_a_process(info->si_signo))
		leader->stop_sender = sender_of(info);
	pthread_mutex_unlock(&run->lock);
	if (tracee->told.pid == run->view.main_pid && run->started)
		run->view.last_signal = info->si_signo;
	if (!file_size_exceeded(tracee, info) || !on_file_too_large(run, tracee))
		return false;
	run->held_signal = SIGXFSZ;
	return true;
}

/*
 * Before the program starts there is only the child, which is of the JVM's process group at first: what is sent to that
 * group (Ctrl-C, a hangup, SIGQUIT for a list of threads) is not for the program; and before Linux 5.16 a core dump of the
 * child kills all that share its memory, the JVM too. A fault is the kernel's: it could not finish an exec. Answers
 * whether Java should be asked.
 */
static bool on_signal(struct st_run *run, struct tracee *tracee, int signal)
{
	siginfo_t info;

	if (!run->started && !is_fault(signal)) {
		resume(tracee->told.tid, 0);
		return false;
	}
	if (request(PTRACE_GETSIGINFO, tracee->told.tid, (uintptr_t)&info) == 0) {
		translate_sender(run, &info);
		if (ask_signal(run, tracee, &info) || deliver(run, tracee, &info))
			return true;
	}
	resume(tracee->told.tid, signal);
	return false;
}

/* The first stop of a new tracee, a stop of its whole group, or the end of one. Listening leaves it stopped. */
void on_group_stop(struct st_run *run, struct tracee *tracee, int signal)
{
	bool stopped = signal != SIGTRAP;

	pthread_mutex_lock(&run->lock);
	const struct tracee *leader = tracee_find(&run->tracees, tracee->told.pid);
	tracee->told.stopped = stopped ? signal : 0;
	tracee->told.stopper = stopped && leader != NULL ? leader->stop_sender : 0;
	pthread_mutex_unlock(&run->lock);
	request(stopped ? PTRACE_LISTEN : PTRACE_CONT, tracee->told.tid, 0);
}

/* A process may stop for the first time before its parent tells of it, and would make more of them meanwhile. */
static bool is_one_too_many(struct st_run *run, struct tracee *tracee)
{
	pthread_mutex_lock(&run->lock);
	bool exceeds = population_exceeds(run, tracee);
	pthread_mutex_unlock(&run->lock);
	if (exceeds)
		run->held = tracee->told.tid;
	return exceeds;
}

/* An event of ptrace(2). Answers whether Java should hear of it at once; a tracee that a question is about is held. */
static bool on_event(struct st_run *run, struct tracee *tracee, int event)
{
	pid_t tid = tracee->told.tid;

	switch (event) {
	case PTRACE_EVENT_FORK:
	case PTRACE_EVENT_VFORK:
	case PTRACE_EVENT_CLONE:
		return on_birth(run, tracee, event);
	case PTRACE_EVENT_EXEC:
		return on_exec(run, tracee);
	case PTRACE_EVENT_EXIT:
		if (!on_exit(run, tracee))
			return false;
		run->held = tid;
		return true;
	default:
		return false;
	}
}

/* Answers whether Java should hear of it at once: of a question, the start, and more threads. */
bool on_stop(struct st_run *run, pid_t tid, int status)
{
	struct tracee *tracee = know(run, tid);
	int event = status >> 8;
	int signal = status & 0xff;

	run->view.stops++;
	if (tracee == NULL) {
		resume(tid, 0);
		return false;
	}
	if (run->launcher == tid && is_launching(run, tracee, event))
		return false;
	if (event == PTRACE_EVENT_STOP && run->started && (is_one_too_many(run, tracee) || ask_start(run, tracee, signal)))
		return true;
	if (event == PTRACE_EVENT_STOP) {
		on_group_stop(run, tracee, signal);
		return false;
	}
	if (event == PTRACE_EVENT_SECCOMP)
		return on_call(run, tracee);
	if (event == 0 && signal != SYSCALL_STOP)
		return on_signal(run, tracee, signal);
	bool hear = event == 0 ? on_watched_exit(run, tracee) : on_event(run, tracee, event);
	if (run->held != tid)
		resume_known(run, tid, 0);
	return hear;
}
