/*
 * Calls getppid(2) with the addresses of values of many types in its registers, for a policy to read and to write.
 * usage: memory_values [other]    other: as another user, where it may; process_vm_readv(2) is refused then
 */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { OTHER = 65534 };

static struct values {
	int8_t byte;
	uint8_t unsigned_byte;
	int16_t word;
	uint16_t unsigned_word;
	int32_t number;
	uint32_t unsigned_number;
	int64_t wide;
	float real;
	double precise;
	char text[32];
	const char *list[4];
} values = {-5, 250, -5000, 60000, -5000000, 4000000000U, -5000000000LL, 1.5F, -2.25, "h\303\244llo", {"one", "two", "three"}};

static const char constant[] = "constant";

int main(int count, char **arguments)
{
	(void)arguments;
	if (count > 1 && setgid(OTHER) == 0 && setuid(OTHER) == 0)
		prctl(PR_SET_DUMPABLE, 1); /* as an exec would, which the change of the user has taken away */

	/* The last page before one that is not mapped: a text without an end. */
	char *pages = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	munmap(pages + 4096, 4096);
	memset(pages, 'x', 4096);
	syscall(SYS_getppid, &values, values.list, constant, pages + 4090, 16, sizeof(struct values));
	printf("%d %lld %g %g %s %s\n", values.number, (long long)values.wide, (double)values.real, values.precise, values.text,
	       constant);
	return 0;
}
