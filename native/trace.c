/* What the loop tells for a trace: calls with what they refer to, signals, births, execs, deaths. */
#include "run.h"
#include "kernel.h"
#include <elf.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PATH_SIZE = 32 };

static bool is_narrow(uint32_t arch, uint64_t number)
{
	return arch_interface(arch, number) != ST_OF_64_BITS;
}

static uint16_t list_of(const struct st_run *run, const struct syscall_info *call)
{
	const struct st_plan *plan = run->setup.plan;
	const uint16_t *lists = (const void *)((const uint8_t *)plan + plan->list_of_call);
	uint32_t number = arch_own_number(call->arch, call->number);

	return number < ST_CALL_NUMBERS ? lists[(arch_interface(call->arch, call->number) - 1) * ST_CALL_NUMBERS + (int)number] : 0;
}

void trace_entry(struct st_run *run, struct tracee *tracee, const struct syscall_info *call, int purpose)
{
	struct st_record *record = record_add_short(run, ST_ENTERED, tracee->told.tid, tracee->told.pid);
	struct capturing capturing = {
		.run = run, .record = record, .tid = tracee->told.tid,
		.narrow = is_narrow(call->arch, call->number), .arguments = call->arguments,
	};

	record->number = purpose;
	record->call = tracee->call = (int32_t)call->number;
	record->arch = tracee->arch = call->arch;
	record->ip = call->ip;
	record->sp = call->sp;
	memcpy(record->arguments, call->arguments, sizeof record->arguments);
	memcpy(tracee->arguments, call->arguments, sizeof tracee->arguments);
	tracee->list = list_of(run, call);
	tracee->narrow_call = capturing.narrow;
	tracee->purpose = (uint8_t)purpose;
	capture_list(&capturing, tracee->list, ST_AT_ENTRY);
}

static struct st_record *returned(struct st_run *run, struct tracee *tracee, int64_t result, bool failed)
{
	struct st_record *record = record_add_short(run, ST_RETURNED, tracee->told.tid, tracee->told.pid);

	record->number = tracee->purpose;
	tracee->purpose = 0;
	record->call = tracee->call;
	record->arch = tracee->arch;
	record->index = tracee->told.tid;
	record->value = failed;
	record->arguments[0] = (uint64_t)result;
	return record;
}

/* What nobody else asked about is told without copies. */
void trace_check(struct tracee *tracee, const struct syscall_info *call)
{
	if (tracee->purpose == 0) {
		tracee->call = (int32_t)call->number;
		tracee->arch = call->arch;
		tracee->list = 0;
	}
	tracee->purpose |= ST_FOR_RULES;
}

bool trace_exit(struct st_run *run, struct tracee *tracee)
{
	struct syscall_info info = {0};

	if (syscall_info_of(tracee->told.tid, &info) < 0 || info.op != AT_EXIT)
		return false;
	if (run->view.killed)
		tracee->purpose &= ST_FOR_TRACE;
	bool failed = call_failed(&info) != 0;
	struct capturing capturing = {
		.run = run, .tid = tracee->told.tid, .narrow = tracee->narrow_call, .arguments = tracee->arguments,
		.result = call_result(&info),
	};
	bool asks = (tracee->purpose & (ST_FOR_MODULE | ST_FOR_RULES)) != 0;
	if (tracee->purpose != 0) {
		capturing.record = returned(run, tracee, capturing.result, failed);
		capturing.record->ip = info.ip;
		capturing.record->sp = info.sp;
		capture_list(&capturing, tracee->list, failed ? ST_AT_FAILURE : ST_AT_EXIT);
	}
	return asks;
}

void trace_skipped(struct st_run *run, struct tracee *tracee, int64_t result)
{
	enum { LARGEST_ERRNO = 4095 };

	tracee->purpose &= ST_FOR_TRACE;
	if (tracee->purpose != 0)
		returned(run, tracee, result, result < 0 && result >= -LARGEST_ERRNO);
}

/*
 * Where the kernel has put the name of the file that it was asked to execute, or 0. In a program of 32 bits the entries are
 * half as wide; read as one of 64, such an entry's kind has the value above it.
 */
static uint64_t place_of_name(pid_t pid)
{
	enum { ENTRIES = 64 };
	union {
		Elf64_auxv_t wide[ENTRIES];
		Elf32_auxv_t narrow[2 * ENTRIES];
	} all = {0};
	char path[PATH_SIZE];

	snprintf(path, sizeof path, "/proc/%d/auxv", pid);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return 0;
	ssize_t length = read(fd, &all, sizeof all);
	close(fd);
	for (int i = 0; length > 0 && i < ENTRIES && all.wide[i].a_type != AT_NULL; i++) {
		if (all.wide[i].a_type == AT_EXECFN)
			return all.wide[i].a_un.a_val;
	}
	for (int i = 0; length > 0 && i < 2 * ENTRIES && all.narrow[i].a_type != AT_NULL; i++) {
		if (all.narrow[i].a_type == AT_EXECFN)
			return all.narrow[i].a_un.a_val;
	}
	return 0;
}

/* The thread that called may have had another id, and no exit of the call is reported. */
void trace_exec(struct st_run *run, struct tracee *tracee, pid_t former, int purpose)
{
	struct tracee *caller = former == tracee->told.tid ? tracee : tracee_find(&run->tracees, former);
	char path[PATH_SIZE];

	if (purpose == 0)
		return;
	if (caller != NULL)
		caller->purpose &= ST_FOR_TRACE; /* a module hears of the exec itself */
	if (caller != NULL && caller->purpose != 0) {
		struct st_record *record = returned(run, caller, 0, false);
		record->tid = record->pid = tracee->told.tid;
	}
	struct st_record *record = record_add_short(run, ST_EXECUTED, tracee->told.tid, tracee->told.tid);
	struct capturing capturing = {.run = run, .record = record, .tid = tracee->told.tid};
	record->number = purpose;
	if (purpose & ST_FOR_MODULE)
		tell_place(record);
	snprintf(path, sizeof path, "/proc/%d/exe", tracee->told.tid);
	capture_link(&capturing, 0, ST_PART_LINK, path);
	snprintf(path, sizeof path, "/proc/%d/cmdline", tracee->told.tid);
	capture_file(&capturing, 1, ST_PART_STRINGS, path);
	capture_text(&capturing, 2, place_of_name(tracee->told.tid));
	snprintf(path, sizeof path, "/proc/%d/cwd", tracee->told.tid);
	capture_link(&capturing, 2, ST_PART_BASE, path);
}

/* Before anything that it does, also where its creator tells of it later. */
void trace_first_stop(struct st_run *run, struct tracee *tracee)
{
	if (tracee->seen || run->setup.plan->trace == 0 || !run->started)
		return;
	tracee->seen = true;
	record_add(run, ST_BORN, tracee->told.tid, tracee->told.pid)->number = ST_FOR_TRACE;
}

/* It may have ended already. */
void trace_birth(struct st_run *run, pid_t tid, pid_t pid, const struct tracee *parent)
{
	if (run->setup.plan->trace == 0)
		return;
	struct st_record *record = record_add(run, ST_BORN, tid, pid);
	record->number = ST_FOR_TRACE;
	record->index = parent->told.tid;
	record->value = parent->told.pid;
}

/* SIGKILL may end a thread without a stop. */
bool trace_death(struct st_run *run, struct tracee *tracee, int status)
{
	int purpose = event_purpose(run);

	if (purpose == 0 || !run->started || tracee->ended)
		return false;
	tracee->ended = true;
	struct st_record *record = record_add(run, ST_DIED, tracee->told.tid, tracee->told.pid);
	record->number = purpose;
	record->value = status;
	if (purpose & ST_FOR_MODULE)
		tell_place(record);
	return (purpose & ST_FOR_MODULE) != 0;
}

void trace_signal(struct st_run *run, const struct tracee *tracee, const siginfo_t *info)
{
	if (run->setup.plan->trace == 0 || !run->started)
		return;
	struct st_record *record = record_add(run, ST_SIGNALLED, tracee->told.tid, tracee->told.pid);
	record->number = ST_FOR_TRACE;
	record->value = info->si_signo;
	memcpy(record->siginfo, info, sizeof record->siginfo);
}
