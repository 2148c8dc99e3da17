/*
 * The second stage of a launch, seen from the tracer. What changes identity, namespaces or mounts would change the JVM as
 * well, or its memory's readers, were it done by a child that shares its memory. So that child executes a small static
 * program first, the launcher, from a file in memory; and that one the program, or, as the first process of a new pid
 * namespace, another process that does.
 */
#include "run.h"
#include "kernel.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#ifndef MFD_CLOEXEC
#define MFD_CLOEXEC 1U
#endif
#ifndef MFD_ALLOW_SEALING
#define MFD_ALLOW_SEALING 2U
#endif

enum { EXECUTABLE = 0x10 /* MFD_EXEC, since Linux 6.3 */, ALL_SEALS = 0xf /* of F_ADD_SEALS: seal, shrink, grow, write */ };
enum { ADD_SEALS = 1033 /* F_ADD_SEALS */ };

/* The launcher for this machine, as the build has made it. */
__asm__(".pushsection .rodata\n"
	".balign 16\n"
	"launcher_image: .incbin \"" ST_LAUNCHER "\"\n"
	"launcher_end:\n"
	".popsection\n");
extern const uint8_t launcher_image[], launcher_end[];

static int memory_file(const char *name, unsigned flags)
{
	return (int)syscall(SYS_memfd_create, name, MFD_CLOEXEC | flags);
}

/* Older kernels do not know the flag, and execute every such file. */
static int make_image(void)
{
	size_t size = (size_t)(launcher_end - launcher_image);
	int fd = memory_file("sandtrap-launcher", MFD_ALLOW_SEALING | EXECUTABLE);

	if (fd < 0 && errno == EINVAL)
		fd = memory_file("sandtrap-launcher", MFD_ALLOW_SEALING);
	if (fd < 0)
		return -errno;
	if (write(fd, launcher_image, size) == (ssize_t)size && fcntl(fd, ADD_SEALS, ALL_SEALS) == 0)
		return fd;
	close(fd);
	return -EIO;
}

static int make_box(struct st_run *run)
{
	const struct st_plan *plan = run->setup.plan;
	size_t size = BOX_PLAN + plan->length;

	run->box_fd = memory_file("sandtrap-box", 0);
	if (run->box_fd < 0 || pwrite(run->box_fd, plan, plan->length, BOX_PLAN) != (ssize_t)plan->length)
		return -errno;
	void *box = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, run->box_fd, 0);
	if (box == MAP_FAILED)
		return -errno;
	run->box = box;
	return 0;
}

/* The processors are noted before the child is born, which is pinned. */
int prepare_launcher(struct st_run *run)
{
	int result;

	if (run->setup.plan->isolation == 0)
		return 0;
	result = make_box(run);
	if (result < 0)
		return result;
	run->image_fd = make_image();
	if (run->image_fd < 0)
		return run->image_fd;
	run->box->cpus_size = run->setup.cpus_size;
	memcpy(run->box->cpus, run->setup.cpus, sizeof run->box->cpus);
	run->setup.box = run->box_fd;
	run->setup.image = run->image_fd;
	return 0;
}

void release_launcher(struct st_run *run)
{
	if (run->box != NULL)
		munmap(run->box, BOX_PLAN + run->setup.plan->length);
	if (run->box_fd >= 0)
		close(run->box_fd);
	if (run->image_fd >= 0)
		close(run->image_fd);
	run->box = NULL;
	run->box_fd = run->image_fd = -1;
}

static int write_file(pid_t pid, const char *name, const char *text)
{
	char path[64];

	snprintf(path, sizeof path, "/proc/%d/%s", pid, name);
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	ssize_t written = write(fd, text, strlen(text));
	int error = written < 0 ? -errno : 0;
	close(fd);
	return error;
}

/* In its user namespace the child is called by the ids that it has outside; there are no others. */
int map_ids(pid_t child)
{
	char line[64];
	int result;

	snprintf(line, sizeof line, "%u %u 1", geteuid(), geteuid());
	result = write_file(child, "uid_map", line);
	if (result < 0)
		return result;
	result = write_file(child, "setgroups", "deny");
	if (result < 0)
		return result;
	snprintf(line, sizeof line, "%u %u 1", getegid(), getegid());
	return write_file(child, "gid_map", line);
}

/* With the lock held. The main process is the only one that there has been. */
void launched(struct st_run *run, pid_t pid)
{
	struct tracee *main = tracee_find(&run->tracees, pid);

	if (pid == run->launcher)
		run->launcher = 0;
	if (pid != run->view.main_pid) {
		tracee_remove(&run->tracees, run->view.main_pid);
		run->view.main_pid = pid;
		run->totals.processes = run->totals.processes_alive = 1;
		run->totals.processes_most = run->totals.threads_most = 1;
		run->totals.threads = 0;
		run->threads_told = 1;
	}
	if (main == NULL)
		return;
	main->admitted = true;
	main->announced = true;
	main->parent = 0;
}

/* The launcher has made the process that becomes the program. From here nobody traces it; it ends with its namespace. */
static void leave(struct st_run *run, pid_t launcher)
{
	unsigned long message = 0;

	request(PTRACE_GETEVENTMSG, launcher, (uintptr_t)&message);
	pthread_mutex_lock(&run->lock);
	run->guardian = launcher;
	run->launcher = 0;
	if (!run->started) {
		tracee_add(&run->tracees, (pid_t)message)->told.pid = (pid_t)message;
		launched(run, (pid_t)message);
	}
	pthread_mutex_unlock(&run->lock);
	request(PTRACE_DETACH, launcher, 0);
}

bool is_launching(struct st_run *run, const struct tracee *tracee, int event)
{
	pid_t tid = tracee->told.tid;

	if (tid != run->launcher)
		return false;
	switch (event) {
	case PTRACE_EVENT_FORK:
	case PTRACE_EVENT_CLONE:
		leave(run, tid);
		return true;
	case PTRACE_EVENT_EXEC:
		if (run->launcher_executed) /* the second one is the program's */
			return false;
		run->launcher_executed = true;
		resume(tid, 0);
		return true;
	default:
		return false;
	}
}

struct failure launch_failure(const struct st_run *run)
{
	bool of_child = run->box == NULL || run->setup.failure.step != ST_STEP_NONE;

	return of_child ? run->setup.failure : run->box->failure;
}

/* With the lock held: which process of the run is called so in its pid namespace? 0 where it is gone. */
static pid_t outer_of(struct st_run *run, pid_t inner)
{
	for (int32_t i = 0; i < run->tracees.count; i++) {
		struct tracee *tracee = &run->tracees.at[i];
		if (tracee->told.pid != tracee->told.tid)
			continue;
		if (tracee->inner == 0)
			tracee->inner = proc_inner(tracee->told.tid);
		if (tracee->inner == inner)
			return tracee->told.pid;
	}
	return 0;
}

/* The kernel names the sender as the receiver calls it. What is not of the namespace is 0 already. */
void translate_sender(struct st_run *run, siginfo_t *info)
{
	bool sent = info->si_code == SI_USER || info->si_code == SI_TKILL || info->si_code == SI_QUEUE;

	if (run->guardian == 0 || info->si_pid == 0 || (!sent && info->si_signo != SIGCHLD))
		return;
	pthread_mutex_lock(&run->lock);
	pid_t outer = outer_of(run, info->si_pid);
	pthread_mutex_unlock(&run->lock);
	if (outer != 0 || sent)
		info->si_pid = outer;
}
