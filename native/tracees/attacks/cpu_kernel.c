/* Attack 2: spends its time in the kernel.
 * Usage: cpu_kernel [getppid|zero]     (default getppid)
 *   getppid: the cheapest call, over and over; zero: reads 1 MiB blocks of /dev/zero, nearly all system time.
 * Report: TIME_LIMIT (cpu): user plus system time. Ends itself with SIGALRM after 20 s. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(int argc, char **argv) {
  static char block[1 << 20];
  alarm(20);
  if (argc > 1 && !strcmp(argv[1], "zero")) {
    int zero = open("/dev/zero", O_RDONLY);
    while (read(zero, block, sizeof block) > 0)
      continue;
    return 1;
  }
  for (;;)
    syscall(SYS_getppid);
}
