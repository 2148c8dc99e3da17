/* x86-64: raw system calls, the raw clone, and where a stopped thread keeps the number of its system call. */
#ifndef SANDTRAP_ARCH_H
#define SANDTRAP_ARCH_H

#include <elf.h>
#include <linux/audit.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <errno.h>
#include <unistd.h>

/* A system call that touches neither errno nor any other memory of libc: all that the child may use. */
static inline long raw6(long number, long a, long b, long c, long d, long e, long f)
{
	long result;
	register long r10 __asm__("r10") = d;
	register long r8 __asm__("r8") = e;
	register long r9 __asm__("r9") = f;

	__asm__ volatile("syscall"
			 : "=a"(result)
			 : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
			 : "rcx", "r11", "memory");
	return result;
}

/*
 * clone(2) or clone3(2) as the kernel has them, with two arguments: the child starts on the stack it is given, which
 * child_stack() has prepared. libc's clone() would do more than is safe for a child that shares the memory of a JVM.
 */
static inline long raw_start(long number, long a, long b)
{
	long result;
	register long r10 __asm__("r10") = 0;
	register long r8 __asm__("r8") = 0;

	__asm__ volatile("syscall\n\t"
			 "test %%rax, %%rax\n\t"
			 "jnz 1f\n\t"
			 "xor %%ebp, %%ebp\n\t"
			 "pop %%rax\n\t"
			 "pop %%rdi\n\t"
			 "call *%%rax\n\t"
			 "mov %%eax, %%edi\n\t"
			 "mov %[exit], %%eax\n\t"
			 "syscall\n\t"
			 "ud2\n\t" /* should rules refuse even that: it must not go on as its parent */
			 "1:\n\t"
			 : "=a"(result)
			 : "a"(number), "D"(a), "S"(b), "d"(0L), "r"(r10), "r"(r8), [exit] "i"(SYS_exit_group)
			 : "rcx", "r11", "memory");
	return result;
}

/* The number of the system call that a stopped thread is in, or -1; of a 32-bit program as well. */
static inline long arch_call(pid_t tid)
{
	errno = 0;
	long number = ptrace(PTRACE_PEEKUSER, tid, offsetof(struct user_regs_struct, orig_rax), 0);
	return errno != 0 ? -1 : (int)number;
}

static inline long arch_peek(pid_t tid, size_t offset)
{
	return ptrace(PTRACE_PEEKUSER, tid, offset, 0);
}

/* What the call returned that a stopped thread has just made; a 32-bit result is extended to 64 bits. */
static inline long arch_result(pid_t tid)
{
	long result = arch_peek(tid, offsetof(struct user_regs_struct, rax));

	return arch_peek(tid, offsetof(struct user_regs_struct, cs)) == 0x23 ? (int)result : result;
}

/* Argument 0 to 2 of the call that a stopped thread is in. Code of 32 bits is told by its segment: for int 0x80 in
 * 64-bit code this would be wrong, which changes what is measured but nothing that is allowed. */
static inline uint64_t arch_argument(pid_t tid, int index)
{
	static const size_t wide[] = {offsetof(struct user_regs_struct, rdi), offsetof(struct user_regs_struct, rsi),
				      offsetof(struct user_regs_struct, rdx)};
	static const size_t narrow[] = {offsetof(struct user_regs_struct, rbx), offsetof(struct user_regs_struct, rcx),
					offsetof(struct user_regs_struct, rdx)};

	if (arch_peek(tid, offsetof(struct user_regs_struct, cs)) == 0x23)
		return (uint32_t)arch_peek(tid, narrow[index]);
	return (uint64_t)arch_peek(tid, wide[index]);
}

/* At an exec stop: the interface of the new program, by the number that the kernel pretends it was started with. */
static inline int arch_program(pid_t tid)
{
	if (arch_peek(tid, offsetof(struct user_regs_struct, cs)) == 0x23)
		return ST_OF_32_BITS;
	return (arch_peek(tid, offsetof(struct user_regs_struct, orig_rax)) & __X32_SYSCALL_BIT) != 0 ? ST_OF_X32 : ST_OF_64_BITS;
}

/* The same by what the header of its file says. */
static inline int arch_program_of(uint8_t bits, uint16_t machine)
{
	if (bits != ELFCLASS32)
		return ST_OF_64_BITS;
	return machine == EM_386 ? ST_OF_32_BITS : ST_OF_X32;
}

/* The interface of a call, as PTRACE_GET_SYSCALL_INFO tells of it. */
static inline int arch_interface(uint32_t arch, uint64_t number)
{
	if (arch == AUDIT_ARCH_I386)
		return ST_OF_32_BITS;
	return (number & __X32_SYSCALL_BIT) != 0 ? ST_OF_X32 : ST_OF_64_BITS;
}

/* The number of a call in the table of its interface. */
static inline uint32_t arch_own_number(uint32_t arch, uint64_t number)
{
	return arch == AUDIT_ARCH_I386 ? (uint32_t)number : (uint32_t)number & ~(uint32_t)__X32_SYSCALL_BIT;
}

/* At the end of a call: it returns this. */
static inline void arch_set_result(pid_t tid, long result)
{
	ptrace(PTRACE_POKEUSER, tid, offsetof(struct user_regs_struct, rax), result);
}

/* At a seccomp stop: the call is not made and returns this. */
static inline void arch_skip(pid_t tid, long result)
{
	ptrace(PTRACE_POKEUSER, tid, offsetof(struct user_regs_struct, orig_rax), -1L);
	arch_set_result(tid, result);
}

static inline void arch_refuse(pid_t tid, int error)
{
	arch_skip(tid, (long)-error);
}

/* Gives a call of this interface other arguments, or the thread its own ones back. */
static inline void arch_set_arguments(pid_t tid, uint32_t arch, const uint64_t arguments[6])
{
	static const size_t wide[] = {
		offsetof(struct user_regs_struct, rdi), offsetof(struct user_regs_struct, rsi), offsetof(struct user_regs_struct, rdx),
		offsetof(struct user_regs_struct, r10), offsetof(struct user_regs_struct, r8), offsetof(struct user_regs_struct, r9),
	};
	static const size_t narrow[] = {
		offsetof(struct user_regs_struct, rbx), offsetof(struct user_regs_struct, rcx), offsetof(struct user_regs_struct, rdx),
		offsetof(struct user_regs_struct, rsi), offsetof(struct user_regs_struct, rdi), offsetof(struct user_regs_struct, rbp),
	};

	for (int i = 0; i < 6; i++)
		ptrace(PTRACE_POKEUSER, tid, arch == AUDIT_ARCH_I386 ? narrow[i] : wide[i], arguments[i]);
}

#endif
