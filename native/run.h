/* The memory of one run: what tracer.h promises, and what stays on the native side. */
#ifndef SANDTRAP_RUN_H
#define SANDTRAP_RUN_H

#include <pthread.h>
#include <signal.h>
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
	int32_t signal;        /* the last signal that was delivered to this thread, and what came with it */
	uint8_t siginfo[128];
	bool announced;        /* its creator has told of it */
	bool reserved;         /* it is creating a thread or process that there is room for */
	uint64_t wanted;       /* bytes it asks for, while its mapping or writing is watched */
	int32_t descriptor;    /* that it writes to */
	uint8_t watched;       /* the recipe whose result is awaited, or 0 */

	/* Of a leader only: what is known of its process. */
	bool threaded;         /* it has had other threads */
	int32_t living;        /* its threads that have not come to their exit stop */
	bool has_children;     /* it has had child processes */
	bool borrows;          /* it uses its lender's memory until its exec */
	pid_t lender;
	bool executed;         /* it has made that exec */
	uint8_t program;       /* enum st_interface, of the program that it executes, or 0: not known */
	bool has_transfer;     /* what it read and wrote was told at an exit stop */
	bool admitted;         /* it has been looked at whether it is one too many */
	int32_t parent;
	int32_t missing;       /* enum st_missing */
	struct st_usage used;  /* by the threads that have ended */
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
	bool in_group;          /* the child was born in its control group, or has entered it */
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
	int32_t ends_asked;
	pid_t held;             /* the tracee a question is about, or 0 */
	int held_signal;        /* what it goes on with */
	bool held_call;         /* before a call that may be refused */
	struct st_totals totals; /* guarded by the lock */
	bool filtered;          /* a program has a filter of its own */
	uint32_t hits;          /* bits of enum st_limit that Java has been told of */
	int32_t reserved;       /* threads and processes that are being created */
	int32_t threads_told;
	_Alignas(16) uint8_t stack[ST_STACK_SIZE];
	struct tracees tracees;
	int32_t zombie_count;   /* ended processes that their parents may not have waited for */
	pid_t zombies[ST_TRACEES_MAX];
	pid_t looked_at[ST_TRACEES_MAX]; /* by st_watch() */
};

/* An entry of getdents64(2). */
struct kernel_dirent {
	uint64_t inode;
	int64_t offset;
	uint16_t length;
	uint8_t type;
	char name[];
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
/* proc.c */
struct proc_status {
	char name[ST_NAME_SIZE];
	int64_t resident, peak_memory, peak_virtual; /* bytes, 0 when the memory is gone */
	int64_t voluntary, involuntary;
	uint64_t pending;                            /* signals, of the thread and of its process */
};
int proc_status(pid_t tid, struct proc_status *out);           /* 0 or -errno */
int proc_faults(pid_t pid, int64_t *minor, int64_t *major);
int proc_transfer(pid_t pid, struct st_usage *out);
int64_t proc_file_size(pid_t pid, int descriptor);             /* of a regular file, else -1 */
int64_t proc_resident(pid_t pid);                              /* bytes or -errno */
int64_t proc_proportional(pid_t pid);
char proc_state(pid_t tid);                                    /* the letter, or 0 */
pid_t proc_parent(pid_t pid);                                  /* or 0 */
pid_t proc_group(pid_t tid);                                   /* its process, or 0 */
pid_t proc_tracer(pid_t tid);                                  /* the thread that traces it, or 0 */
void proc_name(pid_t pid, char out[ST_NAME_SIZE]);             /* "" when it is gone */
int64_t proc_virtual(pid_t pid);
void cpu_of(pid_t pid, int64_t *user, int64_t *system);
int64_t cpu_total_of(pid_t pid);

/* account.c */
void account_birth(struct st_run *run, struct tracee *tracee);                 /* with the lock held */
void account_memory(struct st_run *run, pid_t tid);
void account_inheritance(struct st_run *run, const struct tracee *leaving);    /* with the lock held */
bool account_thread_end(struct st_run *run, struct tracee *tracee);            /* was a file cut unnoticed? */
void account_end(struct st_run *run, struct tracee *ended, int status);        /* with the lock held */

/* crowd.c */
bool crowd_exceeds(struct st_run *run, struct tracee *born);
void crowd_zombie(struct st_run *run, pid_t pid);
bool crowd_refuses(struct st_run *run, struct tracee *parent);
void crowd_settle(struct st_run *run, struct tracee *parent);

/* stops.c */
enum outcome { NOTHING, HANDLED, ASKING }; /* below zero: -errno */
bool on_stop(struct st_run *run, pid_t tid, int status);

/* request.c */
long request(int what, pid_t tid, uintptr_t data);
void resume(pid_t tid, int signal);

/* reach.c */
void kill_all(struct st_run *run);                             /* with the lock held */

/* watched.c */
bool on_call(struct st_run *run, struct tracee *tracee);      /* answers whether Java is asked */
void answer_call(struct st_run *run, int answer);
bool on_watched_exit(struct st_run *run, struct tracee *tracee); /* likewise */
bool on_file_too_large(struct st_run *run, const struct tracee *tracee);
bool file_size_exceeded(const struct tracee *tracee, const siginfo_t *info);

/* record.c */
struct st_record *record_add(struct st_run *run, enum st_kind kind, pid_t tid, pid_t pid);
bool record_room(const struct st_run *run);
int64_t now_nanos(void);

#endif
