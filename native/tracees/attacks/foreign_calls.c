/* Attack 34: 64-bit code that makes calls of other interfaces.
 * Usage: foreign_calls [int80|x32] [DIRECTORY]     (default int80 x)
 *   int80: mkdir of i386, whose number is that of another call of x86-64; x32: mkdir with the bit of x32.
 * Report: FORBIDDEN with that interface named, when mkdir is denied. Prints "mkdir RESULT": 0 or the negative errno.
 *   Exit 3: not to be had on this machine. Ends itself with SIGALRM after 20 s. */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#if defined(__x86_64__)
enum { MKDIR_I386 = 39, MKDIR_X32 = 0x40000000 | 83 };

int main(int argc, char **argv) {
  long result;
  /* Where 32 bits reach. */
  char *path = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
  alarm(20);
  if (path == MAP_FAILED)
    return 3;
  strncpy(path, argc > 2 ? argv[2] : "x", 4095);
  if (argc > 1 && !strcmp(argv[1], "x32"))
    result = syscall(MKDIR_X32, path, 0700);
  else
    __asm__ volatile("int $0x80" : "=a"(result) : "a"(MKDIR_I386), "b"(path), "c"(0700L) : "memory", "r8", "r9", "r10", "r11");
  printf("mkdir %d\n", (int)result);
  return 0;
}
#else
int main(void) {
  return 3;
}
#endif
