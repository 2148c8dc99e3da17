/* Reading the memory of a tracee that is stopped. */
#include "run.h"
#include <errno.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <unistd.h>

enum { WORD = sizeof(long) };

/*
 * Word by word: where the process is another user's, or is not dumpable, process_vm_readv(2) is refused, but ptrace(2) is
 * not, as it asked when the tracee was seized.
 */
static long peek_words(pid_t tid, uint64_t address, uint8_t *out, size_t size)
{
	size_t done = 0;

	while (done < size) {
		uint64_t from = (address + done) & ~(uint64_t)(WORD - 1);
		size_t skip = (size_t)(address + done - from);
		size_t part = WORD - skip < size - done ? WORD - skip : size - done;
		errno = 0;
		long word = ptrace(PTRACE_PEEKDATA, tid, (void *)(uintptr_t)from, 0);
		if (errno != 0)
			return done > 0 ? (long)done : -errno;
		memcpy(out + done, (uint8_t *)&word + skip, part);
		done += part;
	}
	return (long)done;
}

/*
 * Page by page, so that what comes before a page that is not there is read. A page that the program itself has to provide
 * would be waited for by the thread that lets the program go on: for ever, with no way to kill either. Which page that is
 * no look can tell, as another thread may change it after the look.
 */
long peek(const struct st_run *run, pid_t tid, uint64_t address, void *out, size_t size)
{
	enum { PARTS = 8, PAGE = 4096 };
	struct iovec local = {.iov_base = out, .iov_len = 0}, remote[PARTS];
	unsigned long count = 0;

	if (run->view.serves)
		return -EACCES;
	while (local.iov_len < size && count < PARTS) {
		size_t part = PAGE - (size_t)((address + local.iov_len) % PAGE);
		if (part > size - local.iov_len)
			part = size - local.iov_len;
		remote[count].iov_base = (void *)(uintptr_t)(address + local.iov_len);
		remote[count++].iov_len = part;
		local.iov_len += part;
	}
	long got = process_vm_readv(tid, &local, 1, remote, count, 0);
	if (got < 0 && errno == EPERM)
		return peek_words(tid, address, out, size);
	return got < 0 ? -errno : got;
}
