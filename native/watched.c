/* Calls that the filter sends here: what they are watched for, and what becomes of them. */
#include "run.h"
#include <errno.h>

static void hit(struct st_run *run, const struct tracee *tracee, enum st_limit limit)
{
	if (run->hits & 1U << limit)
		return;
	run->hits |= 1U << limit;
	record_add(run, ST_HIT, tracee->told.tid, tracee->told.pid)->number = (int32_t)limit;
}

/* Answers whether the loop should hear of the call's result as well. */
bool on_watched_entry(struct st_run *run, struct tracee *tracee)
{
	unsigned long recipe = 0;
	pid_t tid = tracee->told.tid;

	ptrace(PTRACE_GETEVENTMSG, tid, 0, &recipe);
	switch (recipe) {
	case ST_WATCH_EXEC:
		account_memory(run, tid);
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
	default:
		break;
	}
	tracee->watched = (uint8_t)recipe;
	return true;
}

/* Failures of mmap(2) have other reasons as well. */
static bool wants_too_much(const struct st_run *run, const struct tracee *tracee)
{
	int64_t present = proc_virtual(tracee->told.tid);

	return present >= 0 && (uint64_t)present + tracee->wanted > run->setup.plan->address_space;
}

void on_watched_exit(struct st_run *run, struct tracee *tracee)
{
	long result = arch_result(tracee->told.tid);
	uint8_t recipe = tracee->watched;

	tracee->watched = 0;
	crowd_settle(run, tracee);
	if (recipe == ST_WATCH_MAPPING && result == -ENOMEM && wants_too_much(run, tracee))
		hit(run, tracee, ST_LIMIT_ADDRESS_SPACE);
	if (recipe == ST_WATCH_OPENING && result == -EMFILE)
		hit(run, tracee, ST_LIMIT_OPEN_FILES);
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
