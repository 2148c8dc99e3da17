/* A program that stops all the time is not taken for a stolen one, whenever it is looked at. */
#include "runs.h"
#include <pthread.h>
#include <unistd.h>

enum { LOOKS = 300, PAUSE_MICROS = 100 };

static void ignore(int signal)
{
	(void)signal;
}

static void signal_itself(void)
{
	signal(SIGUSR1, ignore);
	for (;;)
		kill(getpid(), SIGUSR1);
}

struct looker {
	int64_t run;
	int suspected;
};

static void *look(void *argument)
{
	struct looker *looker = argument;

	for (int i = 0; i < LOOKS; i++) {
		usleep(PAUSE_MICROS);
		looker->suspected += st_stolen(looker->run) != 0;
	}
	st_kill(looker->run);
	return NULL;
}

int main(int argument_count, char **arguments)
{
	static const char *const words[] = {"check_theft", "signals", NULL};
	pthread_t thread;

	(void)arguments;
	if (argument_count > 1)
		signal_itself();
	struct looker looker = {.run = spawn_words("/proc/self/exe", words, NULL)};
	CHECK(pthread_create(&thread, NULL, look, &looker) == 0);
	last(looker.run, ST_FINISHED);
	pthread_join(thread, NULL);
	CHECK(looker.suspected == 0);
	finish(looker.run);
	return 0;
}
