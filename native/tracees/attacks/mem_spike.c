/* Attack 13: uses much memory for a moment, gives it back, and ends well.
 * Usage: mem_spike [MIB] [MILLIS]     (default 400 3)
 *   MILLIS: for how long it keeps the memory after it has touched the last page.
 * Report: MEMORY_LIMIT, or OK with a peak of at least MIB: prints "spike MIB MiB". Exit 3: no memory.
 *   Ends itself with SIGALRM after 20 s. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int main(int argc, char **argv) {
  size_t mib = argc > 1 ? (size_t)atol(argv[1]) : 400, size = mib << 20;
  alarm(20);
  volatile char *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED)
    return 3;
  for (size_t i = 0; i < size; i += 4096)
    memory[i] = 1;
  usleep((useconds_t)(1000 * (argc > 2 ? atoi(argv[2]) : 3)));
  munmap((void *)memory, size);
  printf("spike %zu MiB\n", mib);
  return 0;
}
