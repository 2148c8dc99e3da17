/* User, groups and capabilities of the program. */
#include "launcher.h"
#include <linux/capability.h>
#include <sys/prctl.h>

enum { HIGHEST = 63, AMBIENT = 47 /* PR_CAP_AMBIENT */, AMBIENT_CLEAR_ALL = 4 };

/* Where the program may get new privileges its filter needs one of them. */
static bool drops(const struct setup *setup)
{
	return isolation_of(setup)->drop_capabilities && !setup->plan->new_privileges;
}

/*
 * The bounding set goes before the identity, while that is permitted: without it an exec by root would bring capabilities
 * back. It takes nothing away yet.
 */
int limit_capabilities(struct setup *setup)
{
	for (long capability = 0; drops(setup) && capability <= HIGHEST; capability++)
		raw(SYS_prctl, PR_CAPBSET_DROP, capability, 0, 0);
	return 0;
}

/* Before there is another root, in which the directory has no name. */
int give_directory(struct setup *setup)
{
	const struct st_isolation *isolation = isolation_of(setup);
	long result = 0;

	if (isolation->owned != 0)
		result = raw(SYS_fchownat, AT_FDCWD, (long)text_at(setup, isolation->owned), isolation->user, isolation->group);
	return result < 0 ? failed(setup, ST_STEP_IDENTITY, result, 0) : 0;
}

/* Groups first: without its privileges a process cannot change them any more. */
int take_identity(struct setup *setup)
{
	const struct st_isolation *isolation = isolation_of(setup);
	long result;

	if (!isolation->identity)
		return 0;
	result = raw(SYS_setgroups, isolation->group_count, (long)text_at(setup, isolation->groups), 0, 0);
	if (result < 0)
		return failed(setup, ST_STEP_IDENTITY, result, 1);
	result = raw(SYS_setresgid, isolation->group, isolation->group, isolation->group, 0);
	if (result < 0)
		return failed(setup, ST_STEP_IDENTITY, result, 2);
	result = raw(SYS_setresuid, isolation->user, isolation->user, isolation->user, 0);
	return result < 0 ? failed(setup, ST_STEP_IDENTITY, result, 3) : 0;
}

int drop_capabilities(struct setup *setup)
{
	struct __user_cap_header_struct header;
	struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3];
	long result;

	if (!drops(setup))
		return 0;
	raw(SYS_prctl, AMBIENT, AMBIENT_CLEAR_ALL, 0, 0);
	header.version = _LINUX_CAPABILITY_VERSION_3;
	header.pid = 0;
	for (int i = 0; i < _LINUX_CAPABILITY_U32S_3; i++)
		none[i].effective = none[i].permitted = none[i].inheritable = 0;
	result = raw(SYS_capset, (long)&header, (long)none, 0, 0);
	return result < 0 ? failed(setup, ST_STEP_CAPABILITIES, result, 0) : 0;
}
