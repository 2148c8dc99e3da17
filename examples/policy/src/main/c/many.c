/* Asks for its own number again and again.
 * Usage: many TIMES */
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(int argc, char **argv) {
  for (int i = argc > 1 ? atoi(argv[1]) : 1; i > 0; i--)
    syscall(SYS_getpid);
  return 0;
}
