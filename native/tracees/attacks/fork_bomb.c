/* Attack 21: every process of it makes processes, up to a ceiling.
 * Usage: fork_bomb [fork|vfork|clone|setsid] [CEILING]     (default fork 2000)
 *   vfork: each child makes the next one, all parents waiting in vfork; clone: processes that share all memory and
 *   tell nobody of their end; setsid: fork, each in a session of its own. When CEILING processes have been made, or
 *   no more can be, the main process ends, and all others with it.
 * Report: PROCESS_LIMIT (or OK below it: prints "processes N refused ERROR"); every process dead.
 *   Every process ends itself with SIGALRM after 20 s. */
#define _GNU_SOURCE
#include "../error_name.h"
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { STACK = 16 << 10 };

static struct {
  int tickets, made, error;
} *all;
static const char *how = "fork";
static int ceiling = 2000, until[2];
static char *stacks;

static void explode(void);

/* A child does so until the main process has ended, which holds the only other end of the pipe. */
static void stay(void) {
  char byte;
  alarm(20);
  while (read(until[0], &byte, 1) > 0)
    continue;
  _exit(0);
}

static int begin(void *unused) {
  (void)unused;
  __atomic_fetch_add(&all->made, 1, __ATOMIC_SEQ_CST);
  close(until[1]);
  if (!strcmp(how, "setsid"))
    setsid();
  alarm(20);
  explode();
  if (!strcmp(how, "vfork"))
    _exit(0);
  stay();
  return 0;
}

static pid_t make(int ticket) {
  if (!strcmp(how, "clone"))
    return clone(begin, stacks + (size_t)(ticket + 1) * STACK, CLONE_VM, NULL);
  pid_t child = !strcmp(how, "vfork") ? vfork() : fork();
  if (child == 0)
    begin(NULL);
  return child;
}

static void explode(void) {
  int ticket;
  while ((ticket = __atomic_fetch_add(&all->tickets, 1, __ATOMIC_SEQ_CST)) < ceiling)
    if (make(ticket) < 0) {
      all->error = errno;
      return;
    }
}

static void *map(size_t size) {
  void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED)
    exit(3);
  return memory;
}

int main(int argc, char **argv) {
  how = argc > 1 ? argv[1] : how;
  ceiling = argc > 2 ? atoi(argv[2]) : ceiling;
  all = map(sizeof *all);
  if (!strcmp(how, "clone"))
    stacks = map((size_t)ceiling * STACK);
  alarm(20);
  if (pipe2(until, O_CLOEXEC))
    return 1;
  explode();
  while (all->error == 0 && __atomic_load_n(&all->made, __ATOMIC_SEQ_CST) < ceiling)
    usleep(1000);
  printf("processes %d refused %s\n", all->made, error_name(all->error));
  return 0;
}
