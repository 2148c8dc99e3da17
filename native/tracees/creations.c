/* Makes a process or thread in one of all the ways there are, and says what became of it.
 * Usage: creations WAY
 *   By the library, processes: fork, vfork, clone, posix_spawn, system, popen; threads: pthread, timer.
 *   By system calls that no library makes, processes: raw_fork, raw_vfork, raw_clone, raw_clone_vm, raw_clone_parent,
 *   raw_clone3; threads: raw_thread, raw_thread3.
 *   In x86-64 by calls of other interfaces, processes: fork_80, vfork_80, clone_80, clone3_80, fork_x32, vfork_x32,
 *   clone_x32; threads: thread_80, thread_x32.
 * Report: OK; prints "WAY made", or "WAY ERROR" where it was refused. Exit 3: this machine has no such way.
 *   Ends itself with SIGALRM after 20 s. */
#define _GNU_SOURCE
#include "error_name.h"
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

struct arguments { /* clone_args, first version (5.3) */
  uint64_t flags, pidfd, child_tid, parent_tid, exit_signal, stack, stack_size, tls;
};

enum { THREAD = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM };

/* Makes a call whose child, on the same stack, ends without touching it. */
#if defined(__x86_64__)
static long start(long number, long a, long b) {
  long result;
  register long r10 __asm__("r10") = 0, r8 __asm__("r8") = 0;
  __asm__ volatile("syscall\n\ttest %%rax, %%rax\n\tjnz 1f\n\tmov $60, %%eax\n\txor %%edi, %%edi\n\tsyscall\n1:"
                   : "=a"(result)
                   : "a"(number), "D"(a), "S"(b), "d"(0L), "r"(r10), "r"(r8)
                   : "rcx", "r11", "memory", "cc");
  return result;
}

static long start_80(long number, long a, long b) {
  long result;
  __asm__ volatile("int $0x80\n\ttest %%eax, %%eax\n\tjnz 1f\n\tmov $1, %%eax\n\txor %%ebx, %%ebx\n\tint $0x80\n1:"
                   : "=a"(result)
                   : "a"(number), "b"(a), "c"(b), "d"(0L), "S"(0L), "D"(0L)
                   : "r8", "r9", "r10", "r11", "memory", "cc");
  return (int)result;
}
#elif defined(__i386__)
static long start(long number, long a, long b) {
  long result;
  __asm__ volatile("int $0x80\n\ttest %%eax, %%eax\n\tjnz 1f\n\tmov $1, %%eax\n\txor %%ebx, %%ebx\n\tint $0x80\n1:"
                   : "=a"(result)
                   : "a"(number), "b"(a), "c"(b), "d"(0L), "S"(0L), "D"(0L)
                   : "memory", "cc");
  return result;
}
#else
static long start(long number, long a, long b) {
  register long x8 __asm__("x8") = number, x0 __asm__("x0") = a, x1 __asm__("x1") = b;
  register long x2 __asm__("x2") = 0, x3 __asm__("x3") = 0, x4 __asm__("x4") = 0;
  __asm__ volatile("svc 0\n\tcbnz x0, 1f\n\tmov x8, #93\n\tsvc 0\n1:"
                   : "+r"(x0)
                   : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4)
                   : "memory", "cc");
  return x0;
}
#endif

static long start_by_clone3(uint64_t flags, uint64_t signal) {
  struct arguments arguments = {.flags = flags, .exit_signal = signal};
  return start(SYS_clone3, (long)(intptr_t)&arguments, sizeof arguments);
}

static int end(void *unused) {
  (void)unused;
  _exit(0);
}

static long by_clone(void) {
  static char stack[65536] __attribute__((aligned(16)));
  return clone(end, stack + sizeof stack, SIGCHLD, NULL);
}

/* Ends itself at once; a child of vfork() would otherwise come back on its parent's stack. */
static long by_vfork(void) {
  pid_t child = vfork();
  if (child == 0)
    _exit(0);
  return child;
}

static long by_fork(void) {
  pid_t child = fork();
  if (child == 0)
    _exit(0);
  return child;
}

static long failure(int error) {
  errno = error;
  return error ? -1 : 0;
}

static long by_posix_spawn(void) {
  char *command[] = {"true", NULL};
  pid_t child = 0;
  return failure(posix_spawn(&child, "/bin/true", NULL, NULL, command, environ));
}

static long by_popen(void) {
  FILE *pipe = popen("exit 0", "r");
  return pipe == NULL ? -1 : pclose(pipe);
}

static void *finish(void *unused) {
  return unused;
}

static long by_pthread(void) {
  pthread_t thread;
  int error = pthread_create(&thread, NULL, finish, NULL);
  return error ? failure(error) : failure(pthread_join(thread, NULL));
}

static volatile int expired;

static void expire(union sigval unused) {
  (void)unused;
  expired = 1;
}

static long by_timer(void) {
  struct sigevent event = {.sigev_notify = SIGEV_THREAD, .sigev_notify_function = expire};
  struct itimerspec soon = {.it_value = {.tv_nsec = 1000000}};
  timer_t timer;
  if (timer_create(CLOCK_MONOTONIC, &event, &timer) || timer_settime(timer, 0, &soon, NULL))
    return -1;
  while (!expired)
    nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
  return 0;
}

static const long none = -4242;

static long by_library(const char *way) {
  if (!strcmp(way, "fork"))
    return by_fork();
  if (!strcmp(way, "vfork"))
    return by_vfork();
  if (!strcmp(way, "clone"))
    return by_clone();
  if (!strcmp(way, "posix_spawn"))
    return by_posix_spawn();
  if (!strcmp(way, "system"))
    return system("exit 0");
  if (!strcmp(way, "popen"))
    return by_popen();
  if (!strcmp(way, "pthread"))
    return by_pthread();
  return !strcmp(way, "timer") ? by_timer() : none;
}

static long by_call(const char *way) {
#if defined(__x86_64__) || defined(__i386__)
  if (!strcmp(way, "raw_fork"))
    return start(SYS_fork, 0, 0);
  if (!strcmp(way, "raw_vfork"))
    return start(SYS_vfork, 0, 0);
#endif
  if (!strcmp(way, "raw_clone"))
    return start(SYS_clone, SIGCHLD, 0);
  if (!strcmp(way, "raw_clone_vm"))
    return start(SYS_clone, CLONE_VM | SIGCHLD, 0);
  if (!strcmp(way, "raw_clone_parent"))
    return start(SYS_clone, CLONE_PARENT | SIGCHLD, 0);
  if (!strcmp(way, "raw_clone3"))
    return start_by_clone3(0, SIGCHLD);
  if (!strcmp(way, "raw_thread"))
    return start(SYS_clone, THREAD, 0);
  return !strcmp(way, "raw_thread3") ? start_by_clone3(THREAD, 0) : none;
}

static long by_other_interface(const char *way) {
#if defined(__x86_64__)
  enum { X32 = 0x40000000, FORK_80 = 2, VFORK_80 = 190, CLONE_80 = 120, CLONE3_80 = 435 };
  if (!strcmp(way, "fork_80"))
    return start_80(FORK_80, 0, 0);
  if (!strcmp(way, "vfork_80"))
    return start_80(VFORK_80, 0, 0);
  if (!strcmp(way, "clone_80"))
    return start_80(CLONE_80, SIGCHLD, 0);
  if (!strcmp(way, "clone3_80"))
    return start_80(CLONE3_80, 0, 0);
  if (!strcmp(way, "thread_80"))
    return start_80(CLONE_80, THREAD, 0);
  if (!strcmp(way, "fork_x32"))
    return start(X32 | SYS_fork, 0, 0);
  if (!strcmp(way, "vfork_x32"))
    return start(X32 | SYS_vfork, 0, 0);
  if (!strcmp(way, "clone_x32"))
    return start(X32 | SYS_clone, SIGCHLD, 0);
  if (!strcmp(way, "thread_x32"))
    return start(X32 | SYS_clone, THREAD, 0);
#endif
  (void)way;
  return none;
}

int main(int argc, char **argv) {
  const char *way = argc > 1 ? argv[1] : "fork";
  alarm(20);
  long result = by_library(way);
  if (result == -1)
    result = -errno;
  if (result == none)
    result = by_call(way);
  if (result == none)
    result = by_other_interface(way);
  if (result == none)
    return 3;
  if (result > 0)
    waitpid((pid_t)result, NULL, __WALL); /* of a thread or a sibling there is nothing to wait for */
  printf("%s %s\n", way, result < 0 ? error_name((int)-result) : "made");
  return 0;
}
