/* What the kernel offers, where only a system call can tell. */
#include "tracer.h"
#include <errno.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#endif

enum { LANDLOCK_VERSION = 1 };

/* Asks for the version only: no ruleset is made, nothing is restricted. */
int st_landlock_abi(void)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_VERSION);

	return version < 0 ? -errno : (int)version;
}
