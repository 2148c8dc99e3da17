/*
 * The second stage of a launch: a static program without a libc that the child of a JVM executes, where the program shall
 * have another identity, namespaces or a root of its own. In a new pid namespace it is the first process, which the kernel
 * treats specially (no signal from inside ends it, abort(3) and a fault neither): so the program becomes the second one,
 * and this one waits for whatever is orphaned, until nothing is left. All signals are blocked.
 */
#include "launcher.h"
#include <linux/sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>

enum { GAVE_UP = 127, PAGE = 4096, LAST_OPEN = KEPT_IMAGE };

static struct setup setup;

/* The kernel begins here, with the stack as it lays it out: the launcher reads nothing of it. */
#if defined(__x86_64__)
__asm__(".globl _start\n_start:\n\txor %ebp, %ebp\n\tand $-16, %rsp\n\tcall launch\n\tud2\n");
#else
__asm__(".globl _start\n_start:\n\tmov x29, xzr\n\tmov x30, xzr\n\tbl launch\n\tbrk #0\n");
#endif

void launch(void);

static void __attribute__((noreturn)) leave(long status)
{
	for (;;)
		raw(SYS_exit_group, status, 0, 0, 0);
}

static void *map(long size, int protection, int flags, int fd)
{
	long address = raw6(SYS_mmap, 0, size, protection, flags, fd, 0);

	if (address < 0 && address > -PAGE)
		leave(GAVE_UP);
	return (void *)address;
}

static char **pointers(const char *first, uint32_t count)
{
	char **all = map(((long)count + 1) * (long)sizeof *all, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1);

	for (uint32_t i = 0; i < count; i++) {
		all[i] = (char *)(uintptr_t)first;
		while (*first++ != 0)
			;
	}
	return all;
}

/* The plan is mapped by its own length, which is the first number of it. */
static struct box *open_box(void)
{
	const struct st_plan *head = map(BOX_PLAN + PAGE, PROT_READ, MAP_SHARED, KEPT_BOX)
		+ BOX_PLAN;
	struct box *box = map(BOX_PLAN + (long)head->length, PROT_READ | PROT_WRITE, MAP_SHARED, KEPT_BOX);

	setup.plan = (const void *)((const uint8_t *)box + BOX_PLAN);
	setup.arguments = pointers(text_at(&setup, setup.plan->arguments), setup.plan->argument_count);
	setup.variables = pointers(text_at(&setup, setup.plan->variables), setup.plan->variable_count);
	setup.confined = setup.plan->ruleset >= 0;
	setup.cpus_size = box->cpus_size;
	for (unsigned i = 0; i < sizeof setup.cpus / sizeof *setup.cpus; i++)
		setup.cpus[i] = box->cpus[i];
	raw(SYS_close, KEPT_BOX, 0, 0, 0);
	return box;
}

/* Waits for its children until there are none: for the program, and for what others leave behind. */
static void __attribute__((noreturn)) guard(void)
{
	for (long fd = 0; fd <= LAST_OPEN; fd++) /* or its pipes would never end */
		raw(SYS_close, fd, 0, 0, 0);
	while (raw(SYS_wait4, -1, 0, __WALL, 0) != -ECHILD)
		;
	leave(0);
}

/*
 * The program is of the same user as this process, whose memory it could write: so nobody may, but the kernel. An exec
 * makes the program dumpable again.
 */
static int divide(struct setup *of)
{
	long pid;

	if ((isolation_of(of)->namespaces & CLONE_NEWPID) == 0)
		return 0;
	raw(SYS_prctl, PR_SET_DUMPABLE, 0, 0, 0);
	pid = raw6(SYS_clone, SIGCHLD, 0, 0, 0, 0, 0);
	if (pid > 0)
		guard();
	return pid < 0 ? failed(of, ST_STEP_FORK, pid, 0) : 0;
}

void launch(void)
{
	static step_of_setup *const steps[] = {
		raise_loopback, give_directory, furnish, divide, lead_session, take_terminal, set_limits, keep_limits, set_nice,
		limit_capabilities, take_identity, enter_directory, drop_capabilities, fix_addresses, restore_affinity,
		forbid_privileges, confine, install_filter, unblock_signals, exec_first,
	};
	struct box *box = open_box();

	take_steps(&setup, steps, sizeof steps / sizeof *steps);
	box->failure = setup.failure;
	leave(GAVE_UP);
}
