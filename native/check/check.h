/* What a self-check that does not hold says, and its end. */
#ifndef SANDTRAP_CHECK_CHECK_H
#define SANDTRAP_CHECK_CHECK_H

#include <stdio.h>
#include <stdlib.h>

#define CHECK(condition) \
	do { \
		if (!(condition)) { \
			fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #condition); \
			exit(1); \
		} \
	} while (0)

#endif
