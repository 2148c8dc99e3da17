/*
 * Four threads call mkdir(2) so many times together, while signals with a handler arrive all the time. Prints what the calls
 * returned, and how many returned that. usage: mkdir_race CALLS
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

enum { THREADS = 4 };

static atomic_int left, returned, first;

static void handle(int signal)
{
	(void)signal;
}

static void *make(void *unused)
{
	char name[32];
	int number;

	while ((number = atomic_fetch_sub(&left, 1)) > 0) {
		snprintf(name, sizeof name, "made-%d", number);
		int result = mkdir(name, 0700);
		if (number == 1)
			atomic_store(&first, result);
		atomic_fetch_add(&returned, result != 0);
	}
	return unused;
}

int main(int count, char **arguments)
{
	struct sigaction action = {.sa_handler = handle, .sa_flags = SA_RESTART};
	struct itimerval often = {{0, 2000}, {0, 2000}}, never = {{0, 0}, {0, 0}};
	pthread_t threads[THREADS];

	atomic_store(&left, count > 1 ? atoi(arguments[1]) : 1);
	sigaction(SIGALRM, &action, NULL);
	setitimer(ITIMER_REAL, &often, NULL);
	for (int i = 0; i < THREADS; i++)
		pthread_create(&threads[i], NULL, make, NULL);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	setitimer(ITIMER_REAL, &never, NULL);
	printf("%d %d\n", atomic_load(&first), atomic_load(&returned));
	return 0;
}
