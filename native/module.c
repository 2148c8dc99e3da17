/* Questions that a module in Java decides: signals, starts of threads, results of calls; and what becomes of its answers. */
#include "run.h"
#include "kernel.h"
#include <string.h>

/* Of a run that is being killed nothing is decided any more. */
bool asks_module(const struct st_run *run)
{
	return run->setup.plan->ask_events != 0 && !run->view.killed;
}

int event_purpose(const struct st_run *run)
{
	return (run->setup.plan->trace != 0 ? ST_FOR_TRACE : 0) | (asks_module(run) ? ST_FOR_MODULE : 0);
}

void tell_place(struct st_record *record)
{
	struct syscall_info info = {0};

	syscall_info_of(record->tid, &info);
	record->ip = info.ip;
	record->sp = info.sp;
}

bool ask_signal(struct st_run *run, const struct tracee *tracee, const siginfo_t *info)
{
	if (!asks_module(run) || !run->started)
		return false;
	struct st_record *record = record_add(run, ST_SIGNALLED, tracee->told.tid, tracee->told.pid);
	record->number = ST_FOR_MODULE;
	record->value = info->si_signo;
	memcpy(record->siginfo, info, sizeof record->siginfo);
	tell_place(record);
	run->held = tracee->told.tid;
	run->held_at = HELD_AT_SIGNAL;
	run->held_signal = info->si_signo;
	return true;
}

/* A thread that another tells of later is known by its process only. */
bool ask_start(struct st_run *run, struct tracee *tracee, int signal)
{
	if (!asks_module(run) || !run->started || tracee->introduced)
		return false;
	tracee->introduced = true;
	bool process = tracee->told.pid == tracee->told.tid;
	struct st_record *record = record_add(run, ST_BORN, tracee->told.tid, tracee->told.pid);
	record->number = ST_FOR_MODULE;
	tell_place(record);
	record->index = tracee->creator;
	record->value = tracee->creator_process;
	if (tracee->creator_process == 0)
		record->value = process ? proc_parent(tracee->told.pid) : tracee->told.pid;
	run->held = tracee->told.tid;
	run->held_at = HELD_AT_START;
	run->held_signal = signal;
	return true;
}

void answer_start(struct st_run *run, pid_t tid, int signal)
{
	struct tracee *tracee = tracee_find(&run->tracees, tid);

	if (tracee == NULL)
		resume(tid, 0);
	else
		on_group_stop(run, tracee, signal);
}

void answer_signal(struct st_run *run, pid_t tid, int signal, int answer)
{
	struct tracee *tracee = tracee_find(&run->tracees, tid);
	siginfo_t info;

	/* A file that was cut is told of, whatever becomes of the signal. */
	bool cut = tracee != NULL && (answer & (ST_SUPPRESS | ST_DELIVER)) != 0 &&
		   request(PTRACE_GETSIGINFO, tid, (uintptr_t)&info) == 0 && file_size_exceeded(tracee, &info);
	if (answer & ST_SUPPRESS)
		signal = 0;
	if (answer & ST_DELIVER) {
		memcpy(&info, run->view.reply_siginfo, sizeof info);
		request(PTRACE_SETSIGINFO, tid, (uintptr_t)&info);
		signal = info.si_signo;
	}
	if (signal != 0 && tracee != NULL && request(PTRACE_GETSIGINFO, tid, (uintptr_t)&info) == 0 && deliver(run, tracee, &info))
		return; /* with another question, about its limit */
	if (cut && on_file_too_large(run, tracee))
		run->held_signal = signal;
	else
		resume(tid, signal);
}

void answer_result(struct st_run *run, pid_t tid, int answer)
{
	struct syscall_info info = {0};

	/* SIGKILL may have taken it to its exit stop meanwhile. */
	if ((answer & ST_RETURN) != 0 && syscall_info_of(tid, &info) >= 0 && info.op == AT_EXIT)
		arch_set_result(tid, (long)run->view.reply[0]);
	resume_known(run, tid, 0);
}

/* The program's own arguments come back with the end of the call: it may rely on its registers. */
void rewrite(struct st_run *run, struct tracee *tracee)
{
	memcpy(tracee->original, tracee->arguments, sizeof tracee->original);
	memcpy(tracee->arguments, run->view.reply, sizeof tracee->arguments);
	tracee->rewritten = true;
	arch_set_arguments(tracee->told.tid, tracee->arch, tracee->arguments);
}

void restore(struct tracee *tracee)
{
	if (!tracee->rewritten)
		return;
	long result = arch_result(tracee->told.tid);
	tracee->rewritten = false;
	arch_set_arguments(tracee->told.tid, tracee->arch, tracee->original);
	arch_set_result(tracee->told.tid, result); /* on ARM it is in the register of the first argument */
}
