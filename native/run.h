/* The memory of one run: what tracer.h promises, and what stays on the native side. */
#ifndef SANDTRAP_RUN_H
#define SANDTRAP_RUN_H

#include <pthread.h>
#include <stddef.h>
#include <stdbool.h>
#include "tracer.h"

#if defined(__x86_64__)
#include "arch_x86_64.h"
#elif defined(__aarch64__)
#include "arch_aarch64.h"
#else
#error "Sandtrap runs on x86-64 and aarch64"
#endif

enum { ST_INDEX_SIZE = 2 * ST_TRACEES_MAX };

struct tracee {
	struct st_tracee told;
	bool threaded;         /* a leader: its process has had other threads */
	int32_t signal;        /* the last signal that was delivered to this thread, and what came with it */
	uint8_t siginfo[128];
};

/* All living threads of a run: a dense array, and a hash index from thread id to place. Guarded by the run's lock. */
struct tracees {
	int32_t count;
	uint16_t index[ST_INDEX_SIZE]; /* place + 1, or 0; linear probing */
	struct tracee at[ST_TRACEES_MAX];
};

_Static_assert(ST_TRACEES_MAX < UINT16_MAX, "a place must fit the index");

/* Between the tracer's thread and its child, which share all memory until the exec. */
struct setup {
	const struct st_plan *plan;
	char **arguments, **variables;
	int32_t go;             /* futex: 1 once the child is seized */
	pid_t parent;
	int32_t given_fd[3];    /* our copies of what the child's descriptors 0 to 2 shall be, or -1 */
	int32_t failed_step, failed_errno, failed_index;
	int32_t cpus_size;      /* of the mask below; 0: there was no pinning */
	unsigned long cpus[ST_CPUS_BYTES / sizeof(unsigned long)];
};

struct st_run {
	struct st_view view;
	struct setup setup;
	pthread_mutex_t lock;   /* guards tracees, and that no pid in it is reaped meanwhile */
	pid_t tracer;           /* the thread that waits */
	bool pinned;            /* the tracer's thread is kept on one processor */
	int64_t pinned_at;
	bool started;           /* the program's exec has been seen */
	bool main_gone;         /* it has been reaped … */
	bool main_told;         /* … and Java knows */
	bool finished;          /* the last record has been written */
	int main_status;
	int64_t main_end;
	pid_t held;             /* the tracee a question is about, or 0 */
	_Alignas(16) uint8_t stack[ST_STACK_SIZE];
	struct tracees tracees;
};

/* pin.c */
void pin(struct st_run *run);
void unpin(struct st_run *run);
void unpin_in_time(struct st_run *run);
void draw_near(const struct st_run *run, pid_t tid);

/* tracees.c; all but tracees_init with the lock held */
void tracees_init(struct tracees *all);
struct tracee *tracee_find(struct tracees *all, pid_t tid);
struct tracee *tracee_add(struct tracees *all, pid_t tid); /* NULL when full; the one that is there if known */
void tracee_remove(struct tracees *all, pid_t tid);
void tracees_remove_process(struct tracees *all, pid_t pid); /* all its threads */

/* theft.c */
void let_all_die(void);

/* record.c */
struct st_record *record_add(struct st_run *run, enum st_kind kind, pid_t tid, pid_t pid);
bool record_room(const struct st_run *run);
int64_t now_nanos(void);

#endif
