/* Attack 34: code that makes calls of another interface than its program's.
 * Usage: foreign_calls [int80|x32|far|fork80|spawn80|exit80] [DIRECTORY]     (default int80 x)
 *   In 64 bits: int80: mkdir of i386, whose number is that of another call of x86-64; x32: mkdir with the bit of x32;
 *   far: jumps to a code segment of 32 bits, makes mkdir there and comes back; fork80: fork of i386, whose number is
 *   open of x86-64; spawn80: int80 in a child that has just been forked; exit80: exit of i386, number 1, with 7.
 *   In 32 bits: far: jumps to a code segment of 64 bits and makes mkdir of x86-64 there.
 * Report: a guard refuses it, with its interface named; FORBIDDEN where a rule denies the call, or "foreign". Prints
 *   "mkdir RESULT" or "fork RESULT": 0 or more, or the negative errno. Exit 3: not to be had on this machine.
 *   Ends itself with SIGALRM after 20 s. */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__x86_64__) || defined(__i386__)
enum { EXIT_I386 = 1, FORK_I386 = 2, MKDIR_I386 = 39, MKDIR_X86_64 = 83, MKDIR_X32 = 0x40000000 | 83, PAGE = 4096 };

/* Where 32 bits reach, and where code can be put. */
static uint8_t *low_page(void) {
#ifdef MAP_32BIT
  int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT;
#else
  int flags = MAP_PRIVATE | MAP_ANONYMOUS;
#endif
  uint8_t *page = mmap(NULL, PAGE, PROT_READ | PROT_WRITE | PROT_EXEC, flags, -1, 0);
  if (page == MAP_FAILED)
    exit(3);
  return page;
}
#endif

#if defined(__x86_64__)
static long call80(long number, long first, long second) {
  long result;
  __asm__ volatile("int $0x80"
                   : "=a"(result)
                   : "a"(number), "b"(first), "c"(second)
                   : "memory", "r8", "r9", "r10", "r11");
  return (int)result;
}

/* Copies this into low memory: far return to segment 0x23, int 0x80, far return to segment 0x33. */
extern const uint8_t far_begin[], far_end[];
__asm__(".section .rodata\n"
        "far_begin:\n"
        "  mov %rsp, %r12\n"
        "  mov %rdx, %rsp\n"            /* a stack in the same low page */
        "  lea 1f(%rip), %r13\n"
        "  push $0x23\n"
        "  push %r13\n"
        "  lretq\n"
        ".code32\n"
        "1: int $0x80\n"
        "  push $0x33\n"
        "  call 2f\n"
        "2: addl $(3f - 2b), (%esp)\n"
        "  lret\n"
        ".code64\n"
        "3: mov %r12, %rsp\n"
        "  ret\n"
        "far_end:\n"
        ".text\n");

static long call_far(uint8_t *page, const char *path) {
  long result;
  memcpy(page, far_begin, (size_t)(far_end - far_begin));
  __asm__ volatile("call *%[code]"
                   : "=a"(result)
                   : "a"(MKDIR_I386), "b"(path), "c"(0700L), "d"(page + PAGE - 256), [code] "S"(page)
                   : "memory", "cc", "r8", "r9", "r10", "r11", "r12", "r13", "rdi", "rbp");
  return (int)result;
}

static long make(const char *how, uint8_t *page, const char *path) {
  if (!strcmp(how, "x32"))
    return syscall(MKDIR_X32, path, 0700);
  return !strcmp(how, "far") ? call_far(page, path) : call80(MKDIR_I386, (long)path, 0700);
}

static int fork80(void) {
  long child = call80(FORK_I386, 0, 0);
  if (child == 0)
    _exit(0);
  printf("fork %ld\n", child < 0 ? child : 1);
  return 0;
}

/* The child makes its call before its parent can say anything else. */
static int spawn80(uint8_t *page, const char *path) {
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    printf("mkdir %ld\n", make("int80", page, path));
    fflush(stdout);
    _exit(0);
  }
  return waitpid(child, NULL, 0) == child ? 0 : 1;
}
#elif defined(__i386__)
extern const uint8_t far_begin[], far_end[];
__asm__(".section .rodata\n"
        "far_begin:\n"
        "  push $0x33\n"
        "  call 1f\n"
        "1: addl $(2f - 1b), (%esp)\n"
        "  lret\n"
        ".code64\n"
        "2: mov %ebx, %edi\n"
        "  mov %ecx, %esi\n"
        "  syscall\n"
        "  push $0x23\n"
        "  lea 3f(%rip), %rcx\n"
        "  push %rcx\n"
        "  lretq\n"
        ".code32\n"
        "3: ret\n"
        "far_end:\n"
        ".text\n");

static long make(const char *how, uint8_t *page, const char *path) {
  long result;
  uint8_t *code = page + PAGE / 2;
  (void)how;
  memcpy(code, far_begin, (size_t)(far_end - far_begin));
  __asm__ volatile("push %%ebx\n\tpush %%ebp\n\tmov %[path], %%ebx\n\tcall *%[code]\n\tpop %%ebp\n\tpop %%ebx"
                   : "=a"(result)
                   : "a"(MKDIR_X86_64), [path] "d"(path), "c"(0700L), [code] "S"(code)
                   : "memory", "cc", "edi");
  return result;
}
#endif

#if defined(__x86_64__) || defined(__i386__)
int main(int argc, char **argv) {
  const char *how = argc > 1 ? argv[1] : "int80";
  uint8_t *page = low_page();
  char *path = (char *)page + PAGE / 4;
  alarm(20);
  strncpy(path, argc > 2 ? argv[2] : "x", PAGE / 4 - 1);
#if defined(__x86_64__)
  if (!strcmp(how, "fork80"))
    return fork80();
  if (!strcmp(how, "spawn80"))
    return spawn80(page, path);
  if (!strcmp(how, "exit80"))
    return (int)call80(EXIT_I386, 7, 0) < 0 ? 0 : 1;
#endif
  printf("mkdir %ld\n", make(how, page, path));
  return 0;
}
#else
int main(void) {
  return 3;
}
#endif
