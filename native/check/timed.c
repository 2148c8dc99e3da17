/* Runs a program for a while, ends it and all that it started, and tells how it ended and what that used.
 * usage: timed MILLIS SIGNAL PROGRAM [ARGUMENTS]...
 * SIGNAL, unless 0, is sent to the program after half of MILLIS. After MILLIS everything that is left is killed.
 * Prints, after what the program prints: "timed: END cpu_ms C user_ms U system_ms S minor F voluntary V adopted A
 * killed K"; END is "exit N", "signal N", or "running" when it had to be killed; what was used is the kernel's sum of
 * all that was waited for; A processes lost their parents before they ended; K of all were killed here.
 * Exit: 0; 1 when something is missing. */
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int end, adopted, killed;
static bool ended, killing;

static long long now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

static pid_t start(char **command)
{
	pid_t program;

	if (prctl(PR_SET_CHILD_SUBREAPER, 1) != 0)
		exit(1);
	program = fork();
	if (program == 0) {
		execv(command[0], command);
		_exit(127);
	}
	return program;
}

/* Waits for one of the processes, of which those without a parent are ours; false when there are none. */
static bool reap(pid_t program, int options)
{
	int status;
	pid_t pid = waitpid(-1, &status, options);

	if (pid == program) {
		end = status;
		ended = true;
	}
	adopted += pid > 0 && pid != program;
	killed += pid > 0 && killing && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
	if (pid == 0)
		usleep(1000);
	return pid >= 0;
}

static void kill_children(void)
{
	char name[64];
	pid_t pid;
	FILE *children;

	snprintf(name, sizeof name, "/proc/self/task/%d/children", getpid());
	children = fopen(name, "r");
	if (children == NULL)
		exit(1);
	while (fscanf(children, "%d", &pid) == 1)
		kill(pid, SIGKILL);
	fclose(children);
}

static void tell(bool in_time)
{
	struct rusage used;
	long user, system;

	getrusage(RUSAGE_CHILDREN, &used);
	user = used.ru_utime.tv_sec * 1000L + used.ru_utime.tv_usec / 1000;
	system = used.ru_stime.tv_sec * 1000L + used.ru_stime.tv_usec / 1000;
	if (!in_time)
		printf("timed: running");
	else if (WIFSIGNALED(end))
		printf("timed: signal %d", WTERMSIG(end));
	else
		printf("timed: exit %d", WEXITSTATUS(end));
	printf(" cpu_ms %ld user_ms %ld system_ms %ld minor %ld voluntary %ld adopted %d killed %d\n", user + system,
	       user, system, used.ru_minflt, used.ru_nvcsw, adopted, killed);
}

int main(int argc, char **argv)
{
	long long begin = now(), millis;
	bool in_time, signalled = false, more = true;
	pid_t program;

	if (argc < 4)
		return 1;
	millis = atoll(argv[1]);
	program = start(argv + 3);
	while (more && now() - begin < millis) {
		if (!signalled && !ended && now() - begin >= millis / 2)
			signalled = kill(program, atoi(argv[2])) == 0;
		more = reap(program, WNOHANG);
	}
	in_time = ended;
	killing = true;
	while (more) {
		kill_children();
		more = reap(program, WNOHANG);
	}
	tell(in_time);
	return 0;
}
