/* Copies what a call refers to out of the memory of a stopped tracee, behind the record of the call. */
#include "run.h"
#include "kernel.h"
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { FIRST_TEXT = 256, IOVEC_MOST = 16, LIST_MOST = 512, PATH_SIZE = 64, NAME_MOST = 128, CONTROL_MOST = 256, MESSAGES_MOST = 32 };

/* What one message needs at most besides its data: itself, its address, its vector, its control messages, and their heads. */
enum { MESSAGE_MOST = 56 + NAME_MOST + IOVEC_MOST * 16 + CONTROL_MOST + 5 * (sizeof(struct st_captured) + 8) };

/* How many bytes may still be copied at this stop. */
static size_t room(const struct capturing *capturing)
{
	size_t used = (size_t)(capturing->run->view.records + capturing->run->view.length - (uint8_t *)capturing->record);
	size_t most = ST_TRACED_MOST;

	return used + 2 * sizeof(struct st_captured) < most ? most - used - 2 * sizeof(struct st_captured) : 0;
}

static struct st_captured *begin(struct capturing *capturing, int argument, enum st_part part)
{
	struct st_run *run = capturing->run;
	struct st_captured *captured = (struct st_captured *)(void *)(run->view.records + run->view.length);

	*captured = (struct st_captured){.argument = (uint8_t)(capturing->base + argument), .part = (uint8_t)part};
	return captured;
}

/* With the bytes behind it in place. */
static void finish(struct capturing *capturing, struct st_captured *captured, size_t length, uint64_t whole)
{
	uint32_t size = (uint32_t)(sizeof *captured + ((length + 7) & ~(size_t)7));

	captured->length = (uint32_t)length;
	captured->whole = whole;
	if (captured->status == ST_WHOLE && length < whole)
		captured->status = ST_CUT;
	capturing->run->view.length += size;
	capturing->record->own_size += size;
}

static void unreadable(struct capturing *capturing, struct st_captured *captured, uint64_t whole)
{
	captured->status = ST_UNREADABLE;
	finish(capturing, captured, 0, whole);
}

static uint8_t *bytes_of(struct st_captured *captured)
{
	return (uint8_t *)(captured + 1);
}

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* A text up to its zero byte: most are short, so that the first look seldom needs a second. Answers its length or -1. */
static long read_text(const struct capturing *capturing, uint64_t address, uint8_t *out, size_t most, bool *complete)
{
	size_t done = 0;

	*complete = false;
	while (done < most) {
		long got = peek(capturing->run, capturing->tid, address + done, out + done, smaller(done == 0 ? FIRST_TEXT : most, most - done));
		if (got <= 0)
			return done > 0 ? (long)done : -1;
		const uint8_t *end = memchr(out + done, 0, (size_t)got);
		if (end != NULL) {
			*complete = true;
			return end - out;
		}
		done += (size_t)got;
	}
	return (long)done;
}

void capture_text(struct capturing *capturing, int argument, uint64_t address)
{
	struct st_captured *captured = begin(capturing, argument, ST_PART_STRING);
	bool complete;

	if (address == 0)
		return;
	long length = read_text(capturing, address, bytes_of(captured), smaller(ST_TEXT_MOST, room(capturing)), &complete);
	if (length < 0) {
		unreadable(capturing, captured, 0);
		return;
	}
	captured->status = complete ? ST_WHOLE : ST_CUT;
	finish(capturing, captured, (size_t)length, (uint64_t)length + !complete);
}

static void copy_bytes(struct capturing *capturing, int argument, enum st_part part, uint64_t address, uint64_t whole, size_t most)
{
	struct st_captured *captured = begin(capturing, argument, part);
	size_t wanted = smaller(most, room(capturing));

	if (address == 0)
		return;
	if (wanted > whole)
		wanted = (size_t)whole;
	long got = wanted == 0 ? 0 : peek(capturing->run, capturing->tid, address, bytes_of(captured), wanted);
	if (got < 0)
		unreadable(capturing, captured, whole);
	else
		finish(capturing, captured, (size_t)got, whole);
}

static uint64_t pointer_at(const uint8_t *at, bool narrow)
{
	uint64_t wide = 0;
	uint32_t half = 0;

	if (narrow)
		memcpy(&half, at, sizeof half);
	else
		memcpy(&wide, at, sizeof wide);
	return narrow ? half : wide;
}

/* As many texts as fit, each with its zero byte; `whole` counts them. */
static void copy_texts(struct capturing *capturing, int argument, uint64_t address)
{
	struct st_captured *captured = begin(capturing, argument, ST_PART_STRINGS);
	size_t width = capturing->narrow ? 4 : 8, most = smaller(ST_TEXT_MOST, room(capturing)), length = 0;
	uint8_t pointer[8];
	uint64_t count = 0;
	bool complete = true;

	if (address == 0)
		return;
	for (; count < LIST_MOST && complete && length + 1 < most; count++) {
		if (peek(capturing->run, capturing->tid, address + count * width, pointer, width) != (long)width) {
			captured->status = ST_UNREADABLE;
			break;
		}
		uint64_t text = pointer_at(pointer, capturing->narrow);
		if (text == 0) {
			finish(capturing, captured, length, length);
			captured->whole = count;
			return;
		}
		long got = read_text(capturing, text, bytes_of(captured) + length, most - length - 1, &complete);
		if (got < 0)
			break;
		length += (size_t)got;
		bytes_of(captured)[length++] = 0;
	}
	finish(capturing, captured, length, length);
	captured->status = ST_CUT;
	captured->whole = count;
}

/* What the buffers hold, one after another, up to a bound; `limit` is what the call has moved. */
static void copy_buffers(struct capturing *capturing, int argument, enum st_part part, const uint8_t *vector, size_t count,
			 uint64_t limit, size_t most)
{
	struct st_captured *captured = begin(capturing, argument, part);
	size_t width = capturing->narrow ? 4 : 8, length = 0, bound = smaller(most, room(capturing));
	uint64_t whole = 0;

	for (size_t i = 0; i < count && whole < limit; i++) {
		uint64_t base = pointer_at(vector + 2 * i * width, capturing->narrow);
		uint64_t size = pointer_at(vector + (2 * i + 1) * width, capturing->narrow);
		if (size > limit - whole)
			size = limit - whole;
		size_t part_size = smaller(bound - length, size > SIZE_MAX ? SIZE_MAX : (size_t)size);
		if (length == whole && part_size > 0) {
			long got = peek(capturing->run, capturing->tid, base, bytes_of(captured) + length, part_size);
			length += got > 0 ? (size_t)got : 0;
		}
		whole += size;
	}
	finish(capturing, captured, length, whole);
}

static void copy_vector(struct capturing *capturing, int argument, enum st_part vector_part, uint64_t address, uint64_t count,
			uint64_t limit, size_t most)
{
	uint8_t vector[IOVEC_MOST * 16];
	size_t width = capturing->narrow ? 8 : 16, known = smaller(IOVEC_MOST, count > IOVEC_MOST ? IOVEC_MOST : (size_t)count);
	long got = peek(capturing->run, capturing->tid, address, vector, known * width);

	copy_bytes(capturing, argument, vector_part, address, count > UINT32_MAX ? UINT32_MAX : count * width, sizeof vector);
	if (got > 0)
		copy_buffers(capturing, argument, vector_part + 1, vector, (size_t)got / width, limit, most);
}

/* Where the name of a message begins that is the relative path of a local socket. */
static void copy_name_base(struct capturing *capturing, int argument, uint64_t name, uint64_t length)
{
	uint16_t family = 0;
	uint8_t head[3];
	char path[PATH_SIZE];

	if (name == 0 || length < sizeof head || room(capturing) < PATH_MAX)
		return;
	if (peek(capturing->run, capturing->tid, name, head, sizeof head) != sizeof head)
		return;
	memcpy(&family, head, sizeof family);
	if (family != AF_UNIX || head[2] == 0 || head[2] == '/')
		return;
	snprintf(path, sizeof path, "/proc/%d/cwd", capturing->tid);
	capture_link(capturing, argument, ST_PART_BASE, path);
}

/* struct msghdr: name, length of the name, vector, its count, control, its length, flags. */
static void copy_message(struct capturing *capturing, int argument, uint64_t address, uint64_t limit, size_t most)
{
	bool narrow = capturing->narrow;
	size_t width = narrow ? 4 : 8, size = 7 * width;
	uint8_t message[56];

	copy_bytes(capturing, argument, ST_PART_MSG, address, size, size);
	if (address == 0 || peek(capturing->run, capturing->tid, address, message, size) != (long)size)
		return;
	uint64_t name_length = pointer_at(message + width, true);
	copy_bytes(capturing, argument, ST_PART_MSG_NAME, pointer_at(message, narrow), name_length, NAME_MOST);
	copy_vector(capturing, argument, ST_PART_MSG_IOV, pointer_at(message + 2 * width, narrow),
		    pointer_at(message + 3 * width, narrow), limit, most);
	copy_bytes(capturing, argument, ST_PART_MSG_CONTROL, pointer_at(message + 4 * width, narrow),
		   pointer_at(message + 5 * width, narrow), CONTROL_MOST);
	if (limit == UINT64_MAX)
		copy_name_base(capturing, argument, pointer_at(message, narrow), name_length);
}

/*
 * struct mmsghdr: struct msghdr, and how much of it was moved. The array, then its messages one after another, as many as fit.
 * Where they were copied before the call, only the array is again after it.
 */
static void copy_messages(struct capturing *capturing, const struct st_capture *capture, uint64_t count, unsigned moment)
{
	size_t width = capturing->narrow ? 4 : 8, size = 8 * width;
	uint64_t address = capturing->arguments[capture->argument];
	bool before = moment == ST_AT_ENTRY;

	if (count > UINT32_MAX)
		count = UINT32_MAX;
	copy_bytes(capturing, capture->argument, ST_PART_BYTES, address, count * size, MESSAGES_MOST * size);
	if (address == 0 || (!before && (capture->moments & ST_AT_ENTRY) != 0))
		return;
	for (uint64_t i = 0; i < count && i < MESSAGES_MOST && room(capturing) >= MESSAGE_MOST + capture->most; i++) {
		uint64_t message = address + i * size;
		uint32_t moved = 0;
		if (!before && peek(capturing->run, capturing->tid, message + 7 * width, &moved, sizeof moved) != sizeof moved)
			return;
		copy_message(capturing, capture->argument, message, before ? UINT64_MAX : moved, capture->most);
	}
}

void capture_link(struct capturing *capturing, int argument, enum st_part part, const char *path)
{
	struct st_captured *captured = begin(capturing, argument, part);
	ssize_t length = readlink(path, (char *)bytes_of(captured), smaller(PATH_MAX, room(capturing)));

	if (length >= 0)
		finish(capturing, captured, (size_t)length, (uint64_t)length);
}

void capture_file(struct capturing *capturing, int argument, enum st_part part, const char *path)
{
	struct st_captured *captured = begin(capturing, argument, part);
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return;
	ssize_t length = read(fd, bytes_of(captured), smaller(ST_TEXT_MOST, room(capturing)));
	close(fd);
	if (length < 0)
		return;
	/* The last text may be cut: it gets the zero byte that it lacks. */
	if (length > 0 && bytes_of(captured)[length - 1] != 0)
		bytes_of(captured)[length == ST_TEXT_MOST ? length - 1 : length++] = 0;
	finish(capturing, captured, (size_t)length, (uint64_t)length);
}

static void copy_descriptor(struct capturing *capturing, int argument, enum st_part part, int64_t descriptor)
{
	char path[PATH_SIZE];

	if ((int32_t)descriptor < 0)
		return;
	snprintf(path, sizeof path, "/proc/%d/fd/%d", capturing->tid, (int32_t)descriptor);
	capture_link(capturing, argument, part, path);
}

/* What the two descriptors in an array refer to. */
static void copy_links(struct capturing *capturing, int argument, uint64_t address)
{
	int32_t descriptors[2];

	if (peek(capturing->run, capturing->tid, address, descriptors, sizeof descriptors) != sizeof descriptors)
		return;
	for (int i = 0; i < 2; i++)
		copy_descriptor(capturing, argument, ST_PART_LINK, descriptors[i]);
}

/* Of a path that does not begin at the root. Where a descriptor stands before no path at all, it is that of the file. */
static void copy_base(struct capturing *capturing, const struct st_capture *capture)
{
	uint64_t address = capturing->arguments[capture->argument];
	int32_t directory = capture->guard < ST_ARGUMENT_COUNT ? (int32_t)capturing->arguments[capture->guard] : AT_FDCWD;
	char first = 0, path[PATH_SIZE];

	if (address == 0 ? directory == AT_FDCWD : peek(capturing->run, capturing->tid, address, &first, 1) != 1 || first == '/')
		return;
	if (directory != AT_FDCWD) {
		copy_descriptor(capturing, capture->argument, ST_PART_BASE, directory);
		return;
	}
	snprintf(path, sizeof path, "/proc/%d/cwd", capturing->tid);
	capture_link(capturing, capture->argument, ST_PART_BASE, path);
}

/* Bytes, or elements of a vector. What a program says may be anything. */
static uint64_t length_of(const struct capturing *capturing, const struct st_capture *capture)
{
	uint64_t value = 1;
	uint32_t pointed = 0;

	switch (capture->length) {
	case ST_LENGTH_ARGUMENT:
		value = capturing->arguments[capture->length_argument];
		break;
	case ST_LENGTH_RESULT:
		value = capturing->result < 0 ? 0 : (uint64_t)capturing->result;
		break;
	case ST_LENGTH_POINTED:
		if (peek(capturing->run, capturing->tid, capturing->arguments[capture->length_argument], &pointed, sizeof pointed) != sizeof pointed)
			return 0;
		value = pointed;
		break;
	default:
		break;
	}
	if (capturing->narrow)
		value = (uint32_t)value;
	uint64_t length = 0;
	return __builtin_mul_overflow(value, (uint64_t)capture->unit, &length) ? UINT64_MAX : length;
}

/* The arguments that are in an array, and what the list of the call whose arguments they are says of them. */
static void copy_arguments(struct capturing *capturing, const struct st_capture *capture, unsigned moment)
{
	uint8_t array[8 * ST_ARGUMENT_COUNT];
	uint64_t arguments[ST_ARGUMENT_COUNT] = {0}, address = capturing->arguments[capture->argument];
	size_t width = capturing->narrow ? 4 : 8, size = smaller(capture->unit, width * ST_ARGUMENT_COUNT);

	if (capturing->base != 0)
		return;
	if (moment == ST_AT_ENTRY)
		copy_bytes(capturing, capture->argument, ST_PART_BYTES, address, size, size);
	if (address == 0 || peek(capturing->run, capturing->tid, address, array, size) != (long)size)
		return;
	for (size_t i = 0; i < size / width; i++)
		arguments[i] = pointer_at(array + i * width, capturing->narrow);
	struct capturing inner = *capturing;
	inner.arguments = arguments;
	inner.base = ST_OF_ARRAY;
	capture_list(&inner, capture->inner, moment);
}

static void copy(struct capturing *capturing, const struct st_capture *capture, unsigned moment)
{
	int argument = capture->argument;
	uint64_t value = argument == ST_OF_RESULT ? (uint64_t)capturing->result : capturing->arguments[argument];
	uint64_t limit = moment == ST_AT_ENTRY ? UINT64_MAX : (uint64_t)(capturing->result < 0 ? 0 : capturing->result);

	switch (capture->kind) {
	case ST_COPY_TEXT:
		capture_text(capturing, argument, value);
		break;
	case ST_COPY_BYTES:
		copy_bytes(capturing, argument, ST_PART_BYTES, value, length_of(capturing, capture), capture->most);
		break;
	case ST_COPY_TEXTS:
		copy_texts(capturing, argument, value);
		break;
	case ST_COPY_IOVEC:
		copy_vector(capturing, argument, ST_PART_IOVEC, value, length_of(capturing, capture), limit, capture->most);
		break;
	case ST_COPY_MESSAGE:
		copy_message(capturing, argument, value, limit, capture->most);
		break;
	case ST_COPY_MESSAGES:
		copy_messages(capturing, capture, length_of(capturing, capture), moment);
		break;
	case ST_COPY_ARGUMENTS:
		copy_arguments(capturing, capture, moment);
		break;
	case ST_COPY_LINKS:
		copy_links(capturing, argument, value);
		break;
	case ST_COPY_LINK:
		copy_descriptor(capturing, argument, ST_PART_LINK, (int64_t)value);
		break;
	case ST_COPY_BASE:
		copy_base(capturing, capture);
		break;
	default:
		break;
	}
}

static bool applies(const struct capturing *capturing, const struct st_capture *capture, unsigned moment)
{
	if ((capture->moments & moment) == 0 || room(capturing) == 0)
		return false;
	return capture->kind == ST_COPY_BASE || capture->guard == ST_OF_NONE ||
	       (uint32_t)capturing->arguments[capture->guard] == (uint32_t)capture->guard_value;
}

void capture_list(struct capturing *capturing, unsigned list, unsigned moment)
{
	const struct st_plan *plan = capturing->run->setup.plan;
	const uint8_t *base = (const uint8_t *)plan;
	const struct st_capture_list *lists = (const void *)(base + plan->lists);
	const struct st_capture *captures = (const void *)(base + plan->captures);

	if (list >= plan->list_count)
		return;
	for (uint32_t i = lists[list].first; i < lists[list].first + lists[list].count && i < plan->capture_count; i++)
		if (applies(capturing, &captures[i], moment))
			copy(capturing, &captures[i], moment);
}
