/* Attack 17: needs more stack than there is.
 * Usage: stack_overflow [recursion|far|thread|handled] [MIB]     (default recursion; MIB 64, for far)
 *   recursion: calls itself for ever; far: a local array of MIB MiB, of which the lowest byte is written, far below
 *   the stack; thread: recursion on the stack of a thread, 256 KiB; handled: recursion, SIGSEGV handled on a stack
 *   of its own: prints "overflow handled" and exits 42.
 * Report: RUNTIME_ERROR SIGSEGV, marked as a stack overflow: the address is near the stack's end (far: below it);
 *   handled: NONZERO_EXIT 42. "survived" and exit 1: the stack was big enough. A stack above 256 MiB is cut to that.
 *   Ends itself with SIGALRM after 20 s. */
#define _GNU_SOURCE
#include <alloca.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static volatile unsigned long depth;

static unsigned long recurse(unsigned long turns) {
  volatile char frame[256];
  frame[turns % sizeof frame] = (char)turns;
  depth = turns;
  return turns == (unsigned long)-1 ? turns : recurse(turns + 1) + (unsigned long)frame[0];
}

static void *recurse_in_thread(void *unused) {
  recurse(0);
  return unused;
}

static void start_thread(void) {
  pthread_attr_t small;
  pthread_t thread;
  pthread_attr_init(&small);
  pthread_attr_setstacksize(&small, 256 << 10);
  if (pthread_create(&thread, &small, recurse_in_thread, NULL) == 0)
    pthread_join(thread, NULL);
}

static void touch_far(size_t size) {
  volatile char *array = alloca(size);
  array[0] = 1;
}

static void end_well(int number) {
  static const char line[] = "overflow handled\n";
  (void)number;
  _exit(write(1, line, sizeof line - 1) < 0 ? 1 : 42);
}

static void handle(void) {
  static char other[64 << 10];
  struct sigaction action = {.sa_handler = end_well, .sa_flags = SA_ONSTACK};
  sigaltstack(&(stack_t){.ss_sp = other, .ss_size = sizeof other}, NULL);
  sigaction(SIGSEGV, &action, NULL);
}

static void cut_stack(void) {
  struct rlimit limit;
  getrlimit(RLIMIT_STACK, &limit);
  if (limit.rlim_cur > 256 << 20)
    limit.rlim_cur = 256 << 20;
  setrlimit(RLIMIT_STACK, &limit);
}

int main(int argc, char **argv) {
  const char *how = argc > 1 ? argv[1] : "recursion";
  alarm(20);
  cut_stack();
  if (!strcmp(how, "far"))
    touch_far((size_t)(argc > 2 ? atol(argv[2]) : 64) << 20);
  else if (!strcmp(how, "thread"))
    start_thread();
  else {
    if (!strcmp(how, "handled"))
      handle();
    recurse(0);
  }
  puts("survived");
  return 1;
}
