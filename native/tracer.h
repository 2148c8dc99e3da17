/*
 * The contract between Sandtrap's Java side and its native side.
 *
 * C does what must happen on the tracer's thread or inside the child; Java decides and remembers. There are no names of
 * system calls, no rules, no text and no growing memory here. Every function answers a value >= 0 or -errno.
 *
 * A run lives in one block of memory that st_spawn() allocates and st_free() releases. The thread that called
 * st_spawn() is the run's tracer: st_next() may be called by that thread only. The functions under "any thread" may be
 * called by every thread until st_free().
 */
#ifndef SANDTRAP_TRACER_H
#define SANDTRAP_TRACER_H

#include <stdint.h>
#include <sys/types.h>

#define ST_API __attribute__((visibility("default")))

/* Changes with every change of this file; Java refuses a library of another number. */
#define ST_ABI 8

/* Bounds. Reaching one is always reported, never silent. */
enum {
	ST_TRACEES_MAX = 16384,    /* threads of one run alive at once: record ST_CROWDED, then the run is killed */
	ST_RECORDS_SIZE = 65536,   /* bytes of records that one st_next() hands over */
	ST_STACK_SIZE = 32768,     /* of the child between clone and exec */
	ST_CPUS_BYTES = 1024,      /* an affinity mask of 8192 processors */
	ST_SETUP_SECONDS = 10,     /* how long the child waits to be seized before it gives up */
	ST_BUSY_TRIES = 40,        /* tries to exec a file that is open for writing (ETXTBSY) … */
	ST_BUSY_MILLIS = 5,        /* … so far apart */
	ST_ENDS_ASKED = 64,        /* threads of a killed run that Java may look at before they are gone */
};

/* What the child does before the program runs, in this order; a failure names its step. */
enum st_step {
	ST_STEP_NONE, ST_STEP_CLONE, ST_STEP_SEIZE, ST_STEP_SESSION, ST_STEP_STDIN, ST_STEP_STDOUT, ST_STEP_STDERR,
	ST_STEP_DESCRIPTORS, ST_STEP_DIRECTORY, ST_STEP_LIMIT, ST_STEP_SIGNALS, ST_STEP_AFFINITY, ST_STEP_NO_NEW_PRIVS,
	ST_STEP_FILTER, ST_STEP_EXEC, ST_STEP_WAIT,
};

/* What the loop does where the filter says SECCOMP_RET_TRACE with one of these. */
enum st_recipe {
	ST_WATCH_EXEC = 1,   /* the memory that this exec will throw away still counts */
	ST_WATCH_BIRTH,      /* EAGAIN when there are threads_most already */
	ST_WATCH_MAPPING,    /* record a failure for want of address space (argument 1 is the size) */
	ST_WATCH_OPENING,    /* record a failure for want of descriptors */
	ST_WATCH_WRITING,    /* ask when a write was cut at the limit of its file (argument 2 is the size) */
	ST_WATCH_FILTER,     /* the program gets a filter of its own: of what stops from now on, Java is asked about all */
	ST_ASK = 8,          /* Java is asked, and answers with the recipe if the call may be made */
};

/* Where a standard descriptor of the program comes from. */
enum st_source {
	ST_NULL,        /* /dev/null */
	ST_FD,          /* value: a descriptor of this process, which st_spawn() does not close */
	ST_FILE,        /* value: offset of a path in the plan, opened for reading */
	ST_PIPE,        /* a new pipe, whose other end is in the run */
	ST_AS_STDOUT,   /* the same as descriptor 1 */
};

struct st_stdio {
	uint32_t source;
	uint32_t value;
};

struct st_rlimit {
	uint32_t resource;
	uint32_t unused;
	uint64_t soft, hard;
};

/* A plan is one block of bytes: this header, then what its offsets point to. Strings end with a zero byte. */
struct st_plan {
	uint32_t size;                 /* of the whole block */
	uint32_t abi;                  /* ST_ABI */
	uint32_t argument_count, arguments;
	uint32_t variable_count, variables;
	uint32_t path_count, paths;    /* tried in this order, as execvp(3) does */
	uint32_t directory;            /* 0: stay */
	uint32_t limit_count, limits;  /* struct st_rlimit[], aligned to 8 */
	uint32_t filter_count, filter; /* struct sock_filter[], aligned to 8 */
	uint32_t mask;                 /* umask(2) */
	uint32_t hold_millis;          /* test hook: pause between clone and seize */
	uint32_t processes_most;       /* alive or not waited for, all at once; 0: no limit */
	uint32_t threads_most;         /* alive at once; 0: no limit */
	uint32_t threads_told;         /* tell when more threads are alive than ever before, up to so many */
	int32_t group_directory;       /* descriptor of a control group of version 2 to be born in, or -1 */
	int32_t group_entrance;        /* descriptor of its file of processes, in version 1 of threads; -1: no group */
	struct st_stdio stdio[3];
	uint64_t address_space;        /* bytes, for ST_WATCH_MAPPING */
	uint64_t file_size;            /* bytes; 0: no limit */
	uint64_t exec_key;             /* the sixth argument of the calls that start the program */
};

/* Kinds of records. */
enum st_kind {
	ST_STARTED = 1,   /* the program's exec succeeded: number = 1 when it is in a group, whose limit is to be set: a question */
	ST_SETUP_FAILED,  /* the child gave up before exec: number = step, value = errno, or the signal at ST_STEP_NONE, index */
	ST_EXITING,       /* a thread of the main process is about to end: value = wait status, call, ip, sp; number = 1 when
	                     its run was killed: a question, asked of the first threads of any process: look at it, then go on */
	ST_DYING,         /* the same, by a signal whose siginfo follows. A question: look at it, then go on */
	ST_MAIN_ENDED,    /* the main process is gone: value = wait status; number = 1 when others are left: a question */
	ST_FINISHED,      /* nobody is left: the last record of a run */
	ST_CROWDED,       /* more than ST_TRACEES_MAX threads: the run is being killed */
	ST_STOLEN,        /* somebody else in this process waited for a tracee: tid */
	ST_BROKEN,        /* a request of ours failed: number = step, value = errno */
	ST_ENDED,         /* a process ended: pid, value = wait status, index = its parent, number = what is missing, usage */
	ST_EXCEEDED,      /* a limit was exceeded: number = enum st_limit, value = measured. A question: kill? */
	ST_HIT,           /* a call failed at a limit: number = enum st_limit; told once for each */
	ST_GROWN,         /* more threads are alive than ever before: value */
	ST_CALL,          /* a call that is about to be made: call, arch, ip, sp, arguments, number = 1 when it is of another
	                     interface than the program. A question: refuse? */
};

/* Limits that the loop itself looks after. */
enum st_limit {
	ST_LIMIT_PROCESSES, ST_LIMIT_THREADS, ST_LIMIT_FILE_SIZE, ST_LIMIT_ADDRESS_SPACE, ST_LIMIT_OPEN_FILES,
};

/* Figures that the host did not tell, as bits. */
enum st_missing {
	ST_NO_TRANSFER = 1, ST_NO_MEMORY = 2, ST_NO_SWITCHES = 4, ST_NO_FAULTS = 8,
};

enum { ST_NAME_SIZE = 16 };

/* What one process has used, or a sum of such. Times in nanoseconds, sizes in bytes. */
struct st_usage {
	int64_t user, system;
	int64_t peak_memory, peak_virtual;   /* of a sum: the largest */
	int64_t minor_faults, major_faults;
	int64_t voluntary, involuntary;      /* context switches */
	int64_t read, written, storage_read, storage_written;
	int64_t born;                        /* CLOCK_MONOTONIC */
	int32_t threads, signals;            /* created besides the first; delivered */
	char name[ST_NAME_SIZE];             /* as proc_pid_status(5) has it, ended by a zero byte */
};

struct st_record {
	uint32_t size;      /* with everything that follows, a multiple of 8 */
	uint32_t kind;
	int32_t tid, pid;
	int64_t time;       /* CLOCK_MONOTONIC, nanoseconds */
	int32_t number;
	int32_t value;
	int32_t index;
	uint32_t arch;      /* AUDIT_ARCH_* of call */
	int64_t call;       /* number of the system call the thread is in, or -1 */
	uint64_t ip, sp;
	union {
		uint8_t siginfo[128];
		struct st_usage usage;
		uint64_t arguments[6];
	};
};

/* Answers to questions. */
enum st_answer {
	ST_GO_ON,
	ST_KILL,
	ST_WATCHED = 1 << 8, /* times enum st_recipe: it goes on, and is watched so */
	ST_REFUSE = 1 << 16, /* with the errno that the call fails with */
};

/* What the number of a system call means; 64-bit ARM is not told from 32 bits, as code cannot change from one to the other. */
enum st_interface {
	ST_OF_64_BITS = 1, ST_OF_X32, ST_OF_32_BITS,
};

/* What st_tracees() tells of each thread. */
struct st_tracee {
	int32_t tid, pid;    /* pid 0: not known yet */
	uint32_t listening;  /* it stopped itself and stays so until a SIGCONT */
	uint32_t exiting;    /* it is past its last instruction */
};

/* A living process as st_usage_of() tells it. */
struct st_process {
	int32_t pid, parent;
	int32_t missing;
	int32_t unused;
	struct st_usage usage;
};

/* What st_usage_of() tells of the whole run, before the living processes. */
struct st_totals {
	struct st_usage ended;          /* of the processes that have ended */
	int64_t stops;
	int64_t tree_peak;              /* the largest sum of resident sizes seen */
	int64_t processes, threads;     /* created so far: processes, and threads besides their first */
	int32_t processes_alive, threads_alive;
	int32_t processes_most, threads_most;
	int32_t missing;
	int32_t unused;
};

/* What st_watch() shall look at. */
enum st_watch {
	ST_WATCH_CPU = 1, ST_WATCH_MEMORY = 2, ST_WATCH_SHARED = 4, ST_WATCH_BUSY = 8,
};

/* What it found; the pids are those of the processes with the largest parts. */
struct st_found {
	int64_t cpu;                    /* nanoseconds, of all processes that there have been */
	int64_t memory;                 /* resident bytes; with ST_WATCH_SHARED each shared page counts once */
	int64_t largest;                /* resident bytes of the largest process */
	int32_t cpu_pid, memory_pid;
	int32_t threads, processes;     /* alive */
	int32_t busy;                   /* a thread is executing or waiting for storage */
	int32_t error;                  /* errno, where a process could not be looked at as asked */
	int32_t killed;                 /* more was found than allowed, so the run has been killed */
	int32_t unused;
	char name[ST_NAME_SIZE];        /* then: of the process with the largest part */
};

/* The part of a run that Java reads. */
struct st_view {
	uint64_t stops;            /* how often a tracee stopped so far */
	int32_t main_pid;
	int32_t pipe_fd[2];        /* our ends of the pipes to descriptors 1 and 2, or -1; the caller closes them */
	int32_t last_signal;       /* the last signal that reached the main process, or 0 */
	int32_t killed;            /* st_kill() has been called */
	uint32_t length;           /* bytes of records below */
	uint8_t records[ST_RECORDS_SIZE];
};

struct st_run;

ST_API int st_abi(void);
/* Fills out with sizes and offsets of the structures above in the order of Layout.java; answers how many there are. */
ST_API int st_layout(int32_t *out, int capacity);

/* The version of Landlock that the kernel offers. */
ST_API int st_landlock_abi(void);

/* The tracer's thread. */
ST_API int64_t st_spawn(const uint8_t *plan, int64_t size);
ST_API int64_t st_view_of(int64_t run);
ST_API int st_next(int64_t run, int answer);
ST_API int st_may_trace(void);
/* Those of a thread that a question is about; answers how many bytes there are. */
ST_API int st_registers(int tid, uint8_t *out, int capacity);

/* Any thread. */
ST_API int st_kill(int64_t run);
ST_API int st_signal(int64_t run, int signal);
ST_API int st_tracees(int64_t run, int32_t *out, int capacity);
ST_API int st_stolen(int64_t run);
ST_API int st_ring(int64_t run);
/* Writes struct st_totals and as many struct st_process as fit; answers how many processes are alive. */
ST_API int st_usage_of(int64_t run, uint8_t *out, int size);
/*
 * Writes struct st_found. Kills the run at once when that is `most` or more of CPU time, or more than that of memory; a sum
 * in which pages may count more than once is no reason to. One thread at a time.
 */
ST_API int st_watch(int64_t run, int what, int64_t most, uint8_t *out);

/* The tracer's thread, after the last record; before it, kills the run first. */
ST_API int st_free(int64_t run);

/* Files: paths are bytes, not text. */
ST_API int st_open(const char *path, int flags, int mode);
ST_API int st_close(int fd);
ST_API int st_memfd(const uint8_t *bytes, int64_t size);
ST_API int st_append(int fd, const uint8_t *bytes, int64_t size);
ST_API int st_seal(int fd);
ST_API int st_pipe(int32_t *ends);   /* [0] is read from, [1] written to */
/* From and to the start of a file, wherever its position is. */
ST_API int st_pread(int fd, uint8_t *buffer, int capacity);
ST_API int st_pwrite(int fd, const uint8_t *bytes, int size);
ST_API int st_current_directory(uint8_t *out, int capacity);
ST_API int st_access(const char *path, int mode);
/* Which interface does this program use? Answers enum st_interface, or -ENOEXEC where the file is none. */
ST_API int st_program(const char *path);
/* Is this a directory of mode 0700 that belongs to us, with nothing in it? 1 or 0. */
ST_API int st_untouched(const char *path);

/* The pump: one epoll instance for all pipes. */
ST_API int st_pump_open(void);
ST_API int st_pump_add(int pump, int fd, int id);
ST_API int st_pump_remove(int pump, int fd);
ST_API int st_pump_wait(int pump, int timeout_millis);
ST_API int st_read(int fd, uint8_t *buffer, int capacity);

#endif
