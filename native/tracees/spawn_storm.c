/* A bounded storm: P processes at once that each fork R short-lived children and do not wait for them.
 * Usage: spawn_storm [P] [R]     (default 8 20)
 * Report: OK; prints "spawned N", N = P + P * R, when every process of it has ended (orphans included). */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* Every process of the storm holds the write end: its end of file says that all have ended. */
static void storm(int processes, int rounds, int out) {
  for (int i = 0; i < processes; i++) {
    if (fork())
      continue;
    for (int k = 0; k < rounds; k++)
      if (fork() == 0)
        _exit(write(out, "c", 1) != 1);
    _exit(write(out, "p", 1) != 1);
  }
}

int main(int argc, char **argv) {
  int processes = argc > 1 ? atoi(argv[1]) : 8;
  int rounds = argc > 2 ? atoi(argv[2]) : 20;
  int ends[2], spawned = 0;
  char byte;
  if (pipe(ends))
    return 1;
  storm(processes, rounds, ends[1]);
  close(ends[1]);
  while (read(ends[0], &byte, 1) == 1)
    spawned++;
  while (wait(NULL) > 0)
    continue;
  printf("spawned %d\n", spawned);
  return spawned != processes + processes * rounds;
}
