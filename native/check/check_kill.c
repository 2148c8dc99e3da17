/* Runs that are killed at a bad moment: while they fork, and while a thread that is not the leader executes a program. */
#include "runs.h"
#include <pthread.h>
#include <unistd.h>

enum { FORKING_RUNS = 100, EXECUTING_RUNS = 30, FIRST_STOPS = 20, SPIN = 20000 };

static const char FOREVER[] = "while :; do sleep 100 & done";

/* What the second program is: this one, with an argument. */
static const char SELF[] = "/proc/self/exe", ROLE[] = "executes";

static void *execute(void *unused)
{
	execl("/bin/sleep", "sleep", "100", NULL);
	return unused;
}

static int play(void)
{
	pthread_t thread;

	pthread_create(&thread, NULL, execute, NULL);
	pthread_join(thread, NULL);
	return 1;
}

struct aim {
	int64_t run;
	uint64_t stops;
	int spin;
	bool over; /* the run has ended by itself */
};

static uint64_t stops_of(int64_t run)
{
	const struct st_view *view = (const void *)(intptr_t)st_view_of(run);

	return __atomic_load_n(&view->stops, __ATOMIC_RELAXED);
}

/* After so many stops, and then a little later. */
static void *strike(void *argument)
{
	const struct aim *aim = argument;

	while (stops_of(aim->run) < aim->stops && !__atomic_load_n(&aim->over, __ATOMIC_ACQUIRE))
		;
	for (volatile int i = 0; i < aim->spin; i++)
		;
	st_kill(aim->run);
	return NULL;
}

/* The run ends as others do, not by itself, and finish() finds nobody left. */
static void ends_when_killed(int64_t run, int stops)
{
	struct aim aim = {.run = run, .stops = (uint64_t)stops, .spin = rand() % SPIN};
	pthread_t thread;

	CHECK(pthread_create(&thread, NULL, strike, &aim) == 0);
	CHECK(last(run, ST_FINISHED).kind == ST_FINISHED);
	uint64_t reached = stops_of(run);
	__atomic_store_n(&aim.over, true, __ATOMIC_RELEASE);
	pthread_join(thread, NULL);
	if (reached < aim.stops)
		fprintf(stderr, "ended by itself after %d stops of %d\n", (int)reached, stops);
	CHECK(reached >= aim.stops);
	finish(run);
}

int main(int argument_count, char **arguments)
{
	const char *const words[] = {arguments[0], ROLE, NULL};

	if (argument_count > 1)
		return play();
	srand(20261124);
	for (int i = 0; i < FORKING_RUNS; i++)
		ends_when_killed(spawn("/bin/sh", FOREVER, NULL), 2 + rand() % FIRST_STOPS);
	for (int i = 0; i < EXECUTING_RUNS; i++) /* the start, a thread's birth and first stop, the end of the leader */
		ends_when_killed(spawn_words(SELF, words, NULL), 4);
	return 0;
}
