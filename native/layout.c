/* The handshake: Java compares these numbers with its own before the first run. */
#include "run.h"

int st_abi(void)
{
	return ST_ABI;
}

int64_t st_view_of(int64_t handle)
{
	struct st_run *run = (struct st_run *)(intptr_t)handle;

	return (int64_t)(intptr_t)&run->view;
}

int st_layout(int32_t *out, int capacity)
{
	static const int32_t numbers[] = {
		sizeof(struct st_plan),
		offsetof(struct st_plan, argument_count),
		offsetof(struct st_plan, variable_count),
		offsetof(struct st_plan, path_count),
		offsetof(struct st_plan, directory),
		offsetof(struct st_plan, limit_count),
		offsetof(struct st_plan, filter_count),
		offsetof(struct st_plan, mask),
		offsetof(struct st_plan, hold_millis),
		offsetof(struct st_plan, processes_most),
		offsetof(struct st_plan, group_directory),
		offsetof(struct st_plan, stdio),
		offsetof(struct st_plan, address_space),
		offsetof(struct st_plan, file_size),
		offsetof(struct st_plan, exec_key),
		sizeof(struct st_rlimit),
		sizeof(struct st_record),
		offsetof(struct st_record, kind),
		offsetof(struct st_record, tid),
		offsetof(struct st_record, pid),
		offsetof(struct st_record, time),
		offsetof(struct st_record, number),
		offsetof(struct st_record, value),
		offsetof(struct st_record, index),
		offsetof(struct st_record, arch),
		offsetof(struct st_record, call),
		offsetof(struct st_record, ip),
		offsetof(struct st_record, sp),
		offsetof(struct st_record, siginfo),
		offsetof(struct st_record, usage),
		offsetof(struct st_record, arguments),
		sizeof(struct st_usage),
		sizeof(struct st_process),
		offsetof(struct st_process, usage),
		sizeof(struct st_totals),
		offsetof(struct st_totals, stops),
		sizeof(struct st_found),
		sizeof(struct st_tracee),
		offsetof(struct st_view, stops),
		offsetof(struct st_view, main_pid),
		offsetof(struct st_view, pipe_fd),
		offsetof(struct st_view, last_signal),
		offsetof(struct st_view, killed),
		offsetof(struct st_view, length),
		offsetof(struct st_view, records),
		ST_RECORDS_SIZE,
		ST_TRACEES_MAX,
	};
	int count = sizeof numbers / sizeof *numbers;

	for (int i = 0; i < count && i < capacity; i++)
		out[i] = numbers[i];
	return count;
}
