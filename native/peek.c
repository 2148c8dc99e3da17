/* Reading and writing the memory of a tracee that is stopped. */
#include "run.h"
#include <errno.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <unistd.h>

enum { WORD = sizeof(long) };

/*
 * Word by word: where the process is another user's by now, process_vm_readv(2) is refused, but ptrace(2) is not, as it asked
 * when the tracee was seized. Of a process that is not dumpable both are refused without CAP_SYS_PTRACE.
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

/* The same for writing. What is around the bytes in their words is read before, and written back. */
static long poke_words(pid_t tid, uint64_t address, const uint8_t *bytes, size_t size)
{
	size_t done = 0;

	while (done < size) {
		uint64_t at = (address + done) & ~(uint64_t)(WORD - 1);
		size_t skip = (size_t)(address + done - at);
		size_t part = WORD - skip < size - done ? WORD - skip : size - done;
		errno = 0;
		long word = part == WORD ? 0 : ptrace(PTRACE_PEEKDATA, tid, (void *)(uintptr_t)at, 0);
		if (errno == 0) {
			memcpy((uint8_t *)&word + skip, bytes + done, part);
			ptrace(PTRACE_POKEDATA, tid, (void *)(uintptr_t)at, word);
		}
		if (errno != 0)
			return done > 0 ? (long)done : -errno;
		done += part;
	}
	return (long)done;
}

enum { PARTS = 8, PAGE = 4096 };

/* Page by page, so that what comes before a page that is not there is reached. Answers how many parts there are. */
static unsigned long pages(uint64_t address, size_t size, struct iovec *local, struct iovec remote[PARTS])
{
	unsigned long count = 0;

	local->iov_len = 0;
	while (local->iov_len < size && count < PARTS) {
		size_t part = PAGE - (size_t)((address + local->iov_len) % PAGE);
		if (part > size - local->iov_len)
			part = size - local->iov_len;
		remote[count].iov_base = (void *)(uintptr_t)(address + local->iov_len);
		remote[count++].iov_len = part;
		local->iov_len += part;
	}
	return count;
}

/*
 * A page that the program itself has to provide would be waited for by the thread that lets the program go on: for ever,
 * with no way to kill either. Which page that is no look can tell, as another thread may change it after the look.
 */
long peek(const struct st_run *run, pid_t tid, uint64_t address, void *out, size_t size)
{
	struct iovec local = {.iov_base = out}, remote[PARTS];

	if (run->view.serves)
		return -EACCES;
	unsigned long count = pages(address, size, &local, remote);
	long got = process_vm_readv(tid, &local, 1, remote, count, 0);
	if (got < 0 && errno == EPERM)
		return peek_words(tid, address, out, size);
	return got < 0 ? -errno : got;
}

int st_peek(int64_t run, int tid, int64_t address, uint8_t *out, int size)
{
	return size < 0 ? -EINVAL : (int)peek(run_of(run), tid, (uint64_t)address, out, (size_t)size);
}

/* Like a debugger's, so that also a page is written that the program itself may only read: process_vm_writev(2) may not. */
int st_poke(int64_t run, int tid, int64_t address, const uint8_t *bytes, int size)
{
	struct iovec local = {.iov_base = (void *)(uintptr_t)bytes}, remote[PARTS];

	if (size < 0)
		return -EINVAL;
	if (run_of(run)->view.serves)
		return -EACCES;
	unsigned long count = pages((uint64_t)address, (size_t)size, &local, remote);
	long put = process_vm_writev(tid, &local, 1, remote, count, 0);
	if (put == (long)size)
		return size;
	if (put > 0 || (put < 0 && (errno == EPERM || errno == EFAULT))) {
		size_t done = put > 0 ? (size_t)put : 0;
		long more = poke_words(tid, (uint64_t)address + done, bytes + done, (size_t)size - done);
		return more < 0 && done == 0 ? (int)more : (int)done + (more > 0 ? (int)more : 0);
	}
	return put < 0 ? -errno : (int)put;
}
