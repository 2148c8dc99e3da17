/* Landlock, see landlock(7): rulesets are made here, before a launch; child.c puts them in force. */
#include "tracer.h"
#include "kernel.h"
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LANDLOCK_VERSION = 1, LANDLOCK_PATH_BENEATH = 1 };

/* <linux/landlock.h> has less of it on older systems, or is not there. */
struct ruleset {
	uint64_t files, network, scopes;
};

struct beneath {
	uint64_t rights;
	int32_t parent;
} __attribute__((packed));

/* Asks for the version only: no ruleset is made, nothing is restricted. */
int st_landlock_abi(void)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_VERSION);

	return version < 0 ? -errno : (int)version;
}

/* An older kernel takes the longer structure as long as it is zero behind what it knows. */
int st_landlock_ruleset(int64_t files, int64_t network, int64_t scopes)
{
	struct ruleset handled = {(uint64_t)files, (uint64_t)network, (uint64_t)scopes};
	int fd = (int)syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0);

	if (fd < 0)
		return -errno;
	if (fd > STDERR_FILENO)
		return fd;
	int higher = fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1); /* lower ones are redirected in the child */
	int error = errno;
	close(fd);
	return higher < 0 ? -error : higher;
}

/* The kernel refuses the rights of directories for anything else, and a rule that allows nothing. */
int st_landlock_allow(int ruleset, int file, int64_t rights, int64_t of_files)
{
	struct beneath rule = {.rights = (uint64_t)rights, .parent = file};
	struct stat found = {0};

	if (syscall(SYS_fstat, file, &found) < 0) /* libc has it under this name only since 2.33 */
		return -errno;
	if (!S_ISDIR(found.st_mode))
		rule.rights &= (uint64_t)of_files;
	if (rule.rights == 0)
		return 0;
	return syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_PATH_BENEATH, &rule, 0) < 0 ? -errno : 0;
}
