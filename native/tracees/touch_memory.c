/* Touches a known amount of memory, page by page, in one of several ways.
 * Usage: touch_memory MIB [main|exec PROGRAM|vfork PROGRAM|child|thread|hold MILLIS|unmap]     (default main)
 *   exec: touches it, then becomes PROGRAM; vfork: a vfork child touches it, then becomes PROGRAM; child: a forked
 *   child touches it and ends; thread: a second thread touches it; hold: gives it back after MILLIS; unmap: gives it
 *   back at once.
 * Report: OK, the peak MIB plus a little; prints "touched BYTES peak_kib K", K the kernel's VmHWM of the main
 *   process (exec: nothing; vfork, child: the peak may be the child's). Ends itself with SIGALRM after 20 s. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static size_t size;
static volatile char *memory;

/* Huge pages would be more than what is touched at the ends. */
static void *touch(void *unused) {
  memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED)
    _exit(3);
  madvise((void *)memory, size, MADV_NOHUGEPAGE);
  for (size_t i = 0; i < size; i += 4096)
    memory[i] = 1;
  return unused;
}

static void touch_in_thread(void) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, touch, NULL) || pthread_join(thread, NULL))
    exit(1);
}

static void touch_in_child(void) {
  if (fork() == 0) {
    touch(NULL);
    _exit(0);
  }
  wait(NULL);
}

static void touch_in_vfork(char *program) {
  if (vfork() == 0) {
    touch(NULL);
    execl(program, program, NULL);
    _exit(1);
  }
  wait(NULL);
}

static int run(const char *how, char *argument) {
  if (!strcmp(how, "thread"))
    touch_in_thread();
  else if (!strcmp(how, "child"))
    touch_in_child();
  else if (!strcmp(how, "vfork") && argument)
    touch_in_vfork(argument);
  else
    touch(NULL);
  if (!strcmp(how, "exec") && argument)
    return execl(argument, argument, NULL);
  if (!strcmp(how, "hold") && argument)
    usleep((useconds_t)(1000 * atoi(argument)));
  if (!strcmp(how, "hold") || !strcmp(how, "unmap"))
    return munmap((void *)memory, size);
  return 0;
}

int main(int argc, char **argv) {
  char line[256];
  long peak = 0;
  if (argc < 2)
    return 2;
  size = (size_t)atol(argv[1]) << 20;
  alarm(20);
  if (run(argc > 2 ? argv[2] : "main", argc > 3 ? argv[3] : NULL))
    return 1;
  FILE *status = fopen("/proc/self/status", "r");
  while (status && fgets(line, sizeof line, status))
    sscanf(line, "VmHWM: %ld", &peak);
  printf("touched %zu peak_kib %ld\n", size, peak);
  return 0;
}
