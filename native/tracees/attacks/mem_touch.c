/* Attack 10: takes more and more memory and writes to all of it.
 * Usage: mem_touch [STEP] [TOTAL] [memset|populate|huge]     (MiB; default 1 1024 memset)
 *   memset: malloc and memset, STEP by STEP; populate: the kernel makes the pages, without a fault for each;
 *   huge: huge pages where the host allows them, one fault for 2 MiB: the quickest ways to use memory.
 * Report: MEMORY_LIMIT, the peak within 1 MiB or 2 % of it (populate, huge: or within a few steps). Prints
 *   "touched N MiB", exits 0 at TOTAL; "refused at N MiB" and exit 3 when there is no more.
 *   Ends itself with SIGALRM after 20 s. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const char *how = "memset";

static char *take(size_t size) {
  int flags = MAP_PRIVATE | MAP_ANONYMOUS | (!strcmp(how, "populate") ? MAP_POPULATE : 0);
  char *memory = !strcmp(how, "memset") ? malloc(size) : mmap(NULL, size, PROT_READ | PROT_WRITE, flags, -1, 0);
  if (memory == NULL || memory == MAP_FAILED)
    return NULL;
  if (!strcmp(how, "huge"))
    madvise(memory, size, MADV_HUGEPAGE);
  if (strcmp(how, "populate"))
    memset(memory, 0x5a, size);
  return memory;
}

int main(int argc, char **argv) {
  long step = argc > 1 ? atol(argv[1]) : 1;
  long total = argc > 2 ? atol(argv[2]) : 1024;
  static char *volatile last; /* so that nobody finds the memory to be unused */
  if (argc > 3)
    how = argv[3];
  alarm(20);
  for (long touched = 0; touched < total; touched += step) {
    last = take((size_t)step << 20);
    if (last == NULL) {
      printf("refused at %ld MiB\n", touched);
      return 3;
    }
  }
  printf("touched %ld MiB\n", total);
  return 0;
}
