/* What is copied of a process that is this one itself: messages, pairs of descriptors, and arguments of 32 bits in memory. */
#include "runs.h"
#include <stddef.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { CAPTURES = 4, LISTS = 3, MOST = 256 };

static _Alignas(8) struct {
	struct st_plan plan;
	struct st_capture_list lists[LISTS];
	struct st_capture captures[CAPTURES];
} block;

static struct st_run *run;

/* List 1 has the first capture, list 2 the others. */
static void set(const struct st_capture *captures, size_t count)
{
	memset(&block, 0, sizeof block);
	memcpy(block.captures, captures, count * sizeof *captures);
	block.plan.list_count = LISTS;
	block.plan.lists = offsetof(__typeof__(block), lists);
	block.plan.capture_count = CAPTURES;
	block.plan.captures = offsetof(__typeof__(block), captures);
	block.lists[1] = (struct st_capture_list){.first = 0, .count = 1};
	block.lists[2] = (struct st_capture_list){.first = 1, .count = (uint32_t)count - 1};
	run->setup.plan = &block.plan;
}

/* Answers where what was copied begins; its end is that of the run's records. */
static uint8_t *copied(const uint64_t *arguments, bool narrow, unsigned moment, int64_t result)
{
	run->view.length = 0;
	struct st_record *record = record_add_short(run, ST_ENTERED, getpid(), getpid());
	struct capturing capturing = {
		.run = run, .record = record, .tid = getpid(), .narrow = narrow, .arguments = arguments, .result = result,
	};
	uint32_t before = run->view.length;
	capture_list(&capturing, 1, moment);
	return run->view.records + before;
}

static const struct st_captured *next(uint8_t **at)
{
	const struct st_captured *captured = (const void *)*at;

	CHECK(*at + sizeof *captured <= run->view.records + run->view.length);
	*at += sizeof *captured + ((captured->length + 7) & ~7U);
	return captured;
}

static void expect(uint8_t **at, int argument, enum st_part part, const void *bytes, size_t length)
{
	const struct st_captured *captured = next(at);

	CHECK(captured->argument == argument && captured->part == part);
	CHECK(captured->length == length && captured->status == ST_WHOLE);
	CHECK(memcmp(captured + 1, bytes, length) == 0);
}

static void expect_end(const uint8_t *at)
{
	CHECK(at == run->view.records + run->view.length);
}

static const struct st_capture messages = {
	.kind = ST_COPY_MESSAGES, .moments = ST_AT_ENTRY | ST_AT_EXIT, .argument = 1, .length = ST_LENGTH_ARGUMENT,
	.length_argument = 2, .guard = ST_OF_NONE, .unit = 1, .most = MOST,
};

static void messages_are_copied_before_the_call(void)
{
	struct iovec parts[2] = {{.iov_base = (char[]){"one"}, .iov_len = 3}, {.iov_base = (char[]){"two!"}, .iov_len = 4}};
	struct mmsghdr array[2] = {{.msg_hdr = {.msg_name = (char[]){"to"}, .msg_namelen = 2}}};
	uint64_t arguments[ST_ARGUMENT_COUNT] = {3, (uint64_t)(uintptr_t)array, 2};

	for (int i = 0; i < 2; i++) {
		array[i].msg_hdr.msg_iov = &parts[i];
		array[i].msg_hdr.msg_iovlen = 1;
	}
	set(&messages, 1);
	uint8_t *at = copied(arguments, false, ST_AT_ENTRY, 0);
	expect(&at, 1, ST_PART_BYTES, array, sizeof array);
	expect(&at, 1, ST_PART_MSG, &array[0], sizeof(struct msghdr));
	expect(&at, 1, ST_PART_MSG_NAME, "to", 2);
	expect(&at, 1, ST_PART_MSG_IOV, &parts[0], sizeof parts[0]);
	expect(&at, 1, ST_PART_MSG_DATA, "one", 3);
	expect(&at, 1, ST_PART_MSG, &array[1], sizeof(struct msghdr));
	expect(&at, 1, ST_PART_MSG_IOV, &parts[1], sizeof parts[1]);
	expect(&at, 1, ST_PART_MSG_DATA, "two!", 4);
	expect_end(at);

	array[0].msg_len = 3;
	at = copied(arguments, false, ST_AT_EXIT, 1);
	expect(&at, 1, ST_PART_BYTES, array, sizeof array);
	expect_end(at);
}

static void of_messages_that_came_only_what_came_is_copied(void)
{
	char buffer[] = "abcdef";
	struct iovec part = {.iov_base = buffer, .iov_len = 6};
	struct mmsghdr array = {.msg_hdr = {.msg_iov = &part, .msg_iovlen = 1}, .msg_len = 2};
	uint64_t arguments[ST_ARGUMENT_COUNT] = {3, (uint64_t)(uintptr_t)&array, 8};
	struct st_capture capture = messages;

	capture.moments = ST_AT_EXIT;
	capture.length = ST_LENGTH_RESULT;
	set(&capture, 1);
	uint8_t *at = copied(arguments, false, ST_AT_EXIT, 1);
	expect(&at, 1, ST_PART_BYTES, &array, sizeof array);
	expect(&at, 1, ST_PART_MSG, &array, sizeof(struct msghdr));
	expect(&at, 1, ST_PART_MSG_IOV, &part, sizeof part);
	expect(&at, 1, ST_PART_MSG_DATA, "ab", 2);
	expect_end(at);
}

/* Of a local socket, where its path begins: before the call, and if it is relative. */
static void a_relative_name_has_its_directory(void)
{
	static const char *const others[] = {"/a", "\0a", "\0"};
	struct sockaddr_un name = {.sun_family = AF_UNIX, .sun_path = "a"};
	struct msghdr message = {.msg_name = &name, .msg_namelen = 4};
	struct st_capture capture = messages;
	char directory[4096];
	uint64_t arguments[ST_ARGUMENT_COUNT] = {3, (uint64_t)(uintptr_t)&message};

	CHECK(getcwd(directory, sizeof directory) != NULL);
	capture.kind = ST_COPY_MESSAGE;
	set(&capture, 1);
	uint8_t *at = copied(arguments, false, ST_AT_ENTRY, 0);
	expect(&at, 1, ST_PART_MSG, &message, sizeof message);
	expect(&at, 1, ST_PART_MSG_NAME, &name, 4);
	expect(&at, 1, ST_PART_BASE, directory, strlen(directory));
	expect_end(at);
	at = copied(arguments, false, ST_AT_EXIT, 1);
	next(&at);
	next(&at);
	expect_end(at);
	for (int i = 0; i < 3; i++) {
		memcpy(name.sun_path, others[i], 2);
		message.msg_namelen = i == 2 ? 2 : 4;
		at = copied(arguments, false, ST_AT_ENTRY, 0);
		next(&at);
		next(&at);
		expect_end(at);
	}
}

/* However many there are, and however long: what is copied at one stop has a bound. */
static void many_messages_fit(void)
{
	enum { COUNT = 1024 };
	static struct mmsghdr array[COUNT];
	static struct iovec parts[16];
	static char data[4096] = {AF_UNIX, 0, 'a'}, control[4096];
	uint64_t arguments[ST_ARGUMENT_COUNT] = {3, (uint64_t)(uintptr_t)array, COUNT};

	for (int i = 0; i < 16; i++)
		parts[i] = (struct iovec){.iov_base = data, .iov_len = sizeof data};
	for (int i = 0; i < COUNT; i++)
		array[i].msg_hdr = (struct msghdr){
			.msg_name = data, .msg_namelen = 4096, .msg_iov = parts, .msg_iovlen = 16,
			.msg_control = control, .msg_controllen = sizeof control,
		};
	set(&messages, 1);
	copied(arguments, false, ST_AT_ENTRY, 0);
	CHECK(run->view.length > ST_TRACED_MOST / 2 && run->view.length <= ST_TRACED_MOST);
	arguments[2] = UINT64_MAX;
	copied(arguments, false, ST_AT_ENTRY, 0);
	CHECK(run->view.length <= ST_TRACED_MOST);
}

static void a_pair_says_what_its_ends_are(void)
{
	static const struct st_capture capture = {
		.kind = ST_COPY_LINKS, .moments = ST_AT_EXIT, .argument = 3, .guard = ST_OF_NONE, .unit = 1,
	};
	int32_t ends[2];
	char path[64], target[64];

	CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
	uint64_t arguments[ST_ARGUMENT_COUNT] = {AF_UNIX, SOCK_STREAM, 0, (uint64_t)(uintptr_t)ends};
	set(&capture, 1);
	uint8_t *at = copied(arguments, false, ST_AT_EXIT, 0);
	for (int i = 0; i < 2; i++) {
		snprintf(path, sizeof path, "/proc/self/fd/%d", ends[i]);
		ssize_t length = readlink(path, target, sizeof target);
		CHECK(length > 0);
		expect(&at, 3, ST_PART_LINK, target, (size_t)length);
		close(ends[i]);
	}
	expect_end(at);
}

static void arguments_in_memory_are_followed(void)
{
#ifdef MAP_32BIT
	static const struct st_capture captures[] = {
		{.kind = ST_COPY_ARGUMENTS, .moments = ST_AT_ENTRY | ST_AT_EXIT | ST_AT_FAILURE, .argument = 1, .guard = 0,
		 .guard_value = 3, .unit = 12, .inner = 2},
		{.kind = ST_COPY_BYTES, .moments = ST_AT_ENTRY, .argument = 1, .length = ST_LENGTH_ARGUMENT, .length_argument = 2,
		 .guard = ST_OF_NONE, .unit = 1, .most = MOST},
		/* A call for arguments in memory among these arguments: there is none, and it is not followed. */
		{.kind = ST_COPY_ARGUMENTS, .moments = ST_AT_ENTRY, .argument = 1, .guard = ST_OF_NONE, .unit = 12, .inner = 2},
	};
	uint32_t *low = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
	CHECK(low != MAP_FAILED);
	uint64_t arguments[ST_ARGUMENT_COUNT] = {3, (uint64_t)(uintptr_t)low};

	low[0] = 5;
	low[1] = (uint32_t)(uintptr_t)(low + 16);
	low[2] = 6;
	memcpy(low + 16, "abcdef", 6);
	set(captures, 3);
	uint8_t *at = copied(arguments, true, ST_AT_ENTRY, 0);
	expect(&at, 1, ST_PART_BYTES, low, 12);
	expect(&at, ST_OF_ARRAY + 1, ST_PART_BYTES, "abcdef", 6);
	expect_end(at);
	expect_end(copied(arguments, true, ST_AT_EXIT, 0));
	arguments[0] = 4; /* another call */
	expect_end(copied(arguments, true, ST_AT_ENTRY, 0));
	arguments[0] = 3;
	arguments[1] = 1;
	at = copied(arguments, true, ST_AT_ENTRY, 0);
	CHECK(next(&at)->status == ST_UNREADABLE);
	expect_end(at);
#endif
}

int main(void)
{
	run = calloc(1, sizeof *run);
	CHECK(run != NULL);
	messages_are_copied_before_the_call();
	of_messages_that_came_only_what_came_is_copied();
	a_relative_name_has_its_directory();
	many_messages_fit();
	a_pair_says_what_its_ends_are();
	arguments_in_memory_are_followed();
	free(run);
	return 0;
}
