/*
 * Runs that are killed at a bad moment: while they fork, while a thread that is not the leader executes a program, and
 * when as many threads end as are asked about, some of them after the main process.
 */
#include "runs.h"
#include <pthread.h>
#include <unistd.h>

enum { FORKING_RUNS = 100, EXECUTING_RUNS = 30, CROWDED_RUNS = 100, FIRST_STOPS = 20, SPIN = 20000, CHILDREN = 20 };

static const char FOREVER[] = "while :; do sleep 100 & done";

/* What the second program is: this one, with an argument. */
static const char SELF[] = "/proc/self/exe", EXECUTES[] = "executes";

static void *execute(void *unused)
{
	execl("/bin/sleep", "sleep", "100", NULL);
	return unused;
}

static void *wait_for_ever(void *unused)
{
	for (;;)
		pause();
	return unused;
}

/* Children that wait, and so many threads that do. */
static void *be_many(int threads)
{
	pthread_t thread;

	for (int i = 0; i < CHILDREN; i++)
		if (fork() == 0)
			wait_for_ever(NULL);
	for (int i = 1; i < threads; i++)
		pthread_create(&thread, NULL, wait_for_ever, NULL);
	return wait_for_ever(NULL);
}

static int play(const char *role)
{
	pthread_t thread;

	if (strcmp(role, EXECUTES) != 0)
		be_many(atoi(role));
	pthread_create(&thread, NULL, execute, NULL);
	pthread_join(thread, NULL);
	return 1;
}

/* The start, and two stops for each birth: its parent's and its own. */
static int stops_of_many(int threads)
{
	return 1 + 2 * (CHILDREN + threads - 1);
}

struct aim {
	int64_t run;
	uint64_t stops;
	int spin;
	bool over; /* the run has ended by itself */
};

static uint64_t stops_of(int64_t run)
{
	const struct st_view *view = view_of(run);

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

static int64_t spawn_self(const char *role)
{
	return spawn_words(SELF, (const char *const[]){SELF, role, NULL}, NULL);
}

int main(int argument_count, char **arguments)
{
	if (argument_count > 1)
		return play(arguments[1]);
	srand(20261124);
	for (int i = 0; i < FORKING_RUNS; i++)
		ends_when_killed(spawn("/bin/sh", FOREVER, NULL), 2 + rand() % FIRST_STOPS);
	for (int i = 0; i < EXECUTING_RUNS; i++) /* the start, a thread's birth and first stop, the end of the leader */
		ends_when_killed(spawn_self(EXECUTES), 4);
	for (int i = 0; i < CROWDED_RUNS; i++) {
		int threads = ST_ENDS_ASKED - i % CHILDREN;
		char role[16];
		snprintf(role, sizeof role, "%d", threads);
		ends_when_killed(spawn_self(role), stops_of_many(threads));
	}
	return 0;
}
