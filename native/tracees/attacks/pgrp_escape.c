/* Attack 28: leaves process group or session, then spins.
 * Usage: pgrp_escape [setpgid|setsid|child_setpgid|child_setsid|both]     (default child_setsid)
 *   setpgid, setsid: the main process itself (setsid fails for one that leads a group already; it then goes on);
 *   child_…: a child escapes and spins, the main process waits for it; both: two generations, each in a new
 *   session, all spin.
 * Report: TIME_LIMIT; every process dead, wherever it went. */
#define _GNU_SOURCE
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void spin(void) {
  for (volatile unsigned long turns = 0;; turns++)
    continue;
}

static void escape(const char *how) {
  if (strstr(how, "setpgid"))
    setpgid(0, 0);
  else
    setsid();
}

int main(int argc, char **argv) {
  const char *how = argc > 1 ? argv[1] : "child_setsid";
  if (!strcmp(how, "setpgid") || !strcmp(how, "setsid")) {
    escape(how);
    spin();
  }
  int both = !strcmp(how, "both");
  if (fork() == 0) {
    escape(how);
    if (both && fork() == 0)
      escape(how);
    spin();
  }
  if (both)
    spin();
  wait(NULL);
  return 0;
}
