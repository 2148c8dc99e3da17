/* The handshake: Java compares these numbers with its own before the first run. */
#include "run.h"

#define SIZE(structure) sizeof(struct st_##structure)
#define AT(structure, field) offsetof(struct st_##structure, field)

/* In the order of Layout.java, then of Numbers.java. */
static const int32_t numbers[] = {
	SIZE(plan), AT(plan, length), AT(plan, abi), AT(plan, argument_count), AT(plan, arguments),
	AT(plan, variable_count), AT(plan, variables), AT(plan, path_count), AT(plan, paths), AT(plan, directory),
	AT(plan, limit_count), AT(plan, limits), AT(plan, filter_count), AT(plan, filter), AT(plan, mask),
	AT(plan, hold_millis), AT(plan, processes_most), AT(plan, threads_most), AT(plan, threads_told),
	AT(plan, closing_told), AT(plan, group_directory), AT(plan, group_entrance), AT(plan, stdio), AT(plan, address_space),
	AT(plan, file_size), AT(plan, exec_key), AT(plan, new_privileges), AT(plan, trace), AT(plan, list_of_call), AT(plan, list_count), AT(plan, lists), AT(plan, capture_count), AT(plan, captures), AT(plan, ask_traced), AT(plan, ask_events),
	AT(plan, ruleset), AT(plan, processor_bytes), AT(plan, processors), AT(plan, set_nice), AT(plan, nice), AT(plan, fixed_addresses),
	AT(plan, isolation),
	SIZE(isolation), AT(isolation, namespaces), AT(isolation, loopback), AT(isolation, staging), AT(isolation, jail), AT(isolation, mount_count), AT(isolation, mounts),
	AT(isolation, owned), AT(isolation, identity), AT(isolation, user), AT(isolation, group), AT(isolation, group_count), AT(isolation, groups), AT(isolation, drop_capabilities),
	SIZE(mount), AT(mount, kind), AT(mount, flags), AT(mount, source), AT(mount, target),
	SIZE(capture), AT(capture, kind), AT(capture, moments), AT(capture, argument), AT(capture, length),
	AT(capture, length_argument), AT(capture, guard), AT(capture, inner), AT(capture, unit), AT(capture, most), AT(capture, guard_value),
	SIZE(capture_list), AT(capture_list, first), AT(capture_list, count),
	SIZE(captured), AT(captured, argument), AT(captured, part), AT(captured, status), AT(captured, length), AT(captured, whole),
	SIZE(stdio), AT(stdio, source), AT(stdio, value),
	SIZE(rlimit), AT(rlimit, resource), AT(rlimit, required), AT(rlimit, soft), AT(rlimit, hard),
	SIZE(record), AT(record, own_size), AT(record, kind), AT(record, tid), AT(record, pid), AT(record, time), AT(record, number),
	AT(record, value), AT(record, index), AT(record, arch), AT(record, call), AT(record, ip), AT(record, sp),
	AT(record, siginfo), AT(record, usage), AT(record, arguments),
	AT(usage, user), AT(usage, system), AT(usage, peak_memory), AT(usage, peak_virtual),
	AT(usage, minor_faults), AT(usage, major_faults), AT(usage, voluntary), AT(usage, involuntary),
	AT(usage, read), AT(usage, written), AT(usage, storage_read), AT(usage, storage_written), AT(usage, born),
	AT(usage, threads), AT(usage, signals), AT(usage, name),
	SIZE(process), AT(process, pid), AT(process, parent), AT(process, missing), AT(process, usage),
	SIZE(totals), AT(totals, ended), AT(totals, stops), AT(totals, tree_peak), AT(totals, processes),
	AT(totals, threads), AT(totals, processes_most), AT(totals, threads_most), AT(totals, missing),
	SIZE(seen), AT(seen, cpu), AT(seen, memory), AT(seen, largest), AT(seen, cpu_pid), AT(seen, memory_pid),
	AT(seen, threads), AT(seen, processes), AT(seen, busy), AT(seen, error), AT(seen, killed), AT(seen, name),
	SIZE(tracee), AT(tracee, tid), AT(tracee, pid), AT(tracee, stopped), AT(tracee, stopper), AT(tracee, exiting),
	AT(view, stops), AT(view, main_pid), AT(view, pipe_fd), AT(view, last_signal), AT(view, serves), AT(view, reply), AT(view, records),
	ST_NAME_SIZE, ST_SIGINFO_SIZE, ST_ARGUMENT_COUNT, ST_RECORDS_SIZE, ST_TRACEES_MAX,
	ST_STARTED, ST_SETUP_FAILED, ST_EXITING, ST_DYING, ST_MAIN_ENDED, ST_FINISHED, ST_CROWDED, ST_STOLEN,
	ST_BROKEN, ST_ENDED, ST_EXCEEDED, ST_HIT, ST_GROWN, ST_CALL, ST_OPENED,
	ST_CLOSING, ST_ENTERED, ST_RETURNED, ST_SIGNALLED, ST_BORN, ST_DIED, ST_EXECUTED,
	ST_STEP_NONE, ST_STEP_CLONE, ST_STEP_SEIZE, ST_STEP_SESSION, ST_STEP_STDIN, ST_STEP_STDOUT, ST_STEP_STDERR,
	ST_STEP_TERMINAL, ST_STEP_DESCRIPTORS, ST_STEP_DIRECTORY, ST_STEP_LIMIT, ST_STEP_SIGNALS, ST_STEP_AFFINITY,
	ST_STEP_NICE, ST_STEP_NO_NEW_PRIVS, ST_STEP_LANDLOCK, ST_STEP_FILTER, ST_STEP_EXEC, ST_STEP_WAIT, ST_STEP_LAUNCHER, ST_STEP_LOOPBACK,
	ST_STEP_MOUNT, ST_STEP_ROOT, ST_STEP_FORK, ST_STEP_IDENTITY, ST_STEP_CAPABILITIES,
	ST_RECIPE_EXEC, ST_RECIPE_BIRTH, ST_RECIPE_MAPPING, ST_RECIPE_OPENING, ST_RECIPE_WRITING, ST_RECIPE_FILTER, ST_RECIPE_AFFINITY,
	ST_RECIPE_GET_LIMIT, ST_RECIPE_SET_LIMIT, ST_RECIPE_BOTH_LIMIT, ST_RECIPE_SERVING, ST_RECIPE_ASK, ST_RECIPE_TRACE,
	ST_RECIPE_MODULE, ST_CALL_NUMBERS,
	ST_NULL, ST_FD, ST_FILE, ST_PIPE, ST_AS_STDOUT, ST_TERMINAL,
	ST_LIMIT_PROCESSES, ST_LIMIT_THREADS, ST_LIMIT_FILE_SIZE, ST_LIMIT_ADDRESS_SPACE, ST_LIMIT_OPEN_FILES,
	ST_NO_TRANSFER, ST_NO_MEMORY, ST_NO_SWITCHES, ST_NO_FAULTS,
	ST_GO_ON, ST_KILL, ST_WATCHED, ST_REFUSE, ST_AWAIT, ST_REWRITE, ST_RETURN, ST_SUPPRESS, ST_DELIVER, ST_CHECK,
	ST_FOR_TRACE, ST_FOR_MODULE, ST_FOR_RULES,
	ST_OF_32_BITS,
	ST_WATCH_CPU, ST_WATCH_MEMORY, ST_WATCH_SHARED, ST_WATCH_BUSY,
	ST_FILE_DEVICE, ST_FILE_INODE, ST_FILE_SIZE, ST_FILE_REGULAR, ST_FILE_NAMES, ST_FILE_FACTS,
	ST_TREE_MODE, ST_TREE_DEVICE, ST_TREE_INODE, ST_TREE_NAMES, ST_TREE_SIZE, ST_TREE_FACTS,
	ST_IPC_MEMORY, ST_IPC_MESSAGES, ST_IPC_SEMAPHORES,
	ST_MARK_NUMBERS,
	ST_MOUNT_BIND, ST_MOUNT_LINK, ST_MOUNT_PROC, ST_MOUNT_MEMORY, ST_MOUNT_READ_ONLY, ST_MOUNT_NO_EXEC, ST_MOUNT_FILE, ST_MOUNT_DEVICES,
	ST_TRACE_WHOLE, ST_TRACE_ENTRIES,
	ST_COPY_TEXT, ST_COPY_BYTES, ST_COPY_TEXTS, ST_COPY_IOVEC, ST_COPY_MESSAGE, ST_COPY_LINK, ST_COPY_BASE,
	ST_COPY_MESSAGES, ST_COPY_LINKS, ST_COPY_ARGUMENTS,
	ST_LENGTH_ONE, ST_LENGTH_ARGUMENT, ST_LENGTH_RESULT, ST_LENGTH_POINTED,
	ST_AT_ENTRY, ST_AT_EXIT, ST_AT_FAILURE, ST_OF_RESULT, ST_OF_NONE, ST_OF_ARRAY,
	ST_PART_STRING, ST_PART_BYTES, ST_PART_STRINGS, ST_PART_IOVEC, ST_PART_IOVEC_DATA, ST_PART_MSG, ST_PART_MSG_NAME,
	ST_PART_MSG_IOV, ST_PART_MSG_DATA, ST_PART_MSG_CONTROL, ST_PART_LINK, ST_PART_BASE,
	ST_WHOLE, ST_CUT, ST_UNREADABLE,
};

int st_abi(void)
{
	return ST_ABI;
}

int64_t st_view_of(int64_t handle)
{
	struct st_run *run = run_of(handle);

	return (int64_t)(intptr_t)&run->view;
}

int st_layout(int32_t *out, int capacity)
{
	int count = sizeof numbers / sizeof *numbers;

	for (int i = 0; i < count && i < capacity; i++)
		out[i] = numbers[i];
	return count;
}
