/*
 * Does what a number decides: threads, children, execs, signals, files, pipes, waits. usage: chaos SEED STEPS [DEPTH]
 * Whatever fails is passed over, and whatever a call answers is believed no more than needed to go on.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { DEEPEST = 3, THREADS = 3, THREAD_STEPS = 5 };

static const char *self;
static long depth;

static uint64_t next(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static void handle(int signal)
{
	(void)signal;
	getppid();
}

static void step(uint64_t *state);

static void *thread(void *seed)
{
	uint64_t state = (uintptr_t)seed | 1;

	for (int i = 0; i < THREAD_STEPS; i++)
		step(&state);
	return NULL;
}

static void threads(uint64_t *state)
{
	pthread_t all[THREADS];
	int count = 0;

	while (count < THREADS && pthread_create(&all[count], NULL, thread, (void *)(uintptr_t)next(state)) == 0)
		count++;
	if (next(state) % 8 == 0)
		return; /* they go on by themselves */
	while (count > 0)
		pthread_join(all[--count], NULL);
}

static void child(uint64_t *state)
{
	char seed[32], deeper[32];
	uint64_t number = next(state);
	pid_t pid = depth >= DEEPEST ? -1 : number % 3 == 0 ? vfork() : fork();

	if (pid == 0) {
		snprintf(seed, sizeof seed, "%llu", (unsigned long long)number);
		snprintf(deeper, sizeof deeper, "%ld", depth + 1);
		execl(self, self, seed, "6", deeper, (char *)NULL);
		_exit(3);
	}
	if (pid > 0 && number % 4 != 0)
		waitpid(pid, NULL, 0);
	else if (pid > 0)
		kill(pid, SIGTERM);
}

static void file(uint64_t *state)
{
	char name[64], buffer[16] = "chaos";

	snprintf(name, sizeof name, "%s/%llu", getenv("TMPDIR"), (unsigned long long)(next(state) % 8));
	int fd = open(name, O_RDWR | O_CREAT, 0600);
	if (fd > 2) {
		if (write(fd, buffer, sizeof buffer) > 0)
			lseek(fd, 0, SEEK_SET);
		if (read(fd, buffer, sizeof buffer) < 0)
			fsync(fd);
		close(fd);
	}
	unlink(name);
	mkdir(name, 0700);
	rmdir(name);
}

static void talk(void)
{
	int ends[2];
	char byte = 'x';

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) < 0 || ends[0] < 3 || ends[1] < 3)
		return;
	if (send(ends[0], &byte, 1, MSG_DONTWAIT) == 1)
		recv(ends[1], &byte, 1, MSG_DONTWAIT);
	close(ends[0]);
	close(ends[1]);
}

static void step(uint64_t *state)
{
	static const int signals[] = {SIGUSR1, SIGUSR2, SIGCHLD, SIGWINCH};
	struct timespec moment = {.tv_nsec = 1000000};

	switch (next(state) % 9) {
	case 0:
		if (depth < DEEPEST)
			threads(state);
		break;
	case 1:
		child(state);
		break;
	case 2:
	case 3:
		file(state);
		break;
	case 4:
		talk();
		break;
	case 5:
		raise(signals[next(state) % 4]);
		break;
	case 6:
		kill(getpid(), signals[next(state) % 4]);
		break;
	case 7:
		nanosleep(&moment, NULL);
		break;
	default:
		mmap(NULL, 8192, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		sched_yield();
	}
}

int main(int count, char **arguments)
{
	uint64_t state = count > 1 ? strtoull(arguments[1], NULL, 10) | 1 : 1;
	long steps = count > 2 ? strtol(arguments[2], NULL, 10) : 10;

	self = arguments[0];
	depth = count > 3 ? strtol(arguments[3], NULL, 10) : 0;
	signal(SIGUSR1, handle);
	signal(SIGUSR2, handle);
	for (long i = 0; i < steps; i++)
		step(&state);
	if (next(&state) % 16 == 0 && depth < DEEPEST)
		execl(self, self, "7", "3", "3", (char *)NULL);
	return (int)(next(&state) % 2);
}
