/* Attack 14: memory spread over processes, and memory that only looks like it.
 * Usage: mem_tree [private|shared|one_by_one] [N] [MIB] [MILLIS]     (default private 8 16 100)
 *   private: N children touch MIB MiB each and keep them; shared: the parent touches MIB MiB, then N children read
 *   every page; one_by_one: as private, but a child ends before the next one starts. Children keep the memory until
 *   all of them have it, and then for MILLIS.
 * Report: MEMORY_LIMIT when N * MIB is above the limit (private); OK for shared and one_by_one as long as MIB is
 *   below. Prints "children N each MIB MiB". Every process ends itself with SIGALRM after 20 s. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static size_t size;
static volatile char *memory;
static useconds_t keep = 100000;

static void touch(void) {
  memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED)
    _exit(3);
  for (size_t i = 0; i < size; i += 4096)
    memory[i] = 1;
}

/* Tells that it has the memory, and keeps it until the other end of the second pipe is closed. */
static void hold(int private, int have, int until) {
  char byte = 0;
  alarm(20);
  if (private)
    touch();
  for (size_t i = 0; i < size; i += 4096)
    byte = (char)(byte + memory[i]);
  if (write(have, &byte, 1) != 1 || read(until, &byte, 1) != 0)
    _exit(1);
  usleep(keep);
  _exit(0);
}

static int run(int private, int children) {
  int have[2], until[2], wrong = 0, status;
  char byte;
  if (pipe(have) || pipe(until))
    return 1;
  for (int i = 0; i < children; i++)
    if (fork() == 0) {
      close(until[1]);
      hold(private, have[1], until[0]);
    }
  close(have[1]);
  for (int i = 0; i < children; i++)
    wrong |= read(have[0], &byte, 1) != 1;
  close(until[1]);
  while (wait(&status) > 0)
    wrong |= status;
  close(have[0]);
  close(until[0]);
  return wrong != 0;
}

int main(int argc, char **argv) {
  const char *how = argc > 1 ? argv[1] : "private";
  int count = argc > 2 ? atoi(argv[2]) : 8, wrong = 0;
  int mib = argc > 3 ? atoi(argv[3]) : 16;
  size = (size_t)mib << 20;
  keep = argc > 4 ? (useconds_t)atoi(argv[4]) * 1000 : keep;
  alarm(20);
  if (!strcmp(how, "shared"))
    touch();
  if (strcmp(how, "one_by_one"))
    wrong = run(strcmp(how, "shared"), count);
  for (int i = 0; i < count && !strcmp(how, "one_by_one"); i++)
    wrong |= run(1, 1);
  printf("children %d each %d MiB\n", count, mib);
  return wrong;
}
