/* Writes a few bytes to stdout and stderr, without a C library: its own start would cost more than a whole launch.
 * Usage: few_bytes
 * Report: OK, exit code 0, "abcdefgh" on stdout and "abcd" on stderr. Exit 3 when a write fails. */
#include <asm/unistd.h>

static long call(long number, long a, long b, long c) {
#if defined(__x86_64__)
  long result;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "a"(number), "D"(a), "S"(b), "d"(c)
                   : "rcx", "r11", "memory");
  return result;
#elif defined(__aarch64__)
  register long x0 __asm__("x0") = a;
  register long x1 __asm__("x1") = b;
  register long x2 __asm__("x2") = c;
  register long x8 __asm__("x8") = number;
  __asm__ volatile("svc #0" : "+r"(x0) : "r"(x1), "r"(x2), "r"(x8) : "memory");
  return x0;
#else
#error "few_bytes.c: no system call for this architecture"
#endif
}

void _start(void) {
  long written = call(__NR_write, 1, (long)"abcdefgh", 8) + call(__NR_write, 2, (long)"abcd", 4);
  call(__NR_exit_group, written == 12 ? 0 : 3, 0, 0);
}
