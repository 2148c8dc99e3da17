/* Forks and waits N times, one child after the other; child i exits with i % 256.
 * Usage: many_children [N]     (default 100)
 * Report: OK; prints "children N elapsed_ns T". Exit 1: a child's code was wrong. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int main(int argc, char **argv) {
  int count = argc > 1 ? atoi(argv[1]) : 100;
  struct timespec start, end;
  clock_gettime(CLOCK_MONOTONIC, &start);
  for (int i = 0; i < count; i++) {
    int status;
    pid_t child = fork();
    if (child == 0)
      _exit(i % 256);
    if (waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) != i % 256)
      return 1;
  }
  clock_gettime(CLOCK_MONOTONIC, &end);
  printf("children %d elapsed_ns %lld\n", count,
         (end.tv_sec - start.tv_sec) * 1000000000LL + (end.tv_nsec - start.tv_nsec));
  return 0;
}
