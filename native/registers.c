/* The registers of a thread that is stopped, as the kernel has them for core files. */
#include "run.h"
#include <elf.h>
#include <errno.h>
#include <sys/ptrace.h>
#include <sys/uio.h>

int st_registers(int tid, uint8_t *out, int capacity)
{
	struct iovec all = {.iov_base = out, .iov_len = (size_t)capacity};

	return ptrace(PTRACE_GETREGSET, tid, NT_PRSTATUS, &all) < 0 ? -errno : (int)all.iov_len;
}
