/* Attack 26: becomes a daemon by the book and sleeps for ever.
 * Usage: daemonise [double|single|nohup] [NAME]     (default double)
 *   double: fork, setsid, fork, chdir /, descriptors closed; single: without the second fork;
 *   nohup: as double, and every signal that can be is ignored. NAME: the daemon's name from then on.
 * Report: OK, prints "started"; the daemon is a leftover (name as given), and is dead afterwards. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static void serve(const char *how) {
  for (int number = 1; !strcmp(how, "nohup") && number < 32; number++)
    signal(number, SIG_IGN);
  for (int fd = 0; fd < 256; fd++)
    close(fd);
  for (;;)
    pause();
}

int main(int argc, char **argv) {
  const char *how = argc > 1 ? argv[1] : "double";
  int started[2];
  char byte;
  if (pipe(started))
    return 1;
  if (fork() == 0) {
    setsid();
    if (strcmp(how, "single") && fork())
      _exit(0);
    if (argc > 2)
      prctl(PR_SET_NAME, argv[2]);
    if (chdir("/") || write(started[1], "d", 1) != 1)
      _exit(1);
    serve(how);
  }
  /* Waits until the daemon is on its own, so that its parent has surely gone. */
  if (read(started[0], &byte, 1) != 1)
    return 1;
  if (strcmp(how, "single"))
    wait(NULL);
  puts("started");
  return 0;
}
