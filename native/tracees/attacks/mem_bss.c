/* Attack 12: 800 MiB of static data, which the program's file does not show.
 * Usage: mem_bss [touch]
 *   touch: writes to every page of it.
 * Report: OK as long as it is not touched: prints "static 800 MiB untouched"; MEMORY_LIMIT when it is, otherwise
 *   "static 800 MiB touched". Under a smaller limit on address space exec itself fails, after the old program is
 *   gone, and the kernel kills it (mem_bss_huge: without a limit). Ends itself with SIGALRM after 20 s. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { MIB = 1 << 20, SIZE = 800 };

static volatile char data[SIZE * (size_t)MIB];

int main(int argc, char **argv) {
  int touch = argc > 1 && !strcmp(argv[1], "touch");
  alarm(20);
  for (size_t i = 0; touch && i < sizeof data; i += 4096)
    data[i] = 1;
  printf("static %d MiB %s\n", SIZE, touch ? "touched" : "untouched");
  return data[4096] != touch;
}
