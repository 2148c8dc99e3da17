/* Attack 22: makes children that end at once, and never waits for them.
 * Usage: zombie_bomb [N]     (default 500)
 * Report: PROCESS_LIMIT when zombies count among the processes; otherwise OK: prints "zombies N refused ERROR" when
 *   all N (or as many as could be made) have ended. Nothing of them is left. Ends itself with SIGALRM after 20 s. */
#define _GNU_SOURCE
#include "../error_name.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv) {
  int wanted = argc > 1 ? atoi(argv[1]) : 500, made = 0, error = 0;
  int ends[2];
  char byte;
  alarm(20);
  if (pipe(ends))
    return 1;
  while (made < wanted && error == 0) {
    pid_t child = fork();
    if (child == 0)
      _exit(0);
    error = child < 0 ? errno : 0;
    made += child > 0;
  }
  close(ends[1]);
  if (read(ends[0], &byte, 1) != 0) /* the last of them has ended when nobody holds the other end */
    return 1;
  printf("zombies %d refused %s\n", made, error_name(error));
  return 0;
}
