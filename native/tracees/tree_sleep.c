/* Leaves children that sleep for ever, and exits 0 at once.
 * Usage: tree_sleep [COUNT] [setsid] [close] [ignore]     (default 1)
 *   setsid: each in a session of its own; close: each closes 0, 1 and 2; ignore: each ignores SIGHUP, SIGINT and
 *   SIGTERM.
 * Report: OK, prints "child PID" for each; leftovers = those, killed. With AWAIT: TIME_LIMIT. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void become(const char *trait) {
  if (!strcmp(trait, "setsid"))
    setsid();
  if (!strcmp(trait, "close"))
    for (int fd = 0; fd < 3; fd++)
      close(fd);
  if (!strcmp(trait, "ignore")) {
    signal(SIGHUP, SIG_IGN);
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
  }
}

int main(int argc, char **argv) {
  int count = argc > 1 ? atoi(argv[1]) : 1;
  for (int i = 0; i < count; i++) {
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
      for (int trait = 2; trait < argc; trait++)
        become(argv[trait]);
      for (;;)
        pause();
    }
    printf("child %d\n", child);
  }
  return 0;
}
