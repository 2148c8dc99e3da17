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
#define ST_ABI 22

/* Bounds. Reaching one is always reported, never silent. */
enum {
	ST_TRACEES_MAX = 16384,    /* threads of one run alive at once: record ST_CROWDED, then the run is killed */
	ST_RECORDS_SIZE = 65536,   /* bytes of records that one st_next() hands over */
	ST_STACK_SIZE = 32768,     /* of the child between clone and exec */
	ST_CPUS_BYTES = 1024,      /* an affinity mask of 8192 processors */
	ST_SETUP_SECONDS = 10,     /* how long the child waits to be seized before it gives up */
	ST_BUSY_TRIES = 40,        /* tries to exec a file that is open for writing (ETXTBSY) … */
	ST_BUSY_MILLIS = 5,        /* … so far apart */
	ST_ENDS_ASKED = 64,        /* threads of a killed run that Java may look at before they are gone … */
	ST_CRASHES_ASKED = 64,     /* … and crashes of processes other than the main process */
	ST_TRACED_MOST = 16384,    /* bytes of what is copied for a trace at one stop */
	ST_TEXT_MOST = 4096,       /* … of one text or list of texts among it */
};

/* Steps of a launch, in their order; a failure names its step. */
enum st_step {
	ST_STEP_NONE, ST_STEP_CLONE, ST_STEP_SEIZE, ST_STEP_SESSION, ST_STEP_STDIN, ST_STEP_STDOUT, ST_STEP_STDERR,
	ST_STEP_TERMINAL, ST_STEP_DESCRIPTORS, ST_STEP_DIRECTORY, ST_STEP_LIMIT, ST_STEP_SIGNALS, ST_STEP_AFFINITY, ST_STEP_NICE,
	ST_STEP_NO_NEW_PRIVS, ST_STEP_LANDLOCK, ST_STEP_FILTER, ST_STEP_EXEC, ST_STEP_WAIT, ST_STEP_LAUNCHER, ST_STEP_LOOPBACK, ST_STEP_MOUNT,
	ST_STEP_ROOT, ST_STEP_FORK, ST_STEP_IDENTITY, ST_STEP_CAPABILITIES,
};

/* Tasks of the loop where the filter returns SECCOMP_RET_TRACE with one of these; ST_RECIPE_ASK is a bit of its own. */
enum st_recipe {
	ST_RECIPE_EXEC = 1,   /* count the memory that this exec will throw away */
	ST_RECIPE_BIRTH,      /* let the call fail with EAGAIN when there are threads_most already */
	ST_RECIPE_MAPPING,    /* record a failure at the limit of address space (argument 1 is the size) */
	ST_RECIPE_OPENING,    /* record a failure at the limit of descriptors */
	ST_RECIPE_WRITING,    /* tell Java of a regular file that has been opened for writing */
	ST_RECIPE_FILTER,     /* the program installs a filter of its own: from now on ask about every call that stops */
	ST_RECIPE_AFFINITY,   /* the program asks for its processors, or sets them: give back what a trace has taken */
	ST_RECIPE_ASK = 8,    /* ask Java, whose answer has the recipe if the call may be made */
	ST_RECIPE_GET_LIMIT = 16, /* hide the byte that the kernel's limit of a file's size is more: getrlimit(2) … */
	ST_RECIPE_SET_LIMIT,      /* … setrlimit(2) … */
	ST_RECIPE_BOTH_LIMIT,     /* … prlimit(2) */
	ST_RECIPE_SERVING,        /* the program may serve memory itself from now on, by FUSE or userfaultfd(2) */
	ST_RECIPE_TRACE = 32,     /* a bit of its own: record the call, and copy what the plan has a list for */
	ST_RECIPE_MODULE = 64,    /* the same, for the question about it that ST_RECIPE_ASK asks */
};

enum { ST_CALL_NUMBERS = 1024 };  /* the plan has lists for calls with smaller numbers */

/* What is copied of a call that is recorded. */
enum st_capture_kind {
	ST_COPY_TEXT = 1,  /* up to a zero byte */
	ST_COPY_BYTES,
	ST_COPY_TEXTS,     /* a list of pointers to texts, up to a null pointer */
	ST_COPY_IOVEC,     /* an array of struct iovec, and what its buffers hold */
	ST_COPY_MESSAGE,   /* a struct msghdr, and what it refers to */
	ST_COPY_LINK,      /* what a descriptor refers to */
	ST_COPY_BASE,      /* the directory that the path in this argument begins at, if it is relative */
	ST_COPY_MESSAGES,  /* an array of struct mmsghdr, and what they refer to */
	ST_COPY_LINKS,     /* what the two descriptors in an array refer to */
	ST_COPY_ARGUMENTS, /* an array with the arguments of another call, and what is copied of that */
};

/* Where its length comes from: always times `unit`. */
enum st_length {
	ST_LENGTH_ONE,       /* 1 */
	ST_LENGTH_ARGUMENT,  /* an argument */
	ST_LENGTH_RESULT,    /* what the call returned */
	ST_LENGTH_POINTED,   /* the 32-bit number at the address in an argument */
};

enum st_trace {
	ST_TRACE_WHOLE = 1,
	ST_TRACE_ENTRIES,  /* without the ends of calls: one stop each instead of two */
};

enum st_moment { ST_AT_ENTRY = 1, ST_AT_EXIT = 2, ST_AT_FAILURE = 4 };

enum { ST_OF_RESULT = 6, ST_OF_NONE = 7 }; /* instead of an argument */
enum { ST_OF_ARRAY = 8 }; /* plus an argument, or ST_OF_RESULT: that of the call of ST_COPY_ARGUMENTS */

struct st_capture {
	uint8_t kind, moments;
	uint8_t argument;         /* 0 to 5, or ST_OF_RESULT */
	uint8_t length, length_argument;
	uint8_t guard;            /* copied only where this argument is guard_value; or ST_OF_NONE. Of ST_COPY_BASE: the
	                             argument with the directory, or ST_OF_NONE: the working directory */
	uint16_t inner;           /* of ST_COPY_ARGUMENTS: the list of the call whose arguments they are */
	uint32_t unit;            /* bytes */
	uint32_t most;            /* bytes */
	uint64_t guard_value;
};

struct st_capture_list {
	uint32_t first, count;    /* among the captures */
};

/* What was copied, in the order of RawCapture.Part. */
enum st_part {
	ST_PART_STRING, ST_PART_BYTES, ST_PART_STRINGS, ST_PART_IOVEC, ST_PART_IOVEC_DATA, ST_PART_MSG, ST_PART_MSG_NAME,
	ST_PART_MSG_IOV, ST_PART_MSG_DATA, ST_PART_MSG_CONTROL, ST_PART_LINK, ST_PART_BASE,
};

enum st_captured_status { ST_WHOLE, ST_CUT, ST_UNREADABLE };

/* Then so many bytes follow, up to a multiple of 8. */
struct st_captured {
	uint8_t argument, part, status, unused;
	uint32_t length;
	uint64_t whole;           /* how long all of it is */
};

/* Where a standard descriptor of the program comes from. */
enum st_source {
	ST_NULL,        /* /dev/null */
	ST_FD,          /* value: a descriptor of this process, which st_spawn() does not close */
	ST_FILE,        /* value: offset of a path in the plan, opened for reading */
	ST_PIPE,        /* a new pipe, whose other end is in the run */
	ST_AS_STDOUT,   /* the same as descriptor 1 */
	ST_TERMINAL,    /* as ST_FD, of a terminal that becomes the controlling one; of descriptor 0 only */
};

struct st_stdio {
	uint32_t source;
	uint32_t value;
};

struct st_rlimit {
	uint32_t resource;
	uint32_t required;             /* fail where ours is lower and may not be raised; otherwise ours holds */
	uint64_t soft, hard;
};

/* What a mount namespace is furnished with. */
enum st_mount_kind {
	ST_MOUNT_BIND,    /* what is at this path outside */
	ST_MOUNT_LINK,    /* a symbolic link; its text is the source */
	ST_MOUNT_PROC,    /* processes of the new pid namespace; left out where the host does not permit it */
	ST_MOUNT_MEMORY,  /* an empty file system in memory, which anybody may write to */
};

enum st_mount_flag {
	ST_MOUNT_READ_ONLY = 1, ST_MOUNT_NO_EXEC = 2,
	ST_MOUNT_FILE = 4,      /* the source is no directory */
	ST_MOUNT_DEVICES = 8,   /* devices may be opened */
};

struct st_mount {
	uint32_t kind, flags;
	uint32_t source, target;       /* absolute paths */
};

/* What a launcher does before it executes the program. */
struct st_isolation {
	uint32_t namespaces;           /* CLONE_NEW* of clone(2) */
	uint32_t loopback;             /* bring up the loopback interface of the new network namespace */
	uint32_t staging;              /* an absolute path of a directory, over which the new root is built; 0: the root stays */
	uint32_t jail;                 /* the directory that becomes the root, or 0: an empty one, where there is staging */
	uint32_t mount_count, mounts;  /* struct st_mount[], in their order, aligned to 4 */
	uint32_t owned;                /* a path that the program's user gets, or 0 */
	uint32_t identity;             /* 1: with these ids */
	uint32_t user, group;
	uint32_t group_count, groups;  /* uint32_t[], supplementary, aligned to 4 */
	uint32_t drop_capabilities;
};

/* A plan is one block of bytes: this header, then what its offsets point to. Strings end with a zero byte. */
struct st_plan {
	uint32_t length;               /* of the whole block */
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
	uint32_t threads_told;         /* report each new highest number of living threads, up to this one */
	uint32_t closing_told;         /* 1: ask before the end, or an exec, of a thread that has files open without a name */
	int32_t group_directory;       /* descriptor of a control group of version 2 to be born in, or -1 */
	int32_t group_entrance;        /* descriptor of its file of processes, in version 1 of threads; -1: no group */
	struct st_stdio stdio[3];
	uint64_t address_space;        /* bytes, for ST_RECIPE_MAPPING */
	uint64_t file_size;            /* bytes, one more than a file may have: see filesize.c; 0: no limit */
	uint64_t exec_key;             /* the sixth argument of the calls that start the program */
	uint32_t new_privileges;       /* an exec may give some, see PR_SET_NO_NEW_PRIVS */
	uint32_t trace;                /* record what happens: enum st_trace, or 0 */
	uint32_t list_of_call;         /* uint16_t[3][ST_CALL_NUMBERS], by enum st_interface less one */
	uint32_t list_count, lists;    /* struct st_capture_list[], aligned to 8; the first is empty */
	uint32_t capture_count, captures; /* struct st_capture[], aligned to 8 */
	uint32_t ask_traced;           /* ask at each call that is recorded, so that Java may look at its callers */
	uint32_t ask_events;           /* ask at signals, and at the start, the exec and the end of threads */
	int32_t ruleset;               /* descriptor of what Landlock shall allow, or -1 */
	uint32_t processor_bytes, processors; /* a mask for sched_setaffinity(2), aligned to 8; or none: those of this process */
	uint32_t set_nice;             /* 0: that of this process */
	int32_t nice;
	uint32_t fixed_addresses;      /* memory is where it was in the run before, as far as the host permits that */
	uint32_t isolation;            /* struct st_isolation, aligned to 8, or 0: the child executes the program itself */
};

/* What a record of what happens is for, as bits of its number. */
enum st_purpose {
	ST_FOR_TRACE = 1,
	ST_FOR_MODULE = 2,  /* a question, unless the thread is gone; of ST_ENTERED the question is the ST_CALL that follows */
	ST_FOR_RULES = 4,   /* a question about the result of a call about which ST_CHECK was the answer */
};

enum { ST_MARK_NUMBERS = 14 };

/*
 * Kinds of records, in the order of Records.Kind. A new one is listed in handshake.c and raises ST_ABI; Supervisor.take()
 * says what it means. record_room() keeps room for as many as one event can make.
 */
enum st_kind {
	ST_STARTED = 1,   /* the program's exec succeeded: number = 1 when it is in a group, whose limit is to be set: a question */
	ST_SETUP_FAILED,  /* the child gave up before exec: number = step, value = errno, or the signal at ST_STEP_NONE, index */
	ST_EXITING,       /* a thread of the main process is about to end: value = wait status, call, ip, sp. In a killed run
	                     also one of another process; then number = 1 for the first ones: a question, whose thread Java
	                     may inspect before it answers. index = the signal of job control that had stopped it, or 0;
	                     then si_pid of siginfo is the sender */
	ST_DYING,         /* the same, by a signal whose siginfo follows; of another process only a crash. A question, whose
	                     thread Java may inspect */
	ST_MAIN_ENDED,    /* the main process is gone: value = wait status; number = 1 when others are left: a question */
	ST_FINISHED,      /* no tracee is left: the last record of a run */
	ST_CROWDED,       /* more than ST_TRACEES_MAX threads: the run is being killed */
	ST_STOLEN,        /* another thread of this process waited for a tracee: tid */
	ST_BROKEN,        /* a request of ours failed: number = step, value = errno */
	ST_ENDED,         /* a process ended: pid, value = wait status, index = its parent, number = what is missing, usage */
	ST_EXCEEDED,      /* a limit was exceeded: number = enum st_limit, value = measured. A question: kill? */
	ST_HIT,           /* a call failed at a limit: number = enum st_limit; once for each limit */
	ST_GROWN,         /* more threads are alive than ever before: value */
	ST_CALL,          /* a call that is about to be made: call, arch, ip, sp, arguments, number = 1 when it is of another
	                     interface than the program. A question: refuse? */
	ST_OPENED,        /* a regular file has been opened for writing: value = descriptor. A question: Java may look at it */
	ST_CLOSING,       /* a thread is about to end, or to exec, and some of its descriptors are of files that have no name any
	                     more: a question, where the plan asks for it */
	/*
	 * For a trace or a module: number = enum st_purpose, as bits. What was copied follows ENTERED, RETURNED and EXECUTED,
	 * which are shorter than the others.
	 */
	ST_ENTERED,       /* a call: call, arch, ip, sp, arguments */
	ST_RETURNED,      /* its end: arguments[0] = result, value = 1 if it failed; index = the id that the thread had before;
	                     call, arch */
	ST_SIGNALLED,     /* a signal is about to be delivered: value = its number, siginfo */
	ST_BORN,          /* a thread has been created: index = its creator, or 0: not known yet, value = the creator's process */
	ST_DIED,          /* a thread is about to end: value = wait status */
	ST_EXECUTED,      /* an exec succeeded: of ST_PART_LINK its file, of ST_PART_STRINGS its arguments, of ST_PART_STRING
	                     and ST_PART_BASE the file that was named: of a script that, not its interpreter's */
};

/* Limits that the loop itself enforces. */
enum st_limit {
	ST_LIMIT_PROCESSES, ST_LIMIT_THREADS, ST_LIMIT_FILE_SIZE, ST_LIMIT_ADDRESS_SPACE, ST_LIMIT_OPEN_FILES,
};

/* Figures that could not be measured, as bits. */
enum st_missing {
	ST_NO_TRANSFER = 1, ST_NO_MEMORY = 2, ST_NO_SWITCHES = 4, ST_NO_FAULTS = 8,
};

enum { ST_NAME_SIZE = 16, ST_SIGINFO_SIZE = 128, ST_ARGUMENT_COUNT = 6 };

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
	uint32_t own_size;  /* with everything that follows, a multiple of 8 */
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
		uint8_t siginfo[ST_SIGINFO_SIZE];
		struct st_usage usage;
		uint64_t arguments[ST_ARGUMENT_COUNT];
	};
};

/* Answers to questions. */
enum st_answer {
	ST_GO_ON,
	ST_KILL,
	ST_WATCHED = 1 << 8, /* times enum st_recipe: the call is made under this recipe */
	ST_REFUSE = 1 << 16, /* plus an errno: the call is not made, and fails with it */
	ST_AWAIT = 1 << 17,  /* plus ST_WATCHED: ask again when the call has returned */
	ST_REWRITE = 1 << 18, /* plus these: the call is made with the arguments in the reply */
	ST_RETURN = 1 << 19, /* the call returns the first number of the reply; at its entry: and is not made */
	ST_SUPPRESS = 1 << 20, /* the signal is not delivered */
	ST_DELIVER = 1 << 21,  /* the siginfo in the reply is delivered in its place */
	ST_CHECK = 1 << 22,    /* plus ST_WATCHED: ask when the call has returned, for rules to look at what came of it */
};

enum { ST_REPLY_SIZE = ST_SIGINFO_SIZE };

/*
 * Interfaces of system calls: each has numbers of its own. On ARM all count as 64-bit, because 32-bit code cannot make
 * calls of the other interface.
 */
enum st_interface {
	ST_OF_64_BITS = 1, ST_OF_X32, ST_OF_32_BITS,
};

/* What st_file() writes. */
enum st_file_fact {
	ST_FILE_DEVICE, ST_FILE_INODE, ST_FILE_SIZE, ST_FILE_REGULAR, ST_FILE_NAMES, ST_FILE_FACTS,
};

/* What st_tree_facts() writes. */
enum st_tree_fact {
	ST_TREE_MODE, ST_TREE_DEVICE, ST_TREE_INODE, ST_TREE_NAMES, ST_TREE_SIZE, ST_TREE_FACTS,
};

/* Kinds of objects of System V. */
enum st_ipc_kind {
	ST_IPC_MEMORY, ST_IPC_MESSAGES, ST_IPC_SEMAPHORES,
};

/* A living thread, as st_tracees() reports it. */
struct st_tracee {
	int32_t tid, pid;    /* pid 0: not known yet */
	int32_t stopped;     /* the signal of job control that stopped it, until a SIGCONT; 0: it is not stopped */
	int32_t stopper;     /* the process that sent it, or 0: the kernel */
	uint32_t exiting;    /* it is past its last instruction */
};

/* A living process, as st_usage_of() reports it. */
struct st_process {
	int32_t pid, parent;
	int32_t missing;
	int32_t unused;
	struct st_usage usage;
};

/* The whole run, as st_usage_of() reports it before the living processes. */
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

/* What st_watch() shall measure, as bits. */
enum st_watch {
	ST_WATCH_CPU = 1, ST_WATCH_MEMORY = 2, ST_WATCH_SHARED = 4, ST_WATCH_BUSY = 8,
};

/* What st_watch() measured. cpu_pid and memory_pid are the processes that use most. */
struct st_seen {
	int64_t cpu;                    /* nanoseconds, of all processes that there have been */
	int64_t memory;                 /* resident bytes; with ST_WATCH_SHARED each shared page counts once */
	int64_t largest;                /* resident bytes of the largest process */
	int32_t cpu_pid, memory_pid;
	int32_t threads, processes;     /* alive */
	int32_t busy;                   /* a thread is executing or waiting for storage */
	int32_t error;                  /* errno, where a process could not be measured */
	int32_t killed;                 /* more was used than allowed, so the run has been killed */
	int32_t unused;
	char name[ST_NAME_SIZE];        /* then: of the process that uses most */
};

/* The part of a run that Java reads. */
struct st_view {
	uint64_t stops;            /* how often a tracee stopped so far */
	int32_t main_pid;
	int32_t pipe_fd[2];        /* our ends of the pipes to descriptors 1 and 2, or -1; the caller closes them */
	int32_t last_signal;       /* the last signal that reached the main process, or 0 */
	int32_t killed;            /* st_kill() has been called */
	uint32_t length;           /* bytes of records below */
	int32_t serves;            /* ST_RECIPE_SERVING has come: who reads such memory may wait for ever, so that nobody reads any */
	int32_t unused;
	union {                    /* what belongs to an answer; Java writes it before */
		uint64_t reply[ST_REPLY_SIZE / 8];
		uint8_t reply_siginfo[ST_REPLY_SIZE];
	};
	uint8_t records[ST_RECORDS_SIZE];
};

struct st_run;

ST_API int st_abi(void);
/*
 * Fills out with the sizes and offsets of the structures above, then with the numbers of the enumerations, in the order of
 * Layout.java and Numbers.java; answers how many there are.
 */
ST_API int st_layout(int32_t *out, int capacity);

/* The version of Landlock that the kernel offers. */
ST_API int st_landlock_abi(void);
/*
 * A ruleset that handles these rights of files, ports and scopes, as landlock_create_ruleset(2) has them; answers its
 * descriptor. The second function allows rights for a file, and of a directory for all below it; of what is no directory
 * only the rights among `of_files`.
 */
ST_API int st_landlock_ruleset(int64_t files, int64_t network, int64_t scopes);
ST_API int st_landlock_allow(int ruleset, int file, int64_t rights, int64_t of_files);

/*
 * What a system call answers in a child of ours, which has these new namespaces, CLONE_NEW* of clone(2), and ends; or the
 * -errno of that child's creation. It shares our memory, but not our descriptors and directories.
 */
ST_API int64_t st_attempt(int flags, int64_t number, int64_t a, int64_t b, int64_t c, int64_t d, int64_t e);

/* The number of a call of ours for which a filter around this process would kill it, found out in a copy; or -ENODATA. */
ST_API int64_t st_deadly_call(void);

/* The tracer's thread. */
ST_API int64_t st_spawn(const uint8_t *plan, int64_t size);
ST_API int64_t st_view_of(int64_t run);
ST_API int st_next(int64_t run, int answer);
ST_API int st_may_trace(void);
/* Reads the registers of a thread that waits for an answer, as in a core file; answers their size in bytes. */
ST_API int st_registers(int tid, uint8_t *out, int capacity);
/*
 * Memory of a thread that waits for an answer. Both answer how many bytes were read or written, fewer where a page is not
 * there; -EACCES where the program may serve its memory itself.
 */
ST_API int st_peek(int64_t run, int tid, int64_t address, uint8_t *out, int size);
ST_API int st_poke(int64_t run, int tid, int64_t address, const uint8_t *bytes, int size);

/* Any thread. */
ST_API int st_kill(int64_t run);
ST_API int st_signal(int64_t run, int signal);
ST_API int st_tracees(int64_t run, int32_t *out, int capacity);
ST_API int st_stolen(int64_t run);
ST_API int st_ring(int64_t run);
/* May memory of the run's processes be read? 1 or 0. */
ST_API int st_readable(int64_t run);
/* Writes struct st_totals and as many struct st_process as fit; answers how many processes are alive. */
ST_API int st_usage_of(int64_t run, uint8_t *out, int size);
/*
 * Writes struct st_seen. Kills the run at once when it has used `most` nanoseconds of CPU time, or more than `most` bytes
 * of memory, unless shared pages may have been counted more than once. One thread at a time.
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
/* What a symbolic link says; answers its length, -EINVAL where it is none. */
ST_API int st_link(const char *path, uint8_t *out, int capacity);
/* Is this in a file system of processes, such as /proc? 1 or 0. */
ST_API int st_on_proc(const char *path);
/* Which interface does this program use? Answers enum st_interface, or -ENOEXEC where the file is none. */
ST_API int st_program(const char *path);
/* Writes enum st_file_fact of a file, as far as is known without waiting for the server of its file system. */
ST_API int st_file(const char *path, int64_t *out);
/* Makes a file shorter, for its owner also where its mode does not allow that. */
ST_API int st_cut(const char *path, int64_t size);
/* Is this a directory of mode 0700 that belongs to us, with nothing in it? 1 or 0. */
ST_API int st_untouched(const char *path);
/*
 * The same; and writes ST_MARK_NUMBERS numbers that stay as they are only as long as no program has left a mark in it: by
 * its times, size, attributes, access control lists or flags.
 */
ST_API int st_mark(const char *path, int64_t *out);

/*
 * Trees that a program has filled, by a descriptor of a directory and one name in it. No link is followed, and what is
 * mounted there is not entered: -EXDEV. Opens a directory, or a regular file, for reading; -ENOTDIR, or -EINVAL, where it is
 * something else. What belongs to us and is closed to us is opened to us first.
 */
ST_API int st_tree_directory(int directory, const char *name);
ST_API int st_tree_file(int directory, const char *name);
/* Writes enum st_tree_fact of a name, or of the descriptor itself where that is empty. */
ST_API int st_tree_facts(int directory, const char *name, int64_t *out);
/* The next names, each with a zero byte behind it; answers how many bytes, 0 at the end. */
ST_API int st_tree_names(int directory, uint8_t *out, int capacity);
ST_API int st_tree_remove(int directory, const char *name, int is_directory);
ST_API int st_tree_move(int directory, const char *name, int target, const char *new_name);

/* Removes an object of System V, enum st_ipc_kind. */
ST_API int st_ipc_remove(int kind, int id);
/* Which process has used a semaphore last: its id, or 0. */
ST_API int st_ipc_user(int id, int semaphore);

/* Terminals: [0] is ours, for reading, [1] the program's, [2] ours, for the other functions and for writing. */
ST_API int st_terminal(int32_t *ends);
ST_API int st_resize(int fd, int columns, int rows);
ST_API int st_write(int fd, const uint8_t *bytes, int size);
/* Is there something for the program to read? [1] is asked; 1 or 0. */
ST_API int st_has_input(int fd);
/* What is typed to end the input, or 0 where nothing is. */
ST_API int st_end_character(int fd);
/* Does the program read whole lines, which may be edited? 1 or 0. */
ST_API int st_by_lines(int fd);

/* The pump: one epoll instance for all pipes. */
ST_API int st_pump_open(void);
ST_API int st_pump_add(int pump, int fd, int id);
ST_API int st_pump_remove(int pump, int fd);
ST_API int st_pump_wait(int pump, int timeout_millis);
ST_API int st_read(int fd, uint8_t *buffer, int capacity);

#endif
