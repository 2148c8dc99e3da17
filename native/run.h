/* The memory of one run: what tracer.h promises, and what stays on the native side. */
#ifndef SANDTRAP_RUN_H
#define SANDTRAP_RUN_H

#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdbool.h>
#include "tracer.h"
#include "setup.h"

#include "arch.h"

enum { ST_INDEX_SIZE = 2 * ST_TRACEES_MAX };

struct tracee {
	struct st_tracee told;
	int32_t signal;        /* the last signal that was delivered to this thread, and what came with it */
	uint8_t siginfo[ST_SIGINFO_SIZE];
	bool announced;        /* its creator has told of it */
	bool introduced;       /* a module has been asked about its start */
	pid_t inner;           /* what it is called in its own pid namespace, or 0: not looked up */
	pid_t creator, creator_process; /* or 0: not known yet */
	bool seen;             /* the trace has its birth, perhaps without its creator … */
	bool ended;            /* … and its end */
	bool reserved;         /* it is creating a thread or process that there is room for */
	uint64_t wanted;       /* bytes it asks for, while its mapping is watched */
	uint64_t given, taken; /* addresses of the limits it sets and gets, while that is watched, or 0 */
	bool narrow;           /* they have 32 bits */
	int64_t last_involuntary; /* context switches, at its exit stop */
	uint8_t watched;       /* the recipe whose result is awaited, or 0 */
	uint8_t purpose;       /* what the result of its call is awaited for, enum st_purpose … */
	uint16_t list;         /* … and what is to be copied then */
	bool rewritten;        /* its call has other arguments than it gave, which are the original ones */
	uint64_t original[ST_ARGUMENT_COUNT];
	uint32_t arch;         /* AUDIT_ARCH_* of that call, and its number */
	int32_t call;
	bool narrow_call;      /* its pointers have 32 bits */
	uint64_t arguments[ST_ARGUMENT_COUNT];

	/* Of a leader only: what is known of its process. */
	int32_t stop_sender;   /* of the last signal that stops, or 0: the kernel */
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

/* Where a tracee is held that a question is about. */
enum held {
	HELD_AT_EVENT,
	HELD_AT_CALL,    /* before it is made */
	HELD_AT_RESULT,  /* behind it */
	HELD_AT_SIGNAL,  /* before its delivery */
	HELD_AT_START,   /* at the first stop of a thread */
};


struct st_run {
	struct st_view view;
	struct setup setup;
	pthread_mutex_t lock;   /* guards tracees, and that no pid in it is reaped meanwhile */
	pid_t tracer;           /* the thread that waits */
	bool pinned;            /* the tracer's thread is kept on one processor */
	int64_t pinned_at;
	bool near;              /* the tracees are kept on the tracer's processor */
	bool started;           /* the program's exec has been seen */
	bool main_gone;         /* it has been reaped … */
	bool main_told;         /* … and Java knows */
	bool finished;          /* the last record has been written */
	int main_status;
	int64_t main_end;
	int32_t ends_asked, crashes_asked;
	pid_t held;             /* the tracee a question is about, or 0 */
	int held_signal;        /* what it goes on with */
	enum held held_at;
	struct st_totals totals; /* guarded by the lock */
	bool filtered;          /* a program has a filter of its own */
	uint32_t hits;          /* bits of enum st_limit that Java has been told of */
	int32_t reserved;       /* threads and processes that are being created */
	int32_t threads_told;
	_Alignas(16) uint8_t stack[ST_STACK_SIZE];
	struct tracees tracees;
	struct box *box;        /* shared with the launcher, or NULL: there is none */
	int box_fd, image_fd;
	pid_t launcher;         /* until it has left the run's processes: then another one is the main process, or it itself */
	bool launcher_executed;
	pid_t guardian;         /* the launcher that has left: the first process of a pid namespace, which ends with it */
	struct st_usage before; /* what the main process had used when the program was started */
	int32_t zombie_count;   /* ended processes that their parents may not have waited for */
	pid_t zombies[ST_TRACEES_MAX];
	pid_t looked_at[ST_TRACEES_MAX]; /* by st_watch() */
};

/* The run that Java names by its address. */
static inline struct st_run *run_of(int64_t handle)
{
	return (struct st_run *)(intptr_t)handle;
}

/* affinity.c */
void pin(struct st_run *run);
void unpin(struct st_run *run);
void unpin_in_time(struct st_run *run);
void stay_near(struct st_run *run, pid_t tid);                 /* with the lock held, as the next */
void part(struct st_run *run);
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
bool proc_has_nameless(pid_t tid);                             /* descriptors of files without a name? */
bool proc_writes_file(pid_t pid, int descriptor);              /* is it of a regular file, and open for writing? */
int64_t proc_resident(pid_t pid);                              /* bytes or -errno */
int64_t proc_proportional(pid_t pid);
char proc_state(pid_t tid);                                    /* the letter, or 0 */
pid_t proc_parent(pid_t pid);                                  /* or 0 */
pid_t proc_group(pid_t tid);                                   /* its process, or 0 */
pid_t proc_inner(pid_t tid);                                   /* what it is called in its own pid namespace, or 0 */
pid_t proc_tracer(pid_t tid);                                  /* the thread that traces it, or 0 */
void proc_name(pid_t pid, char out[ST_NAME_SIZE]);             /* "" when it is gone */
int64_t proc_virtual(pid_t pid);
void cpu_of(pid_t pid, int64_t *user, int64_t *system);
int64_t cpu_total_of(pid_t pid);

/* usage.c */
void account_birth(struct st_run *run, struct tracee *tracee);                 /* with the lock held */
void account_start(struct st_run *run, const struct tracee *main);             /* likewise */
void account_memory(struct st_run *run, pid_t tid);
void account_inheritance(struct st_run *run, const struct tracee *leaving);    /* with the lock held */
bool account_thread_end(struct st_run *run, struct tracee *tracee);            /* was a file cut unnoticed? */
void account_end(struct st_run *run, struct tracee *ended, int status);        /* with the lock held */

/* population.c */
bool population_exceeds(struct st_run *run, struct tracee *born);
void population_zombie(struct st_run *run, pid_t pid);
bool population_refuses(struct st_run *run, struct tracee *parent);
void population_settle(struct st_run *run, struct tracee *parent);

/* stops.c */
bool on_closing(struct st_run *run, const struct tracee *tracee); /* answers whether Java is to be asked */
void on_group_stop(struct st_run *run, struct tracee *tracee, int signal);
bool deliver(struct st_run *run, struct tracee *tracee, const siginfo_t *info); /* likewise */
enum outcome { NOTHING, HANDLED, ASKING }; /* below zero: -errno */
bool on_stop(struct st_run *run, pid_t tid, int status);

/* ptrace.c */
struct syscall_info;
long request(int what, pid_t tid, uintptr_t data);
long syscall_info_of(pid_t tid, struct syscall_info *out);     /* -1 and errno when it is not stopped */
void resume(pid_t tid, int signal);
void resume_known(struct st_run *run, pid_t tid, int signal);  /* up to the end of its call, where the trace awaits it */

/* module.c: what a module in Java is asked about, and its answers */
bool asks_module(const struct st_run *run);
int event_purpose(const struct st_run *run);                     /* of what happens besides calls: enum st_purpose, or 0 */
void tell_place(struct st_record *record);                       /* where the thread of a question goes on */
bool ask_signal(struct st_run *run, const struct tracee *tracee, const siginfo_t *info); /* answers whether Java is asked */
bool ask_start(struct st_run *run, struct tracee *tracee, int signal);                   /* likewise */
void answer_signal(struct st_run *run, pid_t tid, int signal, int answer);
void answer_result(struct st_run *run, pid_t tid, int answer);
void answer_start(struct st_run *run, pid_t tid, int signal);
void rewrite(struct st_run *run, struct tracee *tracee);
void restore(struct tracee *tracee);

/* trace.c */
void trace_entry(struct st_run *run, struct tracee *tracee, const struct syscall_info *call, int purpose);
bool trace_exit(struct st_run *run, struct tracee *tracee); /* answers whether it is a question */
void trace_check(struct tracee *tracee, const struct syscall_info *call);
void trace_skipped(struct st_run *run, struct tracee *tracee, int64_t result); /* a call that is not made */
void trace_exec(struct st_run *run, struct tracee *tracee, pid_t former, int purpose);
void trace_first_stop(struct st_run *run, struct tracee *tracee);
void trace_birth(struct st_run *run, pid_t tid, pid_t pid, const struct tracee *parent);
bool trace_death(struct st_run *run, struct tracee *tracee, int status); /* answers whether it is a question */
void trace_signal(struct st_run *run, const struct tracee *tracee, const siginfo_t *info);

/* capture.c: copies into a record, the last in the run's buffer, which it makes longer */
struct capturing {
	struct st_run *run;
	struct st_record *record;
	pid_t tid;
	bool narrow;                   /* pointers have 32 bits */
	const uint64_t *arguments;
	int64_t result;
	int base;                      /* what is added to the index of an argument: 0 or ST_OF_ARRAY */
};
void capture_list(struct capturing *capturing, unsigned list, unsigned moments);
void capture_link(struct capturing *capturing, int argument, enum st_part part, const char *path);
void capture_file(struct capturing *capturing, int argument, enum st_part part, const char *path);
void capture_text(struct capturing *capturing, int argument, uint64_t address);
/* peek.c */
/* How many bytes could be read, or -errno; -EACCES where the program may serve its memory itself. */
long peek(const struct st_run *run, pid_t tid, uint64_t address, void *out, size_t size);

/* stage.c: the second stage of a launch, seen from the tracer */
int prepare_launcher(struct st_run *run);                      /* 0 or -errno */
void release_launcher(struct st_run *run);
int map_ids(pid_t child);                                      /* 0 or -errno */
bool is_launching(struct st_run *run, const struct tracee *tracee, int event); /* answers whether the stop was its own */
void launched(struct st_run *run, pid_t pid);                  /* with the lock held */
struct failure launch_failure(const struct st_run *run);
void translate_sender(struct st_run *run, siginfo_t *info);

/* child.c: runs in the child, on its own stack; answers only when a step has failed, which the setup then names */
int child_main(void *setup);

/* control.c */
void kill_all(struct st_run *run);                             /* with the lock held */

/* calls.c */
bool on_call(struct st_run *run, struct tracee *tracee);      /* answers whether Java is asked */
void answer_call(struct st_run *run, pid_t tid, int answer);
bool on_watched_exit(struct st_run *run, struct tracee *tracee); /* likewise */

/* filesize.c */
bool file_size_asked(struct st_run *run, struct tracee *tracee, int recipe); /* is its result awaited? */
void file_size_told(const struct st_run *run, struct tracee *tracee);
bool on_opened(struct st_run *run, const struct tracee *tracee, long descriptor); /* answers whether Java is asked */
bool on_file_too_large(struct st_run *run, const struct tracee *tracee);         /* likewise */
bool file_size_exceeded(const struct tracee *tracee, const siginfo_t *info);

/* record.c */
struct st_record *record_add(struct st_run *run, enum st_kind kind, pid_t tid, pid_t pid);
/* One whose end is that of its arguments, for captures to follow. */
struct st_record *record_add_short(struct st_run *run, enum st_kind kind, pid_t tid, pid_t pid);
bool record_room(const struct st_run *run);
int64_t now_nanos(void);

#endif
