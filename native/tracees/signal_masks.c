/* Blocks, queues, waits for, ignores signals, and is interrupted by them.
 * Usage: signal_masks
 * Report: OK; prints "blocked pending 1 delivered 0", "unblocked delivered 1", "queued 1 2 3" (three real-time
 *   signals, in order), "waited signo 10", "ignored ok", "restarted read 1" (SA_RESTART), "interrupted EINTR"
 *   (without). */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t delivered;
static volatile int order[8];

static void remember(int number, siginfo_t *info, void *context) {
  (void)number, (void)context;
  order[delivered++ % 8] = info->si_value.sival_int;
}

static void handle(int number, int flags) {
  struct sigaction action = {.sa_sigaction = remember, .sa_flags = SA_SIGINFO | flags};
  sigaction(number, &action, NULL);
}

static sigset_t only(int number) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, number);
  return set;
}

static void show_blocking(void) {
  sigset_t pending, usr1 = only(SIGUSR1);
  sigprocmask(SIG_BLOCK, &usr1, NULL);
  raise(SIGUSR1);
  sigpending(&pending);
  printf("blocked pending %d delivered %d\n", sigismember(&pending, SIGUSR1), (int)delivered);
  sigprocmask(SIG_UNBLOCK, &usr1, NULL);
  printf("unblocked delivered %d\n", (int)delivered);
}

static void show_queue(void) {
  sigset_t realtime = only(SIGRTMIN);
  sigprocmask(SIG_BLOCK, &realtime, NULL);
  delivered = 0;
  for (int value = 1; value <= 3; value++)
    sigqueue(getpid(), SIGRTMIN, (union sigval){.sival_int = value});
  sigprocmask(SIG_UNBLOCK, &realtime, NULL);
  printf("queued %d %d %d\n", order[0], order[1], order[2]);
}

static void show_waiting(void) {
  sigset_t usr1 = only(SIGUSR1);
  sigprocmask(SIG_BLOCK, &usr1, NULL);
  raise(SIGUSR1);
  printf("waited signo %d\n", sigwaitinfo(&usr1, NULL));
  signal(SIGTERM, SIG_IGN);
  raise(SIGTERM);
  printf("ignored ok\n");
}

/* A child writes well after the alarm, so that the alarm comes while the parent blocks in read. */
static void show_interruption(int flags, const char *name) {
  struct itimerval soon = {.it_value = {.tv_usec = 30000}};
  int ends[2];
  char byte;
  if (pipe(ends))
    return;
  handle(SIGALRM, flags);
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    usleep(200000);
    _exit(write(ends[1], "x", 1) != 1);
  }
  setitimer(ITIMER_REAL, &soon, NULL);
  ssize_t got = read(ends[0], &byte, 1);
  printf("%s %s\n", name, got == 1 ? "read 1" : errno == EINTR ? "EINTR" : "wrong");
  waitpid(child, NULL, 0);
}

int main(void) {
  handle(SIGUSR1, 0);
  handle(SIGRTMIN, 0);
  show_blocking();
  show_queue();
  show_waiting();
  show_interruption(SA_RESTART, "restarted");
  show_interruption(0, "interrupted");
  return 0;
}
