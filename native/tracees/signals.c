/* Sends itself signals in every way and prints what its SA_SIGINFO handlers were told.
 * Usage: signals
 * Report: OK. Lines "NAME signo N code C self S value V": self 1 when si_pid is the own pid, value si_value or
 *   si_status. kill 10 SI_USER · tgkill 15 SI_TKILL · sigqueue 12 SI_QUEUE value 42 · timer 14 SI_TIMER value 7 ·
 *   alarm 14 SI_KERNEL · exited 17 CLD_EXITED value 7 · killed 17 CLD_KILLED value 9 · fault 11 SEGV_MAPERR address 0.
 *   A signal that is swallowed makes it wait for ever. */
#define _GNU_SOURCE
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
static sigjmp_buf after_fault;
static int *volatile nowhere;

static void remember(int number, siginfo_t *info, void *context) {
  (void)context;
  memcpy((void *)&last, info, sizeof *info);
  delivered = 1;
  if (number == SIGSEGV)
    siglongjmp(after_fault, 1);
}

static void handle(int number) {
  struct sigaction action = {.sa_sigaction = remember, .sa_flags = SA_SIGINFO};
  sigaction(number, &action, NULL);
}

/* All signals are blocked but for the time of the wait, so that none is missed. */
static void await_and_show(const char *name) {
  sigset_t none;
  sigemptyset(&none);
  while (!delivered)
    sigsuspend(&none);
  int child = last.si_signo == SIGCHLD;
  int has_value = last.si_code == SI_QUEUE || last.si_code == SI_TIMER;
  int value = child ? last.si_status : has_value ? last.si_value.sival_int : 0;
  int self = !child && last.si_code != SI_TIMER && last.si_code <= 0 && last.si_pid == getpid();
  printf("%s signo %d code %d self %d value %d\n", name, last.si_signo, last.si_code, self, value);
  fflush(stdout);
  delivered = 0;
}

static void start_timer(void) {
  struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM};
  event.sigev_value.sival_int = 7;
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
  unsigned long address = (unsigned long)(uintptr_t)last.si_addr;
  printf("fault signo %d code %d address %lu\n", last.si_signo, last.si_code, address);
  delivered = 0;
}

int main(void) {
  static const int handled[] = {SIGUSR1, SIGUSR2, SIGTERM, SIGALRM, SIGCHLD, SIGSEGV};
  sigset_t all;
  for (size_t i = 0; i < sizeof handled / sizeof *handled; i++)
    handle(handled[i]);
  sigfillset(&all);
  sigdelset(&all, SIGSEGV);
  sigprocmask(SIG_SETMASK, &all, NULL);
  show_kinds();
  show_children();
  show_fault();
  return 0;
}
