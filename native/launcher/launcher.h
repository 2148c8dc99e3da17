/* The launcher: what its parts share. It has no libc. */
#ifndef SANDTRAP_LAUNCHER_H
#define SANDTRAP_LAUNCHER_H

#include "../arch.h"
#include "../kernel.h"
#include "../setup.h"
#include <errno.h>
#include <fcntl.h>

static inline const struct st_isolation *isolation_of(const struct setup *setup)
{
	return (const void *)text_at(setup, setup->plan->isolation);
}

/* mounts.c */
step_of_setup furnish;
/* loopback.c */
step_of_setup raise_loopback;
/* identity.c */
step_of_setup give_directory, limit_capabilities, take_identity, drop_capabilities;

#endif
