/* The set-up of a program: what its steps need to know, in the child and in the launcher. */
#ifndef SANDTRAP_SETUP_H
#define SANDTRAP_SETUP_H

#include <stdbool.h>
#include "tracer.h"

/* The step that failed, if one did. */
struct failure {
	int32_t step, error, index;
};

/* Between the tracer's thread and its child, which share all memory until the exec; the launcher makes its own. */
struct setup {
	const struct st_plan *plan;
	char **arguments, **variables;
	int32_t go;             /* futex: 1 once the child is seized */
	bool in_user_namespace; /* a new one */
	bool confined;          /* KEPT_RULESET is a ruleset of Landlock */
	bool in_group;          /* the child was born in its control group, or has entered it */
	pid_t parent;
	int32_t given_fd[3];    /* our copies of what the child's descriptors 0 to 2 shall be, or -1 */
	int32_t box, image;     /* our descriptors of what the launcher needs, or -1 */
	struct failure failure;
	int32_t cpus_size;      /* of the mask below; 0: there was no pinning */
	unsigned long cpus[ST_CPUS_BYTES / sizeof(unsigned long)];
};

/* Descriptors that the child keeps, the last two for the launcher. */
enum { KEPT_RULESET = 3, KEPT_BOX = 4, KEPT_IMAGE = 5, FIRST_CLOSED = 6 };

/* A file in memory that the tracer and the launcher map: this page, then the plan. */
struct box {
	struct failure failure;
	int32_t cpus_size;
	unsigned long cpus[ST_CPUS_BYTES / sizeof(unsigned long)];
};

enum { BOX_PLAN = 4096 };

_Static_assert(sizeof(struct box) <= BOX_PLAN, "the plan begins behind it");

/* steps.c: each answers 0, or -1 with the failure noted. */
typedef int step_of_setup(struct setup *);
long raw(long number, long a, long b, long c, long d);
const char *text_at(const struct setup *setup, uint32_t offset);
int failed(struct setup *setup, enum st_step step, long error, int index);
void take_steps(struct setup *setup, step_of_setup *const *steps, unsigned count);
step_of_setup lead_session, take_terminal, enter_directory, set_limits, keep_limits, fix_addresses, restore_affinity,
	set_nice, forbid_privileges, confine, install_filter, unblock_signals, exec_first;

#endif
