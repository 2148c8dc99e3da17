/* The child between clone and exec. */
#ifndef SANDTRAP_CHILD_H
#define SANDTRAP_CHILD_H

#include <errno.h>
#include "run.h"

/* Runs in the child, on its own stack; answers only when a step has failed, which the setup then names. */
int child_main(void *setup);

#endif
