/* Does with memory, threads and signals what the runtime of Go does before and beside the program's own work.
 * Usage: like_go [THREADS] [MIB]     (default 8 16)
 *   Reserves its arenas and their index where it wants them, some 35 GiB that nobody may touch, and makes a part of them
 *   usable when it is needed; THREADS threads, each with a stack for signals, work in MIB MiB of the arenas, and are
 *   interrupted with SIGURG over and over; one more watches.
 * Report: OK, also when resident memory is limited to less than it reserves: prints "threads THREADS worked MIB MiB
 *   interrupted". Exit 3: not to be had, as under a limit on address space. Ends itself with SIGALRM after 20 s. */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { MIB = 1 << 20, ARENA = 64 * MIB, THREADS_MAX = 64, STACK = 32 << 10, MILLISECOND = 1000000 };

static int count = 8, mib = 16, interrupted;
static pthread_t threads[THREADS_MAX];
static pid_t tids[THREADS_MAX];
static char *arena;

static void *reserve(void *where, size_t size) {
  void *memory = mmap(where, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED)
    exit(3);
  return memory;
}

static void use(void *memory, size_t size) {
  if (mmap(memory, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) != memory)
    exit(3);
  madvise(memory, size, MADV_NOHUGEPAGE);
}

/* The index is as large as all addresses would need; the arena is the first of 64 MiB at the well-known address. */
static void prepare(void) {
  for (size_t size = (size_t)32 << 30; size >= (size_t)1 << 20; size >>= 3)
    use(reserve(NULL, size), 4096);
  arena = reserve((void *)0xc000000000, ARENA);
  use(arena, (size_t)mib * MIB);
}

static void preempt(int number) {
  (void)number;
  __atomic_fetch_add(&interrupted, 1, __ATOMIC_SEQ_CST);
  sched_yield();
}

static void *work(void *own) {
  size_t part = (size_t)mib * MIB / (size_t)count;
  int index = (int)((pid_t *)own - tids);
  char *memory = arena + (size_t)index * part;
  stack_t stack = {.ss_sp = malloc(STACK), .ss_size = STACK};
  sigaltstack(&stack, NULL);
  __atomic_store_n(&tids[index], (pid_t)syscall(SYS_gettid), __ATOMIC_SEQ_CST);
  while (__atomic_load_n(&interrupted, __ATOMIC_SEQ_CST) < 10 * count)
    memset(memory, index, part);
  madvise(memory, part, MADV_DONTNEED);
  return memory;
}

/* Go's own is called sysmon. */
static void *watch(void *unused) {
  while (__atomic_load_n(&interrupted, __ATOMIC_SEQ_CST) < 10 * count) {
    for (int i = 0; i < count; i++)
      if (__atomic_load_n(&tids[i], __ATOMIC_SEQ_CST))
        syscall(SYS_tgkill, getpid(), tids[i], SIGURG);
    nanosleep(&(struct timespec){.tv_nsec = MILLISECOND}, NULL);
  }
  return unused;
}

int main(int argc, char **argv) {
  struct sigaction action = {.sa_handler = preempt, .sa_flags = SA_ONSTACK | SA_RESTART};
  pthread_t watcher;
  count = argc > 1 ? atoi(argv[1]) : count;
  mib = argc > 2 ? atoi(argv[2]) : mib;
  if (count < 1 || count > THREADS_MAX || mib < 1 || mib > ARENA / MIB)
    return 2;
  alarm(20);
  prepare();
  sigaction(SIGURG, &action, NULL);
  if (pthread_create(&watcher, NULL, watch, NULL))
    return 3;
  for (int i = 0; i < count; i++)
    if (pthread_create(&threads[i], NULL, work, &tids[i]))
      return 3;
  for (int i = 0; i < count; i++)
    pthread_join(threads[i], NULL);
  pthread_join(watcher, NULL);
  printf("threads %d worked %d MiB interrupted\n", count, mib);
  return 0;
}
