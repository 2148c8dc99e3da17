/* aarch64: raw system calls, the raw clone, and where a stopped thread keeps the number of its system call. */
#ifndef SANDTRAP_ARCH_H
#define SANDTRAP_ARCH_H

#include <elf.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>

#ifndef NT_ARM_SYSTEM_CALL
#define NT_ARM_SYSTEM_CALL 0x404
#endif

/* A system call that touches neither errno nor any other memory of libc: all that the child may use. */
static inline long raw6(long number, long a, long b, long c, long d, long e, long f)
{
	register long x8 __asm__("x8") = number;
	register long x0 __asm__("x0") = a;
	register long x1 __asm__("x1") = b;
	register long x2 __asm__("x2") = c;
	register long x3 __asm__("x3") = d;
	register long x4 __asm__("x4") = e;
	register long x5 __asm__("x5") = f;

	__asm__ volatile("svc 0"
			 : "+r"(x0)
			 : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
			 : "memory");
	return x0;
}

/*
 * clone(2) or clone3(2) as the kernel has them, with two arguments: the child starts on the stack it is given, which
 * child_stack() has prepared. libc's clone() would do more than is safe for a child that shares the memory of a JVM.
 */
static inline long raw_start(long number, long a, long b)
{
	register long x8 __asm__("x8") = number;
	register long x0 __asm__("x0") = a;
	register long x1 __asm__("x1") = b;
	register long x2 __asm__("x2") = 0;
	register long x3 __asm__("x3") = 0;
	register long x4 __asm__("x4") = 0;

	__asm__ volatile("svc 0\n\t"
			 "cbnz x0, 1f\n\t"
			 "mov x29, xzr\n\t"
			 "ldp x9, x0, [sp], #16\n\t"
			 "blr x9\n\t"
			 "mov x8, %[exit]\n\t"
			 "svc 0\n\t"
			 "brk #0\n\t" /* should rules refuse even that: it must not go on as its parent */
			 "1:\n\t"
			 : "+r"(x0)
			 : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), [exit] "i"(SYS_exit_group)
			 : "x9", "x30", "memory");
	return x0;
}

/* The number of the system call that a stopped thread is in, or -1; of a 32-bit program as well. */
static inline long arch_call(pid_t tid)
{
	int number = -1;
	struct iovec io = {.iov_base = &number, .iov_len = sizeof number};

	return ptrace(PTRACE_GETREGSET, tid, NT_ARM_SYSTEM_CALL, &io) == 0 ? number : -1;
}

/* Registers of a stopped thread; of a 32-bit program the first are where those of a 64-bit one are, half as wide. */
struct arch_registers {
	union {
		uint64_t wide[34];
		uint32_t narrow[18];
	};
	size_t size;
};

static inline int arch_registers(pid_t tid, struct arch_registers *out)
{
	struct iovec io = {.iov_base = out->wide, .iov_len = sizeof out->wide};
	int result = (int)ptrace(PTRACE_GETREGSET, tid, NT_PRSTATUS, &io);

	out->size = io.iov_len;
	return result;
}

/* What the call returned that a stopped thread has just made; a 32-bit result is extended to 64 bits. */
static inline long arch_result(pid_t tid)
{
	struct arch_registers registers;

	if (arch_registers(tid, &registers) < 0)
		return 0;
	return registers.size == sizeof registers.narrow ? (int)registers.narrow[0] : (long)registers.wide[0];
}

/* Argument 0 to 2 of the call that a stopped thread is in. */
static inline uint64_t arch_argument(pid_t tid, int index)
{
	struct arch_registers registers;

	if (arch_registers(tid, &registers) < 0)
		return 0;
	return registers.size == sizeof registers.narrow ? registers.narrow[index] : registers.wide[index];
}

/* Code of 64 bits cannot make calls of 32, so that no call is foreign. */
static inline int arch_program(pid_t tid)
{
	(void)tid;
	return ST_OF_64_BITS;
}

static inline int arch_program_of(uint8_t bits, uint16_t machine)
{
	(void)bits;
	(void)machine;
	return ST_OF_64_BITS;
}

static inline int arch_interface(uint32_t arch, uint64_t number)
{
	(void)arch;
	(void)number;
	return ST_OF_64_BITS;
}

/* The number of a call in the table of its interface. */
static inline uint32_t arch_own_number(uint32_t arch, uint64_t number)
{
	(void)arch;
	return (uint32_t)number;
}

static inline void arch_set_registers(pid_t tid, const uint64_t *values, int count)
{
	struct arch_registers registers;

	if (arch_registers(tid, &registers) < 0)
		return;
	struct iovec io = {.iov_base = registers.wide, .iov_len = registers.size};
	for (int i = 0; i < count; i++) {
		if (registers.size == sizeof registers.narrow)
			registers.narrow[i] = (uint32_t)values[i];
		else
			registers.wide[i] = values[i];
	}
	ptrace(PTRACE_SETREGSET, tid, NT_PRSTATUS, &io);
}

/* At the end of a call: it returns this. */
static inline void arch_set_result(pid_t tid, long result)
{
	uint64_t value = (uint64_t)result;

	arch_set_registers(tid, &value, 1);
}

/* At a seccomp stop: the call is not made and returns this. */
static inline void arch_skip(pid_t tid, long result)
{
	int none = -1;
	struct iovec number = {.iov_base = &none, .iov_len = sizeof none};

	ptrace(PTRACE_SETREGSET, tid, NT_ARM_SYSTEM_CALL, &number);
	arch_set_result(tid, result);
}

static inline void arch_refuse(pid_t tid, int error)
{
	arch_skip(tid, (long)-error);
}

/* Gives a call other arguments, or the thread its own ones back. At the end of a call the first is where its result is. */
static inline void arch_set_arguments(pid_t tid, uint32_t arch, const uint64_t arguments[6])
{
	(void)arch;
	arch_set_registers(tid, arguments, 6);
}

#endif
