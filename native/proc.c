/* What /proc and the CPU clocks tell of a process; nothing here needs a privilege over its user but what says so. */
#include "run.h"
#include "kernel.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum { PATH_SIZE = 32, STATUS_SIZE = 8192, SMALL_SIZE = 1024, KIBIBYTE = 1024, CLOCK_USER = 1, CLOCK_BOTH = 0, CLOCK_EXACT = 2 };

/*
 * Reads a file of /proc/PID as text; answers its length or -errno. The kernel makes these texts as a whole, so one read
 * that has room tells everything.
 */
static int read_file(pid_t pid, const char *name, char *out, size_t size)
{
	char path[PATH_SIZE];

	snprintf(path, sizeof path, "/proc/%d/%s", pid, name);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	ssize_t length = read(fd, out, size - 1);
	int error = errno;
	close(fd);
	out[length < 0 ? 0 : length] = 0;
	return length < 0 ? -error : (int)length;
}

/* The number after a key at the beginning of a line, or -1. */
static int64_t number_after(const char *text, const char *key)
{
	const char *at = strstr(text, key);

	return at == NULL ? -1 : strtoll(at + strlen(key), NULL, 10);
}

static int64_t kibibytes_after(const char *text, const char *key)
{
	int64_t number = number_after(text, key);

	return number < 0 ? 0 : number * KIBIBYTE;
}

/* A set of signals, one bit each. */
static uint64_t signals_after(const char *text, const char *key)
{
	const char *at = strstr(text, key);

	return at == NULL ? 0 : strtoull(at + strlen(key), NULL, 16);
}

static void copy_name(char *to, const char *from)
{
	size_t length = strcspn(from, "\n");

	if (length >= ST_NAME_SIZE)
		length = ST_NAME_SIZE - 1;
	memcpy(to, from, length);
	to[length] = 0;
}

void proc_name(pid_t pid, char out[ST_NAME_SIZE])
{
	char text[ST_NAME_SIZE + 1];

	copy_name(out, read_file(pid, "comm", text, sizeof text) < 0 ? "" : text);
}

int proc_status(pid_t tid, struct proc_status *out)
{
	static const char name[] = "Name:\t";
	char text[STATUS_SIZE];
	int length = read_file(tid, "status", text, sizeof text);

	memset(out, 0, sizeof *out);
	if (length < 0)
		return length;
	if (strncmp(text, name, sizeof name - 1) == 0)
		copy_name(out->name, text + sizeof name - 1);
	out->peak_virtual = kibibytes_after(text, "\nVmPeak:");
	out->peak_memory = kibibytes_after(text, "\nVmHWM:");
	out->resident = kibibytes_after(text, "\nVmRSS:");
	out->voluntary = number_after(text, "\nvoluntary_ctxt_switches:");
	out->involuntary = number_after(text, "\nnonvoluntary_ctxt_switches:");
	out->pending = signals_after(text, "\nSigPnd:") | signals_after(text, "\nShdPnd:");
	return 0;
}

/* The fields of proc_pid_stat(5) after the name, which may contain anything. */
static const char *stat_fields(pid_t pid, char *text, size_t size)
{
	const char *end = read_file(pid, "stat", text, size) > 0 ? strrchr(text, ')') : NULL;

	return end != NULL && end[1] == ' ' ? end + 2 : NULL;
}

char proc_state(pid_t tid)
{
	char text[SMALL_SIZE];
	const char *fields = stat_fields(tid, text, sizeof text);

	return fields == NULL ? 0 : fields[0];
}

pid_t proc_parent(pid_t pid)
{
	char text[SMALL_SIZE];
	const char *fields = stat_fields(pid, text, sizeof text);
	int parent = 0;

	return fields != NULL && sscanf(fields, "%*c %d", &parent) == 1 ? parent : 0;
}

static pid_t status_number(pid_t tid, const char *key)
{
	char text[SMALL_SIZE]; /* the beginning is enough */
	int length = read_file(tid, "status", text, sizeof text);

	return length < 0 ? 0 : (pid_t)number_after(text, key);
}

pid_t proc_tracer(pid_t tid)
{
	return status_number(tid, "\nTracerPid:");
}

/* The line names it in every namespace, from ours to its own. */
pid_t proc_inner(pid_t tid)
{
	static const char key[] = "\nNSpid:";
	char text[STATUS_SIZE];
	pid_t last = 0;

	if (read_file(tid, "status", text, sizeof text) < 0)
		return 0;
	const char *at = strstr(text, key);
	for (at = at == NULL ? NULL : at + sizeof key - 1; at != NULL && *at != '\n' && *at != 0;) {
		char *end;
		long number = strtol(at, &end, 10);
		if (end == at)
			break;
		last = (pid_t)number;
		at = end;
		at += *at == '\n' ? 0 : strspn(at, "\t ");
	}
	return last;
}

pid_t proc_group(pid_t tid)
{
	return status_number(tid, "\nTgid:");
}

int proc_faults(pid_t pid, int64_t *minor, int64_t *major)
{
	char text[SMALL_SIZE];
	const char *fields = stat_fields(pid, text, sizeof text);
	long long found[2];

	if (fields == NULL || sscanf(fields, "%*c %*d %*d %*d %*d %*d %*u %lld %*u %lld", &found[0], &found[1]) != 2)
		return -ESRCH;
	*minor = found[0];
	*major = found[1];
	return 0;
}

/* Needs the right to trace: another user's process tells this to CAP_SYS_PTRACE only. */
int proc_transfer(pid_t pid, struct st_usage *out)
{
	char text[SMALL_SIZE];
	int length = read_file(pid, "io", text, sizeof text);

	if (length < 0)
		return length;
	out->read = number_after(text, "rchar:");
	out->written = number_after(text, "wchar:");
	out->storage_read = number_after(text, "\nread_bytes:");
	out->storage_written = number_after(text, "\nwrite_bytes:");
	return out->read < 0 || out->storage_written < 0 ? -ENODATA : 0;
}

/*
 * Needs the right to trace. The mode of the link tells what the descriptor may be used for. Raw calls: the C library's
 * stat() is a symbol that old ones do not have.
 */
bool proc_writes_file(pid_t pid, int descriptor)
{
	char path[2 * PATH_SIZE];
	struct stat link = {0};
	int64_t facts[ST_FILE_FACTS];

	snprintf(path, sizeof path, "/proc/%d/fd/%d", pid, descriptor);
	return syscall(SYS_newfstatat, AT_FDCWD, path, &link, AT_SYMLINK_NOFOLLOW) == 0 && (link.st_mode & S_IWUSR) != 0 &&
	       st_file(path, facts) == 0 && facts[ST_FILE_REGULAR];
}

static bool is_nameless(pid_t tid, const char *descriptor)
{
	char path[2 * PATH_SIZE];
	int64_t facts[ST_FILE_FACTS];

	snprintf(path, sizeof path, "/proc/%d/fd/%.*s", tid, PATH_SIZE / 2, descriptor);
	return st_file(path, facts) == 0 && facts[ST_FILE_REGULAR] && facts[ST_FILE_NAMES] == 0;
}

static bool any_nameless(pid_t tid, int directory)
{
	uint8_t entries[SMALL_SIZE] __attribute__((aligned(8)));
	long length;

	while ((length = syscall(SYS_getdents64, directory, entries, sizeof entries)) > 0)
		for (long at = 0; at < length;) {
			const struct kernel_dirent *entry = (const void *)(entries + at);
			if (entry->name[0] != '.' && is_nameless(tid, entry->name))
				return true;
			at += entry->length;
		}
	return false;
}

/* Needs the right to trace. */
bool proc_has_nameless(pid_t tid)
{
	char path[PATH_SIZE];

	snprintf(path, sizeof path, "/proc/%d/fd", tid);
	int directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (directory < 0)
		return false;
	bool found = any_nameless(tid, directory);
	close(directory);
	return found;
}

static int64_t statm_pages(pid_t pid, const char *format)
{
	char text[SMALL_SIZE];
	long long pages = 0;
	int length = read_file(pid, "statm", text, sizeof text);

	if (length < 0)
		return length;
	return sscanf(text, format, &pages) == 1 ? pages * sysconf(_SC_PAGESIZE) : -ENODATA;
}

int64_t proc_resident(pid_t pid)
{
	return statm_pages(pid, "%*d %lld");
}

int64_t proc_virtual(pid_t pid)
{
	return statm_pages(pid, "%lld");
}

/* Needs the right to trace, as proc_transfer() does, and walks all pages: about 20 ns each. */
int64_t proc_proportional(pid_t pid)
{
	char text[SMALL_SIZE];
	int length = read_file(pid, "smaps_rollup", text, sizeof text);

	return length < 0 ? length : kibibytes_after(text, "\nPss:");
}

/* See clock_getcpuclockid(3); of a process that has ended too, until it is reaped. */
static int64_t clock_of(pid_t pid, int which)
{
	struct timespec time;
	clockid_t clock = (clockid_t)((~(unsigned)pid << 3) | (unsigned)which);

	return clock_gettime(clock, &time) < 0 ? 0 : (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

int64_t cpu_total_of(pid_t pid)
{
	return clock_of(pid, CLOCK_EXACT);
}

/* The exact sum is divided as the ticks that were sampled divide it, which is what the kernel does for getrusage(2). */
void cpu_of(pid_t pid, int64_t *user, int64_t *system)
{
	int64_t exact = clock_of(pid, CLOCK_EXACT);
	int64_t both = clock_of(pid, CLOCK_BOTH), in_user = clock_of(pid, CLOCK_USER);

	if (in_user >= both) /* nothing was sampled in the kernel */
		*user = exact;
	else
		*user = (int64_t)((double)exact * ((double)in_user / (double)both));
	*system = exact - *user;
}
