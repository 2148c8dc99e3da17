/* Attack 5: children whose processor time nobody who waits for the program is told.
 * Usage: cpu_hidden_children [orphan|ignored|adopted] [N] [MILLIS]     (default orphan 4 5000)
 *   Each of N children uses MILLIS of processor time. orphan: the main process exits 0 at once; ignored: SIGCHLD is
 *   ignored, so that their usage is lost when they end; it waits for them and prints "children N waited_for_ms 0";
 *   adopted: they are grandchildren whose parents have ended; the main process sleeps until they have.
 * Report: orphan: OK, the children are leftovers, their time counted and they dead; ignored and adopted: TIME_LIMIT
 *   (cpu), or OK with the whole time counted when it is below. Every process ends itself with SIGALRM after 20 s. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void burn(long millis) {
  struct timespec used = {0};
  alarm(20);
  while (used.tv_sec * 1000 + used.tv_nsec / 1000000 < millis) {
    for (volatile int turns = 0; turns < 10000; turns++)
      continue;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  }
  _exit(0);
}

static void start(const char *how, long millis) {
  int adopted = !strcmp(how, "adopted");
  pid_t child = fork();
  if (child < 0)
    exit(1);
  if (child == 0 && adopted && fork())
    _exit(0);
  if (child == 0)
    burn(millis);
  if (adopted)
    waitpid(child, NULL, 0);
}

int main(int argc, char **argv) {
  const char *how = argc > 1 ? argv[1] : "orphan";
  int count = argc > 2 ? atoi(argv[2]) : 4;
  long millis = argc > 3 ? atol(argv[3]) : 5000;
  struct rusage used;
  int ends[2];
  char byte;
  alarm(20);
  if (!strcmp(how, "ignored"))
    signal(SIGCHLD, SIG_IGN);
  if (pipe(ends))
    return 1;
  for (int i = 0; i < count; i++)
    start(how, millis);
  if (!strcmp(how, "orphan"))
    _exit(0);
  close(ends[1]);
  while (read(ends[0], &byte, 1) > 0 || wait(NULL) > 0) /* the last one that ends closes the pipe */
    continue;
  getrusage(RUSAGE_CHILDREN, &used);
  printf("children %d waited_for_ms %ld\n", count,
         used.ru_utime.tv_sec * 1000L + (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1000);
  return 0;
}
