/* Attack 30: makes a sibling, not a child: clone(CLONE_PARENT), so that the supervisor gets a child it never made.
 * Usage: clone_parent [exit|sleep|spin|many|nested]     (default exit)
 *   exit: the sibling exits 9 while the main process waits for its end, then exits 0; sleep: the sibling prints and
 *   sleeps, then main exits 0; spin: both spin; many: twenty siblings that exit; nested: a sibling makes the next one, five deep.
 * Report: exit, many, nested: OK, "sibling parent same" for each (or "refused errno N" and exit 3 where a policy
 *   refuses it); sleep: OK with the sibling as a leftover, dead afterwards; spin: TIME_LIMIT. The sibling's code 9
 *   is never the run's. */
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static int ends[2]; /* every sibling holds the write end until it has ended */

static void spin(void) {
  for (volatile unsigned long turns = 0;; turns++)
    continue;
}

static int make_sibling(const char *how, int left) {
  pid_t parent = getppid();
  long sibling = syscall(SYS_clone, CLONE_PARENT | SIGCHLD, 0, 0, 0, 0);
  if (sibling < 0) {
    dprintf(1, "refused errno %d\n", errno);
    return 3;
  }
  if (sibling)
    return 0;
  dprintf(1, "sibling parent %s\n", getppid() == parent ? "same" : "different");
  if (!strcmp(how, "spin"))
    spin();
  if (!strcmp(how, "sleep"))
    (void)!write(ends[1], "", 1);
  while (!strcmp(how, "sleep"))
    pause();
  if (!strcmp(how, "nested") && left > 1)
    make_sibling(how, left - 1);
  _exit(9);
}

int main(int argc, char **argv) {
  const char *how = argc > 1 ? argv[1] : "exit";
  int refused = 0;
  char byte;
  if (pipe(ends))
    return 1;
  for (int i = 0; i < (strcmp(how, "many") ? 1 : 20); i++)
    refused |= make_sibling(how, 5);
  close(ends[1]);
  if (!strcmp(how, "spin"))
    spin();
  /* The sibling that stays has printed when it writes; the others have ended when nobody can write any more. */
  if (read(ends[0], &byte, 1) != !strcmp(how, "sleep"))
    return 1;
  return refused;
}
