/* Calls that the filter sends here: what they are watched for, and what becomes of them. */
#include "run.h"
#include "kernel.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { PATH_SIZE = 32 };

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
	case ST_RECIPE_EXEC:
		account_memory(run, tid);
		return false;
	case ST_RECIPE_FILTER:
		run->filtered = true;
		return false;
	case ST_RECIPE_SERVING:
		run->view.serves = 1;
		return false;
	case ST_RECIPE_AFFINITY:
		pthread_mutex_lock(&run->lock);
		part(run);
		pthread_mutex_unlock(&run->lock);
		return false;
	case ST_RECIPE_BIRTH:
		if (population_refuses(run, tracee)) {
			arch_refuse(tid, EAGAIN);
			hit(run, tracee, ST_LIMIT_THREADS);
			return false;
		}
		break;
	case ST_RECIPE_MAPPING:
		tracee->wanted = arch_argument(tid, 1);
		break;
	case ST_RECIPE_OPENING:
	case ST_RECIPE_WRITING:
		break;
	case ST_RECIPE_GET_LIMIT:
	case ST_RECIPE_SET_LIMIT:
	case ST_RECIPE_BOTH_LIMIT:
		if (!file_size_asked(run, tracee, recipe))
			return false;
		break;
	default:
		return false;
	}
	tracee->watched = (uint8_t)recipe;
	return true;
}

/* Answers whether Java is asked. */
static bool go_on(struct st_run *run, struct tracee *tracee, int recipe)
{
	bool awaited = on_watched_entry(run, tracee, recipe);

	if (run->setup.plan->trace != ST_TRACE_WHOLE)
		tracee->purpose &= ST_FOR_MODULE | ST_FOR_RULES;
	if (recipe == ST_RECIPE_EXEC && run->started && on_closing(run, tracee)) {
		run->held = tracee->told.tid;
		return true;
	}
	awaited = awaited || tracee->purpose != 0 || tracee->rewritten;
	ptrace(awaited ? PTRACE_SYSCALL : PTRACE_CONT, tracee->told.tid, 0, 0);
	return false;
}

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

/*
 * Is it still at this stop? SIGKILL ends the stop at any moment, and the thread may be at its exit stop already: to take
 * that one for a call would record a call that was never made, and pass over its exit with all that it has used.
 */
static bool stands_at(pid_t tid, struct syscall_info *call)
{
	return syscall_info_of(tid, call) < 0 ? errno != ESRCH : call->op == AT_FILTER;
}

static bool ask(struct st_run *run, const struct tracee *tracee, const struct syscall_info *call)
{
	pid_t pid = tracee->told.pid != 0 ? tracee->told.pid : proc_group(tracee->told.tid);
	struct st_record *record = record_add(run, ST_CALL, tracee->told.tid, pid);

	record->number = arch_interface(call->arch, call->number) != program_of(run, pid);
	record->call = (int32_t)call->number;
	record->arch = call->arch;
	record->ip = call->ip;
	record->sp = call->sp;
	memcpy(record->arguments, call->arguments, sizeof record->arguments);
	run->held = tracee->told.tid;
	run->held_at = HELD_AT_CALL;
	return true;
}

/* Of registers that 64-bit code has filled the kernel looks at the lower halves only in a call of 32 bits. */
static void cut_arguments(struct syscall_info *call)
{
	for (int i = 0; i < ST_ARGUMENT_COUNT && arch_interface(call->arch, call->number) == ST_OF_32_BITS; i++)
		call->arguments[i] = (uint32_t)call->arguments[i];
}

/*
 * Until the program starts it is our own child that calls. Once the program has a filter of its own, data may be of that
 * one: of two filters that both stop a call the kernel reports the newer.
 */
bool on_call(struct st_run *run, struct tracee *tracee)
{
	unsigned long data = 0;
	struct syscall_info call = {0};

	/* One request tells all where much is asked; the other one is cheaper where only the task matters. */
	bool tells = run->setup.plan->trace || run->setup.plan->ask_events;
	if (tells) {
		if (!stands_at(tracee->told.tid, &call))
			return false;
		data = call.data;
		cut_arguments(&call);
	} else {
		ptrace(PTRACE_GETEVENTMSG, tracee->told.tid, 0, &data);
	}
	bool asks = (data & ST_RECIPE_ASK) != 0 || run->filtered;
	int purpose = (data & ST_RECIPE_TRACE ? ST_FOR_TRACE : 0) | (data & ST_RECIPE_MODULE && !run->view.killed ? ST_FOR_MODULE : 0);
	if (run->started && purpose != 0) {
		trace_entry(run, tracee, &call, purpose);
		asks = asks || run->setup.plan->ask_traced;
	}
	if (!run->started || !asks)
		return go_on(run, tracee, (int)data & (ST_RECIPE_TRACE - 1) & ~ST_RECIPE_ASK);
	if (!tells && !stands_at(tracee->told.tid, &call))
		return false;
	cut_arguments(&call);
	return ask(run, tracee, &call);
}

/* Of a process that is being killed the call is not made either: the kernel looks for SIGKILL once more. */
void answer_call(struct st_run *run, pid_t tid, int answer)
{
	struct tracee *tracee = tracee_find(&run->tracees, tid);
	bool goes_on = (answer & (ST_REFUSE | ST_RETURN)) == 0 && answer != ST_KILL;
	struct syscall_info call = {0};

	if (!stands_at(tid, &call))
		return;
	if (tracee != NULL && (answer & ST_AWAIT) == 0)
		tracee->purpose &= ST_FOR_TRACE;
	if (tracee != NULL && (answer & ST_CHECK) != 0)
		trace_check(tracee, &call);
	if (tracee != NULL && (answer & ST_REWRITE) != 0)
		rewrite(run, tracee);
	if (answer & ST_RETURN) {
		arch_skip(tid, (long)run->view.reply[0]);
		if (tracee != NULL)
			trace_skipped(run, tracee, (int64_t)run->view.reply[0]);
	}
	if (answer & ST_REFUSE) {
		arch_refuse(tid, answer & ~ST_REFUSE);
		if (tracee != NULL)
			trace_skipped(run, tracee, -(int64_t)(answer & ~ST_REFUSE));
	}
	if (tracee == NULL || !goes_on)
		resume(tid, 0);
	else
		go_on(run, tracee, (answer & (ST_REFUSE - 1)) / ST_WATCHED);
}

/* Failures of mmap(2) have other reasons as well. */
static bool wants_too_much(const struct st_run *run, const struct tracee *tracee)
{
	int64_t present = proc_virtual(tracee->told.tid);

	return present >= 0 && (uint64_t)present + tracee->wanted > run->setup.plan->address_space;
}

bool on_watched_exit(struct st_run *run, struct tracee *tracee)
{
	bool asks = tracee->purpose != 0 && trace_exit(run, tracee);
	if (asks) {
		run->held = tracee->told.tid;
		run->held_at = HELD_AT_RESULT;
	}
	restore(tracee);
	if (tracee->watched == 0)
		return asks;
	long result = arch_result(tracee->told.tid);
	uint8_t recipe = tracee->watched;

	tracee->watched = 0;
	population_settle(run, tracee);
	if (recipe == ST_RECIPE_MAPPING && result == -ENOMEM && wants_too_much(run, tracee))
		hit(run, tracee, ST_LIMIT_ADDRESS_SPACE);
	if (recipe == ST_RECIPE_OPENING && result == -EMFILE)
		hit(run, tracee, ST_LIMIT_OPEN_FILES);
	file_size_told(run, tracee);
	return ((recipe == ST_RECIPE_OPENING || recipe == ST_RECIPE_WRITING) && on_opened(run, tracee, result)) || asks;
}
