/* Sends itself signals in every way and prints what its SA_SIGINFO handlers were told.
 * Usage: signals
 * Report: OK. Lines "NAME signo N code C self S value V": self 1 when si_pid is the own pid, value si_value or si_status.
 *   kill 10 SI_USER · tgkill 15 SI_TKILL · sigqueue 12 SI_QUEUE value 42 · timer 14 SI_TIMER value 7 · alarm 14 SI_KERNEL ·
 *   exited 17 CLD_EXITED value 7 · killed 17 CLD_KILLED value 9 · fault 11 SEGV_MAPERR. Then the mask tests
 *   "blocked pending 1 delivered 0", "unblocked delivered 1", "queued 1 2 3", "waited signo 10 code 0", "ignored ok",
 *   "restarted read 1", "interrupted EINTR". A signal that never comes ends the run after 5 s with SIGKILL by itself. */
#define _GNU_SOURCE
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t delivered;
static volatile siginfo_t last;
static volatile int order[8];
static sigjmp_buf after_fault;
static int *volatile nowhere;

static void remember(int number, siginfo_t *info, void *context) {
  (void)context;
  memcpy((void *)&last, info, sizeof *info);
  order[delivered++ % 8] = info->si_value.sival_int;
  if (number == SIGSEGV)
    siglongjmp(after_fault, 1);
}

static void handle(int number, int flags) {
  struct sigaction action = {.sa_sigaction = remember, .sa_flags = SA_SIGINFO | flags};
  sigaction(number, &action, NULL);
}

/* All signals are blocked but for the time of the wait, so that none is missed. */
static void await_and_show(const char *name) {
  sigset_t none;
  sigemptyset(&none);
  while (!delivered)
    sigsuspend(&none);
  int child = last.si_signo == SIGCHLD;
  int value = child ? last.si_status : last.si_code < 0 && last.si_code != SI_TKILL ? last.si_value.sival_int : 0;
  int self = !child && last.si_code != SI_TIMER && last.si_code <= 0 && last.si_pid == getpid();
  printf("%s signo %d code %d self %d value %d\n", name, last.si_signo, last.si_code, self, value);
  fflush(stdout);
  delivered = 0;
}

static void start_timer(void) {
  struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM, .sigev_value = {.sival_int = 7}};
  struct itimerspec soon = {.it_value = {.tv_nsec = 10000000}};
  timer_t timer;
  if (!timer_create(CLOCK_MONOTONIC, &event, &timer))
    timer_settime(timer, 0, &soon, NULL);
}

static void start_alarm(void) {
  struct itimerval soon = {.it_value = {.tv_usec = 10000}};
  setitimer(ITIMER_REAL, &soon, NULL);
}

static void show_kinds(void) {
  kill(getpid(), SIGUSR1);
  await_and_show("kill");
  syscall(SYS_tgkill, getpid(), syscall(SYS_gettid), SIGTERM);
  await_and_show("tgkill");
  sigqueue(getpid(), SIGUSR2, (union sigval){.sival_int = 42});
  await_and_show("sigqueue");
  start_timer();
  await_and_show("timer");
  start_alarm();
  await_and_show("alarm");
}

static void show_children(void) {
  if (fork() == 0)
    _exit(7);
  await_and_show("exited");
  wait(NULL);
  pid_t child = fork();
  while (child == 0)
    pause();
  kill(child, SIGKILL);
  await_and_show("killed");
  wait(NULL);
}

static void show_fault(void) {
  if (!sigsetjmp(after_fault, 1))
    *nowhere = 1;
  printf("fault signo %d code %d address %lu\n", last.si_signo, last.si_code, (unsigned long)(uintptr_t)last.si_addr);
  delivered = 0;
}

static void show_masks(void) {
  sigset_t pending, usr1, realtime;
  sigemptyset(&usr1);
  sigaddset(&usr1, SIGUSR1);
  raise(SIGUSR1);
  sigpending(&pending);
  printf("blocked pending %d delivered %d\n", sigismember(&pending, SIGUSR1), (int)delivered);
  sigprocmask(SIG_UNBLOCK, &usr1, NULL);
  printf("unblocked delivered %d\n", (int)delivered);
  sigprocmask(SIG_BLOCK, &usr1, NULL);
  delivered = 0;
  for (int value = 1; value <= 3; value++)
    sigqueue(getpid(), SIGRTMIN, (union sigval){.sival_int = value});
  sigemptyset(&realtime);
  sigaddset(&realtime, SIGRTMIN);
  sigprocmask(SIG_UNBLOCK, &realtime, NULL);
  printf("queued %d %d %d\n", order[0], order[1], order[2]);
  siginfo_t info;
  raise(SIGUSR1);
  sigwaitinfo(&usr1, &info);
  printf("waited signo %d code %d\n", info.si_signo, info.si_code == SI_TKILL ? 0 : info.si_code);
  signal(SIGTERM, SIG_IGN);
  raise(SIGTERM);
  printf("ignored ok\n");
}

/* A child writes after the alarm, so that the read of the parent is hit while it blocks. */
static void show_interruption(int flags, const char *name) {
  int ends[2];
  char byte;
  sigset_t all;
  if (pipe(ends))
    return;
  handle(SIGALRM, flags);
  if (fork() == 0) {
    usleep(100000);
    _exit(write(ends[1], "x", 1) != 1);
  }
  start_alarm();
  sigemptyset(&all);
  sigaddset(&all, SIGALRM);
  sigprocmask(SIG_UNBLOCK, &all, NULL);
  ssize_t got = read(ends[0], &byte, 1);
  printf("%s %s\n", name, got == 1 ? "read 1" : errno == EINTR ? "EINTR" : "wrong");
  while (wait(NULL) < 0 && errno == EINTR)
    continue;
}

int main(void) {
  static const int handled[] = {SIGUSR1, SIGUSR2, SIGTERM, SIGALRM, SIGCHLD, SIGSEGV};
  sigset_t all;
  for (size_t i = 0; i < sizeof handled / sizeof *handled; i++)
    handle(handled[i], SA_RESTART);
  handle(SIGRTMIN, 0);
  sigfillset(&all);
  sigdelset(&all, SIGSEGV);
  sigprocmask(SIG_SETMASK, &all, NULL);
  pid_t parent = getpid();
  pid_t watchdog = fork();
  if (watchdog == 0) {
    sleep(5);
    kill(parent, SIGKILL);
    _exit(0);
  }
  show_kinds();
  show_children();
  show_fault();
  show_masks();
  show_interruption(SA_RESTART, "restarted");
  show_interruption(0, "interrupted");
  kill(watchdog, SIGKILL);
  waitpid(watchdog, NULL, 0);
  return 0;
}
