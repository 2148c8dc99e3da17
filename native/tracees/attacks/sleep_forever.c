/* Attack 7: uses no processor time and never ends.
 * Usage: sleep_forever [pause|sleep|futex|read|stdin|poll|sigsuspend|blocked|vfork|child|threads]     (default pause)
 *   read: from a pipe of its own; stdin: reads stdin until there is a byte; blocked: with every signal blocked;
 *   vfork: a vfork child pauses, so that the parent waits uninterruptibly in the kernel; child: waits for a child
 *   that pauses; threads: the main thread has ended, a second one pauses.
 * Report: TIME_LIMIT with wall (or idle, where set) as cause, processor time near 0, every process dead. */
#define _GNU_SOURCE
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void pause_for_ever(void) {
  for (;;)
    pause();
}

static void sleep_long(void) {
  nanosleep(&(struct timespec){.tv_sec = 1000000}, NULL);
}

static void wait_on_futex(void) {
  int word = 0;
  syscall(SYS_futex, &word, 0 /* FUTEX_WAIT */, 0, NULL, NULL, 0);
}

static void read_empty_pipe(void) {
  int ends[2];
  char byte;
  if (!pipe(ends) && read(ends[0], &byte, 1) < 0)
    exit(1);
}

static void read_stdin(void) {
  char byte;
  while (read(0, &byte, 1) != 1)
    poll(NULL, 0, 1000);
}

static void poll_nothing(void) {
  poll(NULL, 0, -1);
}

static void suspend(void) {
  sigset_t none;
  sigemptyset(&none);
  sigsuspend(&none);
}

static void pause_blocked(void) {
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, NULL);
  pause_for_ever();
}

static void wait_in_vfork(void) {
  if (vfork() == 0)
    pause_for_ever();
}

static void wait_for_child(void) {
  if (fork() == 0)
    pause_for_ever();
  wait(NULL);
}

static void *pause_in_thread(void *unused) {
  pause_for_ever();
  return unused;
}

static void leave_a_thread(void) {
  pthread_t thread;
  pthread_create(&thread, NULL, pause_in_thread, NULL);
  pthread_exit(NULL);
}

int main(int argc, char **argv) {
  static const struct {
    const char *name;
    void (*wait)(void);
  } ways[] = {
      {"pause", pause_for_ever}, {"sleep", sleep_long},     {"futex", wait_on_futex},  {"read", read_empty_pipe},
      {"stdin", read_stdin},     {"poll", poll_nothing},    {"sigsuspend", suspend},   {"blocked", pause_blocked},
      {"vfork", wait_in_vfork},  {"child", wait_for_child}, {"threads", leave_a_thread},
  };
  for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
    if (!strcmp(ways[i].name, argc > 1 ? argv[1] : "pause"))
      for (;;)
        ways[i].wait();
  return 2;
}
