/* Private directories: is one as good as new, so that the next program can have it? */
#include "run.h"
#include "kernel.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <stdbool.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { ENTRIES_SIZE = 1024, NANOS = 1000000000 };

static bool is_dots(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static bool is_empty(int directory)
{
	uint8_t entries[ENTRIES_SIZE] __attribute__((aligned(8)));
	long length;

	while ((length = syscall(SYS_getdents64, directory, entries, sizeof entries)) > 0)
		for (long at = 0; at < length;) {
			const struct kernel_dirent *entry = (const void *)(entries + at);
			if (!is_dots(entry->name))
				return false;
			at += entry->length;
		}
	return length == 0;
}

/* Its descriptor, if it is a directory with nothing in it that belongs to this user, and to nobody else; otherwise -1. */
static int open_untouched(const char *path, struct stat *found)
{
	/* Looking must leave no mark itself. */
	int directory = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC | O_NOATIME);

	if (directory < 0)
		return -1;
	/* A raw call: the C library's fstat() is a symbol that old ones do not have. */
	bool ours = syscall(SYS_fstat, directory, found) == 0 && (found->st_mode & ALLPERMS) == S_IRWXU &&
		    found->st_uid == geteuid();
	if (ours && is_empty(directory))
		return directory;
	close(directory);
	return -1;
}

int st_untouched(const char *path)
{
	struct stat found = {0};
	int directory = open_untouched(path, &found);

	if (directory >= 0)
		close(directory);
	return directory >= 0;
}

static int64_t nanos(struct timespec time)
{
	return (int64_t)time.tv_sec * NANOS + time.tv_nsec;
}

int st_mark(const char *path, int64_t *out)
{
	struct stat found = {0};
	struct fsxattr extended = {0};
	int flags = 0;
	long generation = 0;
	int directory = open_untouched(path, &found);

	if (directory < 0)
		return 0;
	/* What a file system does not have stays 0, before and after. */
	(void)ioctl(directory, FS_IOC_GETFLAGS, &flags);
	(void)ioctl(directory, FS_IOC_GETVERSION, &generation);
	(void)ioctl(directory, FS_IOC_FSGETXATTR, &extended);
	const int64_t mark[ST_MARK_NUMBERS] = {
		(int64_t)found.st_dev,
		(int64_t)found.st_ino,
		(int64_t)found.st_gid,
		(int64_t)found.st_nlink,
		(int64_t)found.st_size, /* of many entries some file systems keep the room */
		nanos(found.st_atim),
		nanos(found.st_mtim),
		/* No program can set it, and every change moves it; but its clock ticks only every 4 ms before Linux 6.13. */
		nanos(found.st_ctim),
		syscall(SYS_flistxattr, directory, NULL, 0), /* access control lists are among them */
		flags,
		generation,
		extended.fsx_xflags,
		extended.fsx_extsize,
		extended.fsx_projid,
	};
	memcpy(out, mark, sizeof mark);
	close(directory);
	return 1;
}
