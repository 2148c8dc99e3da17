/* Uses a known amount of processor time, by the kernel's clock of its own processes.
 * Usage: burn_cpu MILLIS [user|kernel|threads N|children N|orphan|killed]     (default user)
 *   kernel: reads /dev/zero; threads, children: N of them use MILLIS each, the others wait; orphan: a grandchild
 *   whose parent has ended uses MILLIS, while the main process waits for it; killed: a child uses it, from its
 *   start to its end without a signal or any other reason to stop for a tracer, and is killed in the middle of it.
 * Report: OK; prints "cpu_ns T", T the sum over its processes at their ends: the supervisor's sum is this and the
 *   little that comes after. Every process ends itself with SIGALRM after 60 s. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long wanted, *ended; /* nanoseconds; what the processes used that have ended */
static int zero = -1;            /* the kernel's time is asked for when it is open */

static long long used(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void burn(clockid_t clock) {
  static char block[64 << 10];
  while (used(clock) < wanted) {
    if (zero >= 0 && read(zero, block, sizeof block) < 0)
      exit(1);
    for (volatile int turns = 0; zero < 0 && turns < 20000; turns++)
      continue;
  }
}

static void *burn_in_thread(void *unused) {
  burn(CLOCK_THREAD_CPUTIME_ID);
  return unused;
}

static void end(void) {
  __atomic_fetch_add(ended, used(CLOCK_PROCESS_CPUTIME_ID), __ATOMIC_SEQ_CST);
  _exit(0);
}

static void burn_in_threads(int count) {
  pthread_t threads[count];
  for (int i = 0; i < count; i++)
    if (pthread_create(&threads[i], NULL, burn_in_thread, NULL))
      exit(1);
  for (int i = 0; i < count; i++)
    pthread_join(threads[i], NULL);
}

static void burn_in_children(int count, int orphans) {
  int ends[2];
  char byte;
  if (pipe(ends))
    exit(1);
  for (int i = 0; i < count; i++)
    if (fork() == 0) {
      alarm(240);
      if (orphans && fork())
        end();
      alarm(240);
      burn(CLOCK_PROCESS_CPUTIME_ID);
      end();
    }
  close(ends[1]);
  while (read(ends[0], &byte, 1) > 0 || wait(NULL) > 0) /* the last one that ends closes the pipe */
    continue;
}

/* The child leaves word of how much it has used as long as it can. */
static void burn_until_killed(void) {
  pid_t child = fork();
  if (child == 0) {
    alarm(240);
    for (;;) {
      burn(CLOCK_PROCESS_CPUTIME_ID);
      wanted += 100000;
      __atomic_store_n(ended, used(CLOCK_PROCESS_CPUTIME_ID), __ATOMIC_SEQ_CST);
    }
  }
  while (__atomic_load_n(ended, __ATOMIC_SEQ_CST) < wanted)
    usleep(1000);
  kill(child, SIGKILL);
  wait(NULL);
}

int main(int argc, char **argv) {
  const char *how = argc > 2 ? argv[2] : "user";
  int count = argc > 3 ? atoi(argv[3]) : 1;
  char line[64];
  if (argc < 2)
    return 2;
  wanted = atol(argv[1]) * 1000000LL;
  ended = mmap(NULL, sizeof *ended, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (ended == MAP_FAILED)
    return 1;
  alarm(240);
  if (!strcmp(how, "kernel"))
    zero = open("/dev/zero", O_RDONLY);
  if (!strcmp(how, "threads"))
    burn_in_threads(count);
  else if (!strcmp(how, "children") || !strcmp(how, "orphan"))
    burn_in_children(count, !strcmp(how, "orphan"));
  else if (!strcmp(how, "killed"))
    burn_until_killed();
  else
    burn(CLOCK_PROCESS_CPUTIME_ID);
  int length = snprintf(line, sizeof line, "cpu_ns %lld\n", *ended + used(CLOCK_PROCESS_CPUTIME_ID));
  return write(1, line, (size_t)length) != length;
}
