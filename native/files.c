/* Files by the bytes of their names: a JVM in the POSIX locale cannot name them all. */
#include "run.h"
#include "kernel.h"
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/magic.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#ifndef F_ADD_SEALS
#define F_ADD_SEALS 1033
#define F_SEAL_SEAL 1
#define F_SEAL_SHRINK 2
#define F_SEAL_GROW 4
#define F_SEAL_WRITE 8
#endif

enum { MFD_CLOEXEC_ALLOW_SEALING = 3, DESCRIPTOR_PATH_SIZE = 40 };

int st_open(const char *path, int flags, int mode)
{
	int fd = open(path, flags | O_CLOEXEC, mode);

	return fd < 0 ? -errno : fd;
}

int st_close(int fd)
{
	return close(fd) < 0 ? -errno : 0;
}

int st_pipe(int32_t *ends)
{
	return pipe2(ends, O_CLOEXEC) < 0 ? -errno : 0;
}

int st_access(const char *path, int mode)
{
	return access(path, mode) < 0 ? -errno : 0;
}

int st_link(const char *path, uint8_t *out, int capacity)
{
	ssize_t length = readlink(path, (char *)out, (size_t)capacity);

	return length < 0 ? -errno : (int)length;
}

int st_on_proc(const char *path)
{
	struct statfs found;

	return statfs(path, &found) < 0 ? -errno : found.f_type == PROC_SUPER_MAGIC;
}

int st_program(const char *path)
{
	Elf32_Ehdr header; /* that of 64 bits begins alike */
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC); /* opening a FIFO would wait for its other end */
	ssize_t length = fd < 0 ? 0 : read(fd, &header, sizeof header);

	if (fd < 0)
		return -errno;
	close(fd);
	if (length != sizeof header || memcmp(header.e_ident, ELFMAG, SELFMAG) != 0)
		return -ENOEXEC;
	return arch_program_of(header.e_ident[EI_CLASS], header.e_machine);
}

int st_current_directory(uint8_t *out, int capacity)
{
	long length = syscall(SYS_getcwd, out, capacity);

	return length < 0 ? -errno : (int)length - 1;
}

/* A file in memory that holds the bytes. */
int st_memfd(const uint8_t *bytes, int64_t size)
{
	int fd = (int)syscall(SYS_memfd_create, "stdin", MFD_CLOEXEC_ALLOW_SEALING);

	if (fd < 0)
		return -errno;
	int result = st_append(fd, bytes, size);
	if (result < 0)
		close(fd);
	return result < 0 ? result : fd;
}

int st_append(int fd, const uint8_t *bytes, int64_t size)
{
	while (size > 0) {
		ssize_t written = write(fd, bytes, (size_t)size);
		if (written < 0 && errno != EINTR)
			return -errno;
		if (written > 0) {
			bytes += written;
			size -= written;
		}
	}
	return 0;
}

int st_pread(int fd, uint8_t *buffer, int capacity)
{
	ssize_t length = pread(fd, buffer, (size_t)capacity, 0);

	return length < 0 ? -errno : (int)length;
}

int st_pwrite(int fd, const uint8_t *bytes, int size)
{
	ssize_t length = pwrite(fd, bytes, (size_t)size, 0);

	return length < 0 ? -errno : (int)length;
}

/*
 * Makes the file unchangeable, and answers a descriptor that reads it from its start and is open for reading only.
 * Without /proc it is the old one, which the seals protect as well.
 */
int st_seal(int fd)
{
	char path[DESCRIPTOR_PATH_SIZE];

	if (fcntl(fd, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE) < 0)
		return -errno;
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	int reader = open(path, O_RDONLY | O_CLOEXEC);
	if (reader < 0)
		return lseek(fd, 0, SEEK_SET) < 0 ? -errno : fd;
	close(fd);
	return reader;
}

static int old_file(const char *path, int64_t *out)
{
	struct stat found = {0};

	if (syscall(SYS_newfstatat, AT_FDCWD, path, &found, 0) < 0)
		return -errno;
	out[ST_FILE_DEVICE] = (int64_t)found.st_dev;
	out[ST_FILE_INODE] = (int64_t)found.st_ino;
	out[ST_FILE_SIZE] = found.st_size;
	out[ST_FILE_REGULAR] = S_ISREG(found.st_mode);
	out[ST_FILE_NAMES] = (int64_t)found.st_nlink;
	return 0;
}

/* A file system that the program itself serves must not be waited for: then it would wait for us. */
int st_file(const char *path, int64_t *out)
{
	struct file_facts found;

	if (syscall(SYS_statx, AT_FDCWD, path, DONT_SYNC, BASIC_FACTS, &found) < 0)
		return errno == ENOSYS || errno == EPERM ? old_file(path, out) : -errno;
	out[ST_FILE_DEVICE] = (int64_t)((uint64_t)found.device_major << 32 | found.device_minor);
	out[ST_FILE_INODE] = (int64_t)found.inode;
	out[ST_FILE_SIZE] = (int64_t)found.size;
	out[ST_FILE_REGULAR] = S_ISREG(found.mode);
	out[ST_FILE_NAMES] = found.links;
	return 0;
}

int st_cut(const char *path, int64_t size)
{
	struct stat found = {0};

	if (truncate(path, size) == 0)
		return 0;
	int error = errno;
	if (error != EACCES || syscall(SYS_newfstatat, AT_FDCWD, path, &found, 0) < 0 ||
	    chmod(path, (found.st_mode & ALLPERMS) | S_IWUSR) < 0)
		return -error;
	error = truncate(path, size) < 0 ? errno : 0;
	chmod(path, found.st_mode & ALLPERMS);
	return -error;
}
