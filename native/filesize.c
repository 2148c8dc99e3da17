/*
 * The limit of the size of a file.
 *
 * A write that begins below RLIMIT_FSIZE and would end above it is cut there, and nothing tells of that: no signal, no
 * error, and a file of that size may as well have been meant to be so long. A stop at every write would tell, but cost more
 * than most writes do, and of a pipe as well. So the kernel's limit is one byte more than a file may have: a file that has
 * that byte was cut, or would have been at the next byte. Java looks at the sizes of the files that were opened for writing,
 * which is where programs stop instead, and cuts that byte off. A write that begins beyond the limit is refused with
 * SIGXFSZ, which stops the thread anyway.
 *
 * The program never hears of that byte: where it asks for the limit, or sets it, the figure is translated on its way.
 */
#include "run.h"
#include "kernel.h"
#include <errno.h>
#include <sys/resource.h>

enum { FIELDS = 2, NARROW_BITS = 32 };

/* What a limit is called in memory: two words, or two halves of one. */
static int fields_of(bool narrow)
{
	return narrow ? 1 : FIELDS;
}

static bool read_word(pid_t tid, uint64_t address, uint64_t *out)
{
	errno = 0;
	*out = (uint64_t)ptrace(PTRACE_PEEKDATA, tid, address, 0);
	return errno == 0;
}

static uint64_t replaced(uint64_t word, bool narrow, uint64_t from, uint64_t to)
{
	if (!narrow)
		return word == from ? to : word;
	uint64_t low = (uint32_t)word, high = word >> NARROW_BITS;
	return replaced(high, false, from, to) << NARROW_BITS | replaced(low, false, from, to);
}

/* Replaces one figure by another in a struct rlimit of the program's, which may be where it cannot write itself. */
static void translate(pid_t tid, uint64_t address, bool narrow, uint64_t from, uint64_t to)
{
	uint64_t word;

	for (int i = 0; address != 0 && i < fields_of(narrow); i++, address += sizeof word) {
		if (!read_word(tid, address, &word))
			return; /* the call fails as well, or is none of the kernel's any more */
		if (replaced(word, narrow, from, to) != word)
			ptrace(PTRACE_POKEDATA, tid, address, replaced(word, narrow, from, to));
	}
}

/* The second field: the hard limit. */
static bool raises_to(pid_t tid, uint64_t address, bool narrow, uint64_t most)
{
	uint64_t word = 0;

	if (address == 0 || !read_word(tid, narrow ? address : address + sizeof word, &word))
		return false;
	return (narrow ? word >> NARROW_BITS : word) == most;
}

/* A hard limit of our own that was one byte too low for this left the program with the limit as it was asked for. */
static bool has_the_byte(pid_t pid, uint64_t most)
{
	struct rlimit present = {0};

	return prlimit(pid, RLIMIT_FSIZE, NULL, &present) == 0 && present.rlim_max >= most;
}

bool file_size_asked(struct st_run *run, struct tracee *tracee, int recipe)
{
	pid_t tid = tracee->told.tid, of = tid;
	uint64_t most = run->setup.plan->file_size;
	struct syscall_info call = {0};

	if (most == 0 || run->view.serves || syscall_info_of(tid, &call) < 0)
		return false;
	bool old = arch_interface(call.arch, call.number) == ST_OF_32_BITS;
	if (recipe == ST_RECIPE_BOTH_LIMIT && call.arguments[0] != 0)
		of = (pid_t)call.arguments[0];
	if (!has_the_byte(of, most))
		return false;
	tracee->narrow = old && recipe != ST_RECIPE_BOTH_LIMIT;
	tracee->given = recipe == ST_RECIPE_SET_LIMIT ? call.arguments[1] : 0;
	tracee->taken = recipe == ST_RECIPE_GET_LIMIT ? call.arguments[1] : 0;
	if (recipe == ST_RECIPE_BOTH_LIMIT) {
		tracee->given = call.arguments[2];
		tracee->taken = call.arguments[3];
	}
	if (raises_to(tid, tracee->given, tracee->narrow, most)) { /* as it would be without that byte */
		arch_refuse(tid, EPERM);
		tracee->given = tracee->taken = 0;
		return false;
	}
	translate(tid, tracee->given, tracee->narrow, most - 1, most);
	return true;
}

void file_size_told(const struct st_run *run, struct tracee *tracee)
{
	uint64_t most = run->setup.plan->file_size;

	if ((tracee->given == 0 && tracee->taken == 0) || run->view.serves)
		return;
	translate(tracee->told.tid, tracee->given, tracee->narrow, most, most - 1);
	if (arch_result(tracee->told.tid) == 0)
		translate(tracee->told.tid, tracee->taken, tracee->narrow, most, most - 1);
	tracee->given = tracee->taken = 0;
}

bool on_opened(struct st_run *run, const struct tracee *tracee, long descriptor)
{
	if (run->setup.plan->file_size == 0 || descriptor < 0 || !proc_writes_file(tracee->told.tid, (int)descriptor))
		return false;
	record_add(run, ST_OPENED, tracee->told.tid, tracee->told.pid)->value = (int32_t)descriptor;
	run->held = tracee->told.tid;
	return true;
}

/* Asks Java about a file that would have become too large. */
bool on_file_too_large(struct st_run *run, const struct tracee *tracee)
{
	struct rlimit present = {0};

	if (prlimit(tracee->told.pid, RLIMIT_FSIZE, NULL, &present) < 0)
		return false;
	struct st_record *record = record_add(run, ST_EXCEEDED, tracee->told.tid, tracee->told.pid);
	record->number = ST_LIMIT_FILE_SIZE;
	record->call = (int64_t)present.rlim_cur - (run->setup.plan->file_size == present.rlim_cur);
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
