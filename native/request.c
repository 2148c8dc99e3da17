/* What is asked of a tracee that stands still. */
#include "run.h"
#include <sys/ptrace.h>

long request(int what, pid_t tid, uintptr_t data)
{
	return ptrace((enum __ptrace_request)what, tid, (void *)0, (void *)data);
}

/* ESRCH means that it died meanwhile, by SIGKILL: its end will be reported. */
void resume(pid_t tid, int signal)
{
	request(PTRACE_CONT, tid, (uintptr_t)signal);
}
