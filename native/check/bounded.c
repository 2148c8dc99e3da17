/* Runs a command that has to end in time, adopts the orphans of what it starts, and ends those that outlive it.
 * usage: bounded SECONDS COMMAND [ARGUMENTS]...
 * A command that takes longer is ended with all that is below it, after a look at what each of their threads does: its
 * state, where it waits in the kernel, its system call. JVMs are asked for their own list of threads (SIGQUIT), the
 * command itself gets SIGABRT, of which a sanitizer tells the stack, and what is left after that SIGKILL.
 * Exit: that of the command, 128 and the number of the signal that killed it; 124 after the time; 125 for bad usage. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { BELOW_MAX = 4096, TOLD_MAX = 300, PATH_SIZE = 64, TEXT_SIZE = 4096 };
enum { LAST_WORDS_SECONDS = 5, KILL_ROUNDS = 5000, OVERRUN = 124, USAGE = 125 };

#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#define SYS_pidfd_send_signal 424
#endif

static pid_t below[BELOW_MAX];
static int below_count;

static const char *read_text(pid_t pid, pid_t tid, const char *name, char text[TEXT_SIZE])
{
	char path[PATH_SIZE];

	snprintf(path, sizeof path, "/proc/%d/task/%d/%s", pid, tid, name);
	int file = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t length = file < 0 ? -1 : read(file, text, TEXT_SIZE - 1);
	if (file >= 0)
		close(file);
	text[length < 0 ? 0 : length] = 0;
	text[strcspn(text, "\n")] = 0;
	return length <= 0 ? "?" : text;
}

/* The number behind "\nKEY:" in a process's status, 0 when it is gone. */
static pid_t number_of(pid_t pid, const char *key)
{
	char path[PATH_SIZE], line[TEXT_SIZE];
	pid_t number = 0;

	snprintf(path, sizeof path, "/proc/%d/status", pid);
	FILE *status = fopen(path, "re");
	while (status != NULL && fgets(line, sizeof line, status) != NULL)
		if (strncmp(line, key, strlen(key)) == 0 && line[strlen(key)] == ':')
			number = atoi(line + strlen(key) + 1);
	if (status != NULL)
		fclose(status);
	return number;
}

static bool is_below(pid_t pid)
{
	for (int i = 0; i < below_count; i++)
		if (below[i] == pid)
			return true;
	return false;
}

static void each_number(const char *directory, void (*visit)(pid_t number, pid_t of), pid_t of)
{
	DIR *entries = opendir(directory);
	const struct dirent *entry;

	while (entries != NULL && (entry = readdir(entries)) != NULL)
		if (atoi(entry->d_name) > 0)
			visit(atoi(entry->d_name), of);
	if (entries != NULL)
		closedir(entries);
}

/* Whether it is a child of whoever is known, or is traced by one, wherever it has gone. */
static bool belongs(pid_t pid)
{
	pid_t parent = number_of(pid, "PPid"), tracer = number_of(pid, "TracerPid");

	return parent == getpid() || is_below(parent) || (tracer > 0 && is_below(tracer));
}

static void add(pid_t pid, pid_t unused)
{
	(void)unused;
	if (below_count < BELOW_MAX && !is_below(pid) && belongs(pid))
		below[below_count++] = pid;
}

static void find_below(void)
{
	int before;

	below_count = 0;
	do {
		before = below_count;
		each_number("/proc", add, 0);
	} while (below_count > before);
}

static void tell_thread(pid_t tid, pid_t pid)
{
	char stat[TEXT_SIZE], wait[TEXT_SIZE], call[TEXT_SIZE], name[TEXT_SIZE];

	read_text(pid, tid, "stat", stat);
	const char *state = strrchr(stat, ')');
	fprintf(stderr, "  %d %d parent %d tracer %d %s: state %.1s in %s, call %s\n", pid, tid, number_of(pid, "PPid"),
		number_of(pid, "TracerPid"), read_text(pid, tid, "comm", name), state == NULL ? "?" : state + 2,
		read_text(pid, tid, "wchan", wait), read_text(pid, tid, "syscall", call));
}

static void tell_all(const char *seconds, const char *command)
{
	char path[PATH_SIZE], name[TEXT_SIZE];

	find_below();
	fprintf(stderr, "bounded: %s has not ended after %s seconds; below it are %d processes (process, thread, …):\n", command,
		seconds, below_count);
	for (int i = 0; i < below_count && i < TOLD_MAX; i++) {
		snprintf(path, sizeof path, "/proc/%d/task", below[i]);
		each_number(path, tell_thread, below[i]);
	}
	for (int i = 0; i < below_count; i++)
		if (strcmp(read_text(below[i], below[i], "comm", name), "java") == 0)
			kill(below[i], SIGQUIT);
}

/* Waits for whoever ends, the command or an orphan; answers whether the command has. */
static bool reap(pid_t command, int options, int *status)
{
	int found;
	pid_t pid;

	while ((pid = waitpid(-1, &found, options)) > 0)
		if (pid == command) {
			*status = found;
			return true;
		}
	return false;
}

static void give_last_words(pid_t command)
{
	struct timespec pause = {.tv_sec = LAST_WORDS_SECONDS};

	nanosleep(&pause, NULL); /* for the lists of threads */
	kill(command, SIGABRT);
	nanosleep(&pause, NULL);
}

/* Its id may be another process's by now: what a descriptor stands for stays the same. */
static void end(pid_t pid)
{
	int process = (int)syscall(SYS_pidfd_open, pid, 0);

	if (process >= 0 && belongs(pid))
		syscall(SYS_pidfd_send_signal, process, SIGKILL, NULL, 0);
	if (process >= 0)
		close(process);
}

static void end_all(void)
{
	struct timespec pause = {.tv_nsec = 1000000};
	int unused;

	find_below();
	for (int round = 0; below_count > 0 && round < KILL_ROUNDS; round++) {
		for (int i = 0; i < below_count; i++)
			end(below[i]);
		nanosleep(&pause, NULL);
		reap(0, WNOHANG, &unused);
		find_below();
	}
}

static int exit_code(int status)
{
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static time_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec;
}

/* Passes on what a user or a build sends to end the command. */
static bool ends_in_time(pid_t command, const sigset_t *awaited, time_t seconds, int *status)
{
	time_t end = now() + seconds;

	for (time_t left = seconds; left > 0; left = end - now()) {
		int signal = sigtimedwait(awaited, NULL, &(struct timespec){.tv_sec = left});
		if (signal == SIGCHLD && reap(command, WNOHANG, status))
			return true;
		if (signal > 0 && signal != SIGCHLD)
			kill(command, signal);
	}
	return false;
}

int main(int count, char **words)
{
	sigset_t awaited, before;
	int status = 0;

	if (count < 3 || atol(words[1]) <= 0) {
		fprintf(stderr, "usage: bounded SECONDS COMMAND [ARGUMENTS]...\n");
		return USAGE;
	}
	sigemptyset(&awaited);
	for (const int *signal = (const int[]){SIGCHLD, SIGINT, SIGTERM, SIGHUP, 0}; *signal != 0; signal++)
		sigaddset(&awaited, *signal);
	sigprocmask(SIG_BLOCK, &awaited, &before);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	pid_t command = fork();
	if (command == 0) {
		sigprocmask(SIG_SETMASK, &before, NULL);
		execvp(words[2], words + 2);
		fprintf(stderr, "bounded: %s: %s\n", words[2], strerror(errno));
		_exit(127);
	}
	signal(SIGPIPE, SIG_IGN); /* who reads what is told may have gone */
	bool in_time = ends_in_time(command, &awaited, atol(words[1]), &status);
	if (!in_time) {
		tell_all(words[1], words[2]);
		give_last_words(command);
	}
	end_all();
	return in_time ? exit_code(status) : OVERRUN;
}
