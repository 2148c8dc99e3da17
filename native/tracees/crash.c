/* Crashes. Compiled with -O0 -g, so that function and line are exact.
 * Usage: crash [null|readonly|jump|div|abort|ill|stack|trap|bus|align|kernel_address]    (default null)
 * Report: RUNTIME_ERROR with signal, si_code and fault address:
 *   null SIGSEGV SEGV_MAPERR address 0x10 in write_through_null, crash.c:24 ·
 *   readonly SIGSEGV SEGV_ACCERR · jump SIGSEGV SEGV_MAPERR address 0x1000 ·
 *   div SIGFPE FPE_INTDIV (aarch64 does not trap: exit 9) · abort SIGABRT SI_TKILL ·
 *   ill SIGILL ILL_ILLOPN or ILL_ILLOPC · stack SIGSEGV near the stack limit · trap SIGTRAP SI_KERNEL (x86) ·
 *   bus SIGBUS BUS_ADRERR · align SIGBUS BUS_ADRALN, no address (x86-64 only, else exit 9) ·
 *   kernel_address SIGSEGV SI_KERNEL, no address (64-bit non-canonical). */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static volatile int zero = 0;
static const int constant = 7;

/* The tests name this function and its line. */
static void write_through_null(void) {
  volatile int *pointer = (volatile int *)(uintptr_t)(0x10 + zero);
  *pointer = 1; _Static_assert(__LINE__ == 24, "the comment above and the tests name this line");
}

static void write_readonly(void) {
  *(volatile int *)(uintptr_t)&constant = 8;
}

static void jump_nowhere(void) {
  void (*function)(void) = (void (*)(void))(uintptr_t)(0x1000 + zero);
  function();
}

static void divide_by_zero(void) {
  zero = 1000 / zero; /* 1 / zero would become comparisons */
}

static void illegal_instruction(void) {
  __builtin_trap();
}

static int overflow_stack(int depth) {
  volatile char frame[4096];
  frame[0] = (char)depth;
  return zero ? frame[0] : overflow_stack(depth + 1) + frame[0];
}

static void breakpoint_trap(void) {
#if defined(__x86_64__) || defined(__i386__)
  __asm__ volatile("int3");
#elif defined(__aarch64__)
  __asm__ volatile("brk #0");
#endif
}

static void touch_beyond_end_of_file(void) {
  FILE *file = tmpfile();
  char *page = file ? mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, fileno(file), 0) : MAP_FAILED;
  if (page == MAP_FAILED)
    exit(8);
  zero = *(volatile char *)page;
}

static void misaligned_access(void) {
#if defined(__x86_64__)
  static char bytes[16];
  volatile int *odd = (volatile int *)(uintptr_t)(bytes + 1);
  __asm__ volatile("pushfq\n\torl $0x40000, (%%rsp)\n\tpopfq\n\tmovl (%0), %%eax" : : "r"(odd) : "eax", "memory", "cc");
#endif
}

static void touch_kernel_address(void) {
  zero = *(volatile int *)(UINTPTR_MAX / 2 + 1 + (uintptr_t)zero);
}

int main(int argc, char **argv) {
  static const struct {
    const char *name;
    void (*crash)(void);
  } ways[] = {
      {"null", write_through_null}, {"readonly", write_readonly},         {"jump", jump_nowhere},
      {"div", divide_by_zero},      {"abort", abort},                     {"ill", illegal_instruction},
      {"trap", breakpoint_trap},    {"bus", touch_beyond_end_of_file},    {"align", misaligned_access},
      {"kernel_address", touch_kernel_address},
  };
  const char *way = argc > 1 ? argv[1] : "null";
  if (!strcmp(way, "stack"))
    return overflow_stack(0);
  for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
    if (!strcmp(way, ways[i].name))
      ways[i].crash();
  return 9;
}
