/*
 * Plans for the launcher that nobody would make: namespaces, mounts, identities and texts as a generator of numbers has
 * them. Whatever they say, the run ends: with the program's end, or with the step that failed; and nobody is left. The
 * generator begins with the same number every time, or with the one that is given.
 *
 * For this check everything that is mounted is read-only, as a plan may say to make directories anywhere. Mounts are made in
 * a namespace of their own only, and no path is given away.
 */
#include "runs.h"
#include <fcntl.h>
#include <linux/sched.h>
#include <sys/mount.h>
#include <unistd.h>

#ifndef SYS_mount_setattr
#define SYS_mount_setattr 442
#endif

enum { ROUNDS = 250, MOUNTS = 12, TEXTS = 2048, LONG_TEXT = 300, GROUPS = 5 };

static uint64_t state;
static struct st_isolation wanted;
static _Alignas(8) uint8_t texts[TEXTS + 1024];
static uint32_t length;
static uint32_t ends, failures;

static uint32_t below(uint32_t bound)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (uint32_t)(state >> 11) % bound;
}

static uint32_t say(const char *text)
{
	uint32_t at = length;

	memcpy(texts + at, text, strlen(text) + 1);
	length += (uint32_t)strlen(text) + 1;
	return at;
}

/* A path that is there, one that is not, one that leads out, one that is none. */
static uint32_t say_path(void)
{
	static const char *const known[] = {
	    "/usr", "/bin", "/lib", "/lib64", "/proc", "/dev/null", "/dev", "/etc/passwd", "/tmp", "/", "", ".", "..", "//", "/..",
	    "/../../tmp", "/usr/../usr/bin", "usr", "/not/there", "/usr/bin/env/below", "/new/directory/of/some/depth", "/usr/",
	    "/\xff\xfe", "/a\nb", "/proc/self/root", "/proc/self/fd/0", "/sys", "relative/../..",
	};
	char made[LONG_TEXT + 1];

	if (length > TEXTS - LONG_TEXT || below(8) != 0)
		return say(known[below(sizeof known / sizeof *known)]);
	uint32_t size = 1 + below(LONG_TEXT);
	for (uint32_t i = 0; i < size; i++)
		made[i] = (char)(below(6) == 0 ? '/' : (int)(1 + below(255)));
	made[0] = '/';
	made[size] = 0;
	return say(made);
}

static bool write_map(const char *file, const char *text)
{
	int fd = open(file, O_WRONLY | O_CLOEXEC);
	bool written = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);

	close(fd);
	return written;
}

/* As root of a user namespace, where this is not root itself. */
static bool become_root(void)
{
	char users[64], groups[64];

	snprintf(users, sizeof users, "0 %u 1", geteuid());
	snprintf(groups, sizeof groups, "0 %u 1", getegid());
	return geteuid() == 0 ||
	       (unshare(CLONE_NEWUSER) == 0 && write_map("/proc/self/setgroups", "deny") &&
		write_map("/proc/self/uid_map", users) && write_map("/proc/self/gid_map", groups));
}

/* All but /proc, in which the launch writes what the ids in a user namespace are. */
static bool make_read_only(void)
{
	uint64_t read_only[4] = {1, 0, 0, 0}, writable[4] = {0, 1, 0, 0}; /* set and clear MOUNT_ATTR_RDONLY */

	return unshare(CLONE_NEWNS) == 0 && mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
	       syscall(SYS_mount_setattr, AT_FDCWD, "/", 0x8000 /* AT_RECURSIVE */, read_only, sizeof read_only) == 0 &&
	       syscall(SYS_mount_setattr, AT_FDCWD, "/proc", 0, writable, sizeof writable) == 0 && access("/tmp", W_OK) != 0;
}

static void mount_things(void)
{
	struct st_mount mounts[MOUNTS] = {0};
	uint32_t count = below(MOUNTS + 1);

	for (uint32_t i = 0; i < count; i++) {
		mounts[i].kind = below(5);
		mounts[i].flags = below(16);
		mounts[i].source = say_path();
		mounts[i].target = say_path();
	}
	length = (length + 7) & ~7U;
	wanted.mount_count = count;
	wanted.mounts = length;
	memcpy(texts + length, mounts, count * sizeof *mounts);
	length += count * (uint32_t)sizeof *mounts;
}

static void become_somebody(void)
{
	static const uint32_t ids[] = {0, 1, 65533, 65534, 100000, 0x7fffffff, 0x80000000, 0xfffffffe};
	uint32_t groups[GROUPS];

	wanted.identity = 1;
	wanted.user = ids[below(sizeof ids / sizeof *ids)];
	wanted.group = ids[below(sizeof ids / sizeof *ids)];
	wanted.group_count = below(GROUPS + 1);
	for (uint32_t i = 0; i < wanted.group_count; i++)
		groups[i] = ids[below(sizeof ids / sizeof *ids)];
	length = (length + 7) & ~7U;
	wanted.groups = length;
	memcpy(texts + length, groups, wanted.group_count * sizeof *groups);
	length += wanted.group_count * (uint32_t)sizeof *groups;
}

static void make_plan(void)
{
	static const uint32_t kinds[] = {CLONE_NEWPID, CLONE_NEWNS, CLONE_NEWIPC, CLONE_NEWNET, CLONE_NEWUTS};

	memset(&wanted, 0, sizeof wanted);
	length = 0;
	for (unsigned i = 0; i < sizeof kinds / sizeof *kinds; i++)
		wanted.namespaces |= below(2) ? kinds[i] : 0;
	if (below(4) == 0)
		wanted.namespaces |= CLONE_NEWUSER;
	/* The loopback interface of the machine is up, and is left alone. */
	wanted.loopback = (wanted.namespaces & CLONE_NEWNET) != 0 && below(2);
	if ((wanted.namespaces & CLONE_NEWNS) != 0 && below(4) != 0) {
		wanted.staging = 1 + (below(4) == 0 ? say_path() : say("/tmp"));
		mount_things();
	}
	if (below(6) == 0)
		wanted.jail = 1 + say_path();
	if (below(3) == 0)
		become_somebody();
	wanted.drop_capabilities = below(2);
	isolation = &wanted;
	isolation_text = texts;
	isolation_length = (length + 7) & ~7U;
}

/* The program may end in any way: a root of its own need not have it, nor its loader. */
static void try_plan(void)
{
	static const char *const programs[] = {"/bin/true", "/bin/sh", "/usr/bin/true", "/not/there", "", "/"};

	make_plan();
	hold_millis = below(20) == 0 ? 5 : 0;
	int64_t run = spawn(programs[below(sizeof programs / sizeof *programs)], "exit 3", below(5) == 0 ? "/" : NULL);
	bool ended = false, failed = false, finished = false;
	while (!finished) {
		int size = st_next(run, ST_GO_ON);
		CHECK(size > 0);
		for (int at = 0; at < size;) {
			struct st_record record;
			memcpy(&record, view_of(run)->records + at, sizeof record);
			CHECK(record.own_size >= sizeof record && (int)record.own_size <= size - at);
			ended |= record.kind == ST_MAIN_ENDED;
			failed |= record.kind == ST_SETUP_FAILED;
			CHECK(record.kind != ST_SETUP_FAILED || record.value > 0);
			CHECK(record.kind != ST_BROKEN && record.kind != ST_STOLEN);
			finished |= record.kind == ST_FINISHED;
			at += (int)record.own_size;
		}
	}
	CHECK(ended || failed);
	ends += ended;
	failures += failed;
	finish(run);
}

int main(int argc, char **argv)
{
	state = argc > 1 ? strtoull(argv[1], NULL, 0) : 20261201;
	CHECK(state != 0);
	if (!become_root() || !make_read_only()) {
		puts("skipped: no namespaces here, or Linux is older than 5.12");
		return 0;
	}
	for (int i = 0; i < ROUNDS; i++) {
		uint64_t from = state;
		fflush(stdout);
		if (getenv("CHECK_TELL") != NULL)
			printf("%d: %#llx\n", i, (unsigned long long)from);
		try_plan();
	}
	printf("%u ended, %u failed\n", ends, failures);
	CHECK(ends > 0 && failures > 0);
	return 0;
}
