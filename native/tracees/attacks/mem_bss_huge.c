/* Attack 12: static data so big (64 TiB) that exec fails for it, after the old program is gone.
 * Usage: mem_bss_huge
 * Report: MEMORY_LIMIT where memory is limited, though the kernel killed it (SIGSEGV or SIGKILL) before its first
 *   instruction. Exit code 0 where the kernel promises any amount of memory (vm.overcommit_memory 1). */
#if defined(__x86_64__)
__asm__(".globl _start\n_start:\n\txor %edi, %edi\n\tmov $231, %eax\n\tsyscall\n");
#elif defined(__aarch64__)
__asm__(".globl _start\n_start:\n\tmov x0, #0\n\tmov x8, #94\n\tsvc #0\n");
#else
#error "mem_bss_huge.c: no _start for this architecture"
#endif
__asm__(".bss\n.balign 4096\n.skip 0x400000000000\n");
