/* The launch, seen from the tracer: memory, descriptors, the clone, the seizing. */
#include "run.h"
#include "kernel.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

static const uintptr_t OPTIONS = PTRACE_O_EXITKILL | PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK |
				 PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC | PTRACE_O_TRACEEXIT | PTRACE_O_TRACESECCOMP;

static char **pointers(char *first, uint32_t count)
{
	char **all = calloc(count + 1UL, sizeof *all);

	for (uint32_t i = 0; all != NULL && i < count; i++) {
		all[i] = first;
		first += strlen(first) + 1;
	}
	return all;
}

/* The plan is copied behind the run: Java's array may move, and the child reads it until its exec. */
static struct st_run *allocate(const uint8_t *plan, size_t size)
{
	struct st_run *run = malloc(sizeof *run + size);

	if (run == NULL)
		return NULL;
	memset(run, 0, offsetof(struct st_run, view.records));
	memset(&run->setup, 0, offsetof(struct st_run, stack) - offsetof(struct st_run, setup));
	tracees_init(&run->tracees);
	run->zombie_count = 0;
	run->box = NULL;
	run->box_fd = run->image_fd = -1;
	run->launcher = run->guardian = 0;
	run->launcher_executed = false;
	run->before = (struct st_usage){0};
	run->setup.box = run->setup.image = -1;
	pthread_mutex_init(&run->lock, NULL);
	char *copy = (char *)(run + 1);
	memcpy(copy, plan, size);
	struct st_plan *header = (struct st_plan *)(void *)copy;
	run->setup.plan = header;
	run->setup.arguments = pointers(copy + header->arguments, header->argument_count);
	run->setup.variables = pointers(copy + header->variables, header->variable_count);
	run->setup.parent = getpid();
	run->tracer = (pid_t)syscall(SYS_gettid);
	run->threads_told = 1;
	run->view.pipe_fd[0] = run->view.pipe_fd[1] = -1;
	for (int i = 0; i < 3; i++)
		run->setup.given_fd[i] = -1;
	return run;
}

static void release(struct st_run *run)
{
	release_launcher(run);
	free(run->setup.arguments);
	free(run->setup.variables);
	pthread_mutex_destroy(&run->lock);
	free(run);
}

/* Our end does not block: a reader may find nothing. */
static int make_pipe(struct st_run *run, int target)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) < 0)
		return -errno;
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	run->view.pipe_fd[target - 1] = ends[0];
	run->setup.given_fd[target] = ends[1];
	return 0;
}

static int prepare_descriptors(struct st_run *run)
{
	for (int target = 0; target < 3; target++) {
		const struct st_stdio *stdio = &run->setup.plan->stdio[target];
		if (stdio->source == ST_FD || stdio->source == ST_TERMINAL)
			run->setup.given_fd[target] = (int)stdio->value;
		if (stdio->source == ST_PIPE && make_pipe(run, target) < 0)
			return -errno;
	}
	return 0;
}

/* The child has its own copies: what was made for it is closed here, what Java gave is left alone. */
static void close_child_ends(struct st_run *run)
{
	for (int target = 1; target < 3; target++)
		if (run->setup.plan->stdio[target].source == ST_PIPE && run->setup.given_fd[target] >= 0)
			close(run->setup.given_fd[target]);
}

/* What raw_start() makes the child begin with: its first function and that function's argument, on its stack. */
static void *child_stack(struct st_run *run)
{
	void **top = (void **)(void *)(run->stack + ST_STACK_SIZE);

	*--top = &run->setup;
	*--top = (void *)(uintptr_t)child_main;
	return top;
}

/* Made with the child: one process less than if the launcher made them, which would not be in its own pid namespace. */
static uint32_t namespaces(const struct st_run *run)
{
	const struct st_plan *plan = run->setup.plan;
	const struct st_isolation *isolation = (const void *)((const uint8_t *)plan + plan->isolation);

	return plan->isolation == 0 ? 0 : isolation->namespaces;
}

/* Needs Linux 5.7 and a container that does not refuse clone3(2): otherwise the child enters the group by itself. */
static long clone_into_group(struct st_run *run)
{
	struct clone3_arguments arguments = {
		.flags = CLONE_VM | namespaces(run) | INTO_CGROUP,
		.stack = (uintptr_t)run->stack,
		.stack_size = (uint64_t)((uint8_t *)child_stack(run) - run->stack),
		.cgroup = (uint64_t)run->setup.plan->group_directory,
	};

	run->setup.in_group = true;
	long pid = raw_start(SYS_clone3, (long)&arguments, sizeof arguments);
	if (pid < 0)
		run->setup.in_group = false;
	return pid;
}

/* With all signals blocked: a handler of the JVM must not run in the child, which has the tracer's thread storage. */
static long clone_child(struct st_run *run)
{
	uint64_t all = UINT64_MAX, before = 0; /* libc would leave out the signals it uses itself */
	long pid = -ENOSYS;

	raw6(SYS_rt_sigprocmask, SIG_SETMASK, (long)&all, (long)&before, sizeof all, 0, 0);
	if (run->setup.plan->group_directory >= 0)
		pid = clone_into_group(run);
	if (pid < 0)
		pid = raw_start(SYS_clone, CLONE_VM | (long)namespaces(run), (long)child_stack(run));
	raw6(SYS_rt_sigprocmask, SIG_SETMASK, (long)&before, 0, sizeof before, 0, 0);
	return pid;
}

static void hold(uint32_t millis)
{
	struct timespec pause = {.tv_sec = millis / 1000, .tv_nsec = (long)(millis % 1000) * 1000000};

	if (millis > 0)
		nanosleep(&pause, NULL);
}

static int broken(struct st_run *run, enum st_step step, int error)
{
	struct st_record *record = record_add(run, ST_BROKEN, run->view.main_pid, run->view.main_pid);

	record->number = (int32_t)step;
	record->value = error;
	run->finished = true;
	unpin(run);
	return 0;
}

/* The child cannot have run anything: it waits for `go`. */
static int abandon(struct st_run *run, enum st_step step, int error)
{
	kill(run->view.main_pid, SIGKILL);
	while (waitpid(run->view.main_pid, NULL, __WALL) < 0 && errno == EINTR) /* it uses this memory until it is gone */
		;
	return broken(run, step, error);
}

static int launch(struct st_run *run)
{
	int error = prepare_descriptors(run);

	if (error < 0) {
		close_child_ends(run);
		return broken(run, ST_STEP_DESCRIPTORS, -error);
	}
	pin(run);
	error = prepare_launcher(run);
	if (error < 0) {
		close_child_ends(run);
		return broken(run, ST_STEP_LAUNCHER, -error);
	}
	run->setup.in_user_namespace = (namespaces(run) & CLONE_NEWUSER) != 0;
	long pid = clone_child(run);
	close_child_ends(run);
	if (pid < 0)
		return broken(run, ST_STEP_CLONE, (int)-pid);
	run->view.main_pid = (int32_t)pid;
	run->launcher = run->box != NULL ? (pid_t)pid : 0;
	hold(run->setup.plan->hold_millis);
	if (ptrace(PTRACE_SEIZE, (pid_t)pid, 0, OPTIONS) < 0)
		return abandon(run, ST_STEP_SEIZE, errno);
	error = run->setup.in_user_namespace ? map_ids((pid_t)pid) : 0;
	if (error < 0)
		return abandon(run, ST_STEP_IDENTITY, -error);
	pthread_mutex_lock(&run->lock);
	struct tracee *main = tracee_add(&run->tracees, (pid_t)pid);
	main->told.pid = (int32_t)pid;
	account_birth(run, main);
	main->admitted = true;
	main->announced = true;
	pthread_mutex_unlock(&run->lock);
	__atomic_store_n(&run->setup.go, 1, __ATOMIC_RELEASE);
	syscall(SYS_futex, &run->setup.go, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
	return 0;
}

int64_t st_spawn(const uint8_t *plan, int64_t size)
{
	const struct st_plan *header = (const struct st_plan *)(const void *)plan;

	if (size < (int64_t)sizeof *header || header->length != (uint64_t)size || header->abi != ST_ABI)
		return -EINVAL;
	struct st_run *run = allocate(plan, (size_t)size);
	if (run == NULL)
		return -ENOMEM;
	if (run->setup.arguments == NULL || run->setup.variables == NULL) {
		release(run);
		return -ENOMEM;
	}
	launch(run);
	return (int64_t)(intptr_t)run;
}

/* Before the end of a run only when Java has failed. No tracee may outlive the memory: the child may still use it. */
int st_free(int64_t handle)
{
	struct st_run *run = run_of(handle);

	while (!run->finished)
		st_next(handle, ST_KILL);
	release(run);
	return 0;
}

/*
 * A tracer waits for all children of its thread, so it must have no others. The first thread of a process inherits the
 * children of those that end, so it may get some at any time.
 */
int st_may_trace(void)
{
	siginfo_t unused;
	bool first = syscall(SYS_gettid) == getpid();

	/* Nothing is waited for: this only asks whether this very thread has children. */
	return !first && waitid(P_ALL, 0, &unused, WEXITED | WNOHANG | WNOWAIT | __WALL | __WNOTHREAD) < 0 &&
	       errno == ECHILD;
}
