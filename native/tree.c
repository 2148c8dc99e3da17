/*
 * The walk through a directory that a hostile program has filled. Everything is named by a descriptor of its directory and
 * one name, so that no path becomes too long and no renaming leads elsewhere; no link is followed, nothing is opened but
 * directories and regular files, and what is mounted there is not entered.
 */
#include "run.h"
#include "kernel.h"
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_openat2
#define SYS_openat2 437
#endif

enum { NO_MOUNTS = 1 /* RESOLVE_NO_XDEV */, LISTED_SIZE = 8192, OWN_PATH_SIZE = 40 };

static int facts_of(int directory, const char *name, struct stat *found)
{
	memset(found, 0, sizeof *found);
	/* A raw call: the C library's fstatat() is a symbol that old ones do not have. */
	return syscall(SYS_newfstatat, directory, name, found, AT_EMPTY_PATH | AT_SYMLINK_NOFOLLOW) < 0 ? -errno : 0;
}

static bool is_elsewhere(int directory, int file)
{
	struct stat above, below;

	return facts_of(directory, "", &above) < 0 || facts_of(file, "", &below) < 0 || above.st_dev != below.st_dev;
}

/* A descriptor that names a file and has not opened it: a FIFO does not wait, a device does not act. */
static int located(int directory, const char *name)
{
	const struct {
		uint64_t flags, mode, resolve;
	} how = {O_PATH | O_NOFOLLOW | O_CLOEXEC, 0, NO_MOUNTS};
	int fd = (int)syscall(SYS_openat2, directory, name, &how, sizeof how);

	if (fd >= 0 || (errno != ENOSYS && errno != EPERM)) /* an old kernel, or the filter of a container */
		return fd < 0 ? -errno : fd;
	fd = openat(directory, name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	if (is_elsewhere(directory, fd)) {
		close(fd);
		return -EXDEV;
	}
	return fd;
}

/* Opens what is located, and nothing else: by its descriptor, which no renaming moves. Closes that. */
static int opened(int place, mode_t kind, mode_t needed, int flags)
{
	char path[OWN_PATH_SIZE];
	struct stat found;
	int result = facts_of(place, "", &found);

	if (result == 0 && (found.st_mode & S_IFMT) != kind)
		result = kind == S_IFDIR ? -ENOTDIR : -EINVAL;
	if (result == 0) {
		snprintf(path, sizeof path, "/proc/self/fd/%d", place);
		/* Another name of a file may be outside. What is not ours stays closed, and opening it says so. */
		if ((found.st_mode & needed) != needed && (kind == S_IFDIR || found.st_nlink == 1))
			(void)chmod(path, (found.st_mode & ALLPERMS) | needed);
		flags |= O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
		/* A directory can be opened from itself, also where there is no /proc. */
		result = kind == S_IFDIR ? openat(place, ".", flags) : open(path, flags);
		result = result < 0 ? -errno : result;
	}
	close(place);
	return result;
}

int st_tree_directory(int directory, const char *name)
{
	int place = located(directory, name);

	return place < 0 ? place : opened(place, S_IFDIR, S_IRWXU, O_DIRECTORY);
}

int st_tree_file(int directory, const char *name)
{
	int place = located(directory, name);

	return place < 0 ? place : opened(place, S_IFREG, S_IRUSR, 0);
}

int st_tree_facts(int directory, const char *name, int64_t *out)
{
	struct stat found;
	int result = facts_of(directory, name, &found);

	if (result < 0)
		return result;
	out[ST_TREE_MODE] = found.st_mode;
	out[ST_TREE_DEVICE] = (int64_t)found.st_dev;
	out[ST_TREE_INODE] = (int64_t)found.st_ino;
	out[ST_TREE_NAMES] = (int64_t)found.st_nlink;
	out[ST_TREE_SIZE] = found.st_size;
	return 0;
}

int st_tree_names(int directory, uint8_t *out, int capacity)
{
	uint8_t entries[LISTED_SIZE] __attribute__((aligned(8)));
	long room = capacity < LISTED_SIZE ? capacity : LISTED_SIZE;
	int written = 0;
	long length;

	/* The name of an entry with its zero byte is shorter than the entry, so all that are read fit. */
	while (written == 0 && (length = syscall(SYS_getdents64, directory, entries, room)) != 0) {
		if (length < 0)
			return -errno;
		for (long at = 0; at < length;) {
			const struct kernel_dirent *entry = (const void *)(entries + at);
			size_t size = strlen(entry->name) + 1;
			at += entry->length;
			if (strcmp(entry->name, ".") == 0 || strcmp(entry->name, "..") == 0)
				continue;
			memcpy(out + written, entry->name, size);
			written += (int)size;
		}
	}
	return written;
}

int st_tree_remove(int directory, const char *name, int is_directory)
{
	return unlinkat(directory, name, is_directory ? AT_REMOVEDIR : 0) < 0 ? -errno : 0;
}

int st_tree_move(int directory, const char *name, int target, const char *new_name)
{
	return renameat(directory, name, target, new_name) < 0 ? -errno : 0;
}
