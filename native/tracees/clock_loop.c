/* Looks at the clock so many times. usage: clock_loop COUNT */
#include <stdlib.h>
#include <time.h>

int main(int count, char **arguments)
{
	struct timespec now;

	for (long i = count > 1 ? atol(arguments[1]) : 1; i > 0; i--)
		clock_gettime(CLOCK_MONOTONIC, &now);
	return 0;
}
