/* Makes a tree of processes; every parent checks the exit codes of its own children.
 * Usage: fork_tree [DEPTH WIDTH]     (default 3 2)
 * Report: OK; prints "processes N", N = 1 + W + W^2 + … + W^DEPTH. Exit 1: a parent saw a wrong code.
 *   Child number i at depth d exits with (10 * d + i) % 100 + 100, so that codes differ. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static int *processes;

static int code_of(int depth, int index) {
  return (10 * depth + index) % 100 + 100;
}

/* Returns 0 when every child of this process ended with the code it was told to end with. */
static int grow(int depth, int width) {
  pid_t children[width + 1];
  __atomic_fetch_add(processes, 1, __ATOMIC_SEQ_CST);
  if (depth == 0)
    return 0;
  for (int i = 0; i < width; i++) {
    children[i] = fork();
    if (children[i] < 0)
      return 1;
    if (children[i] == 0)
      _exit(grow(depth - 1, width) ? 1 : code_of(depth, i));
  }
  int wrong = 0;
  for (int i = 0; i < width; i++) {
    int status;
    wrong |= waitpid(children[i], &status, 0) != children[i];
    wrong |= !WIFEXITED(status) || WEXITSTATUS(status) != code_of(depth, i);
  }
  return wrong;
}

int main(int argc, char **argv) {
  int depth = argc > 1 ? atoi(argv[1]) : 3;
  int width = argc > 2 ? atoi(argv[2]) : 2;
  processes = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (processes == MAP_FAILED)
    return 2;
  int wrong = grow(depth, width);
  printf("processes %d\n", *processes);
  return wrong;
}
