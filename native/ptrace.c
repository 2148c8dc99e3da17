/* What is asked of ptrace(2) about a tracee that is stopped. */
#include "run.h"
#include "kernel.h"
#include <elf.h>
#include <errno.h>
#include <sys/ptrace.h>
#include <sys/uio.h>

long request(int what, pid_t tid, uintptr_t data)
{
	return ptrace((enum __ptrace_request)what, tid, (void *)0, (void *)data);
}

long syscall_info_of(pid_t tid, struct syscall_info *out)
{
	return ptrace((enum __ptrace_request)PTRACE_GET_SYSCALL_INFO, tid, sizeof *out, out);
}

/* ESRCH means that it died meanwhile, by SIGKILL: its end will be reported. */
void resume(pid_t tid, int signal)
{
	request(PTRACE_CONT, tid, (uintptr_t)signal);
}

/* A stop may have moved it to another place in the table. */
void resume_known(struct st_run *run, pid_t tid, int signal)
{
	const struct tracee *tracee = tracee_find(&run->tracees, tid);
	bool awaited = tracee != NULL && (tracee->purpose != 0 || tracee->rewritten);

	request(awaited ? PTRACE_SYSCALL : PTRACE_CONT, tid, (uintptr_t)signal);
}

/* The registers as the kernel has them for core files. */
int st_registers(int tid, uint8_t *out, int capacity)
{
	struct iovec all = {.iov_base = out, .iov_len = (size_t)capacity};

	return ptrace(PTRACE_GETREGSET, tid, NT_PRSTATUS, &all) < 0 ? -errno : (int)all.iov_len;
}
