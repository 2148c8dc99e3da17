/* Attack 11 (which is none): reserves far more address space than there is memory, and uses little.
 * Usage: mem_reserve [none|noreserve] [GIB]     (default none 100)
 *   none: PROT_NONE, as Go and the JVM reserve; noreserve: MAP_NORESERVE and writable, as sanitizers do.
 *   Writes to 10 MiB of it, spread over the whole.
 * Report: OK under a limit on resident memory: prints "reserved GIB GiB touched 10 MiB". Under a limit on address
 *   space "refused ENOMEM", exit code 3. Ends itself with SIGALRM after 20 s. */
#define _GNU_SOURCE
#include "../error_name.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { MIB = 1 << 20, TOUCHED = 10 };

int main(int argc, char **argv) {
  int none = argc < 2 || !strcmp(argv[1], "none");
  size_t gib = argc > 2 ? (size_t)atol(argv[2]) : 100, size = gib * 1024 * MIB;
  alarm(20);
  char *memory = mmap(NULL, size, none ? PROT_NONE : PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) {
    printf("refused %s\n", error_name(errno));
    return 3;
  }
  madvise(memory, size, MADV_NOHUGEPAGE); /* a huge page would be more than the MiB that is meant */
  for (size_t i = 0; i < TOUCHED; i++) {
    char *part = memory + i * (size / TOUCHED / MIB) * MIB;
    if (mprotect(part, MIB, PROT_READ | PROT_WRITE))
      return 1;
    memset(part, 0x5a, MIB);
  }
  printf("reserved %zu GiB touched %d MiB\n", gib, TOUCHED);
  return 0;
}
