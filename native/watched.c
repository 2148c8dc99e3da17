/* Calls that the filter sends here: what they are watched for, and what becomes of them. */
#include "run.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

enum { PATH_SIZE = 32, AT_FILTER = 3 /* PTRACE_SYSCALL_INFO_SECCOMP */ };

#ifndef PTRACE_GET_SYSCALL_INFO
#define PTRACE_GET_SYSCALL_INFO 0x420e
#endif

static void hit(struct st_run *run, const struct tracee *tracee, enum st_limit limit)
{
	if (run->hits & 1U << limit)
		return;
	run->hits |= 1U << limit;
	record_add(run, ST_HIT, tracee->told.tid, tracee->told.pid)->number = (int32_t)limit;
}

/* Answers whether the loop should hear of the call's result as well. */
static bool on_watched_entry(struct st_run *run, struct tracee *tracee, int recipe)
{
	pid_t tid = tracee->told.tid;

	switch (recipe) {
	case ST_WATCH_EXEC:
		account_memory(run, tid);
		return false;
	case ST_WATCH_FILTER:
		run->filtered = true;
		return false;
	case ST_WATCH_BIRTH:
		if (crowd_refuses(run, tracee)) {
			arch_refuse(tid, EAGAIN);
			hit(run, tracee, ST_LIMIT_THREADS);
			return false;
		}
		break;
	case ST_WATCH_MAPPING:
		tracee->wanted = arch_argument(tid, 1);
		break;
	case ST_WATCH_OPENING:
		break;
	case ST_WATCH_WRITING:
		tracee->descriptor = (int32_t)arch_argument(tid, 0);
		tracee->wanted = arch_argument(tid, 2);
		break;
	default:
		return false;
	}
	tracee->watched = (uint8_t)recipe;
	return true;
}

static void go_on(struct st_run *run, struct tracee *tracee, int recipe)
{
	bool awaited = on_watched_entry(run, tracee, recipe);

	ptrace(awaited ? PTRACE_SYSCALL : PTRACE_CONT, tracee->told.tid, 0, 0);
}

/* What PTRACE_GET_SYSCALL_INFO tells at a stop of the filter; missing in the headers of an old libc. */
struct filtered_call {
	uint8_t op;
	uint8_t pad[3];
	uint32_t arch;
	uint64_t ip, sp;
	uint64_t number;
	uint64_t arguments[6];
	uint32_t data;
};

/* A process whose parent has not told of it yet is known by its file only. */
static int program_of(struct st_run *run, pid_t pid)
{
	struct tracee *leader = tracee_find(&run->tracees, pid);
	char path[PATH_SIZE];

	if (leader != NULL && leader->program != 0)
		return leader->program;
	snprintf(path, sizeof path, "/proc/%d/exe", pid);
	return st_program(path);
}

/* Is it still at this stop? Who was killed there is on its way to its exit stop, or has come to it, which is told of next. */
static bool stands_at(pid_t tid, struct filtered_call *call)
{
	long size = ptrace((enum __ptrace_request)PTRACE_GET_SYSCALL_INFO, tid, sizeof *call, call);

	return size < 0 ? errno != ESRCH : call->op == AT_FILTER;
}

static bool ask(struct st_run *run, const struct tracee *tracee)
{
	struct filtered_call call = {0};

	if (!stands_at(tracee->told.tid, &call))
		return false;
	pid_t pid = tracee->told.pid != 0 ? tracee->told.pid : proc_group(tracee->told.tid);
	struct st_record *record = record_add(run, ST_CALL, tracee->told.tid, pid);

	record->number = arch_interface(call.arch, call.number) != program_of(run, pid);
	record->call = (int32_t)call.number;
	record->arch = call.arch;
	record->ip = call.ip;
	record->sp = call.sp;
	memcpy(record->arguments, call.arguments, sizeof record->arguments);
	run->held = tracee->told.tid;
	run->held_call = true;
	return true;
}

/* Until the program starts it is our own child that calls. A filter of its own may have said something else than ours. */
bool on_call(struct st_run *run, struct tracee *tracee)
{
	unsigned long data = 0;

	ptrace(PTRACE_GETEVENTMSG, tracee->told.tid, 0, &data);
	if (!run->started || ((data & ST_ASK) == 0 && !run->filtered)) {
		go_on(run, tracee, (int)data & ~ST_ASK);
		return false;
	}
	return ask(run, tracee);
}

/* Of a process that is being killed the call is not made either: the kernel looks for SIGKILL once more. */
void answer_call(struct st_run *run, int answer)
{
	struct tracee *tracee = tracee_find(&run->tracees, run->held);
	bool goes_on = (answer & ST_REFUSE) == 0 && answer != ST_KILL;
	struct filtered_call call = {0};

	run->held_call = false;
	if (!stands_at(run->held, &call))
		return;
	if (answer & ST_REFUSE)
		arch_refuse(run->held, answer & ~ST_REFUSE);
	if (tracee == NULL || !goes_on)
		resume(run->held, 0);
	else
		go_on(run, tracee, answer / ST_WATCHED);
}

/* Failures of mmap(2) have other reasons as well. */
static bool wants_too_much(const struct st_run *run, const struct tracee *tracee)
{
	int64_t present = proc_virtual(tracee->told.tid);

	return present >= 0 && (uint64_t)present + tracee->wanted > run->setup.plan->address_space;
}

/* What is left of a write that ends at its file's limit is cut without a signal, which only the next one brings. */
static bool was_cut(const struct tracee *tracee, long written)
{
	struct rlimit present = {0};

	if (written < 0 || (uint64_t)written >= tracee->wanted)
		return false;
	return prlimit(tracee->told.pid, RLIMIT_FSIZE, NULL, &present) == 0 &&
	       proc_file_size(tracee->told.pid, tracee->descriptor) == (int64_t)present.rlim_cur;
}

bool on_watched_exit(struct st_run *run, struct tracee *tracee)
{
	long result = arch_result(tracee->told.tid);
	uint8_t recipe = tracee->watched;

	tracee->watched = 0;
	crowd_settle(run, tracee);
	if (recipe == ST_WATCH_MAPPING && result == -ENOMEM && wants_too_much(run, tracee))
		hit(run, tracee, ST_LIMIT_ADDRESS_SPACE);
	if (recipe == ST_WATCH_OPENING && result == -EMFILE)
		hit(run, tracee, ST_LIMIT_OPEN_FILES);
	return recipe == ST_WATCH_WRITING && was_cut(tracee, result) && on_file_too_large(run, tracee);
}

/* Asks Java about a file that would have become too large. */
bool on_file_too_large(struct st_run *run, const struct tracee *tracee)
{
	struct rlimit present = {0};

	if (prlimit(tracee->told.pid, RLIMIT_FSIZE, NULL, &present) < 0)
		return false;
	struct st_record *record = record_add(run, ST_EXCEEDED, tracee->told.tid, tracee->told.pid);
	record->number = ST_LIMIT_FILE_SIZE;
	record->call = (int64_t)present.rlim_cur;
	run->held = tracee->told.tid;
	return true;
}

/*
 * The kernel sends SIGXFSZ in the thread's own name, as kill(2) would. But then the call it is returning from is one that
 * failed with EFBIG, which no call that sends signals does.
 */
bool file_size_exceeded(const struct tracee *tracee, const siginfo_t *info)
{
	return info->si_signo == SIGXFSZ && info->si_code == SI_USER && info->si_pid == tracee->told.pid &&
	       arch_call(tracee->told.tid) >= 0 && arch_result(tracee->told.tid) == -EFBIG;
}
