/*
 * Structures of system calls that no header of the kernel's interface has as the kernel reads them; native/structs.sh
 * asks the compilers where their fields are. Included after the headers that structs-named.tsv names.
 */
#include <asm/posix_types.h>
#include <linux/types.h>

typedef __kernel_long_t klong;
typedef __kernel_ulong_t kulong;

struct k_iovec {
	void *iov_base;
	unsigned long iov_len;
};

struct k_msghdr {
	void *msg_name;
	int msg_namelen;
	void *msg_iov;
	unsigned long msg_iovlen;
	void *msg_control;
	unsigned long msg_controllen;
	unsigned msg_flags;
};

struct k_mmsghdr {
	struct k_msghdr msg_hdr;
	unsigned msg_len;
};

struct k_cmsghdr {
	unsigned long cmsg_len;
	int cmsg_level;
	int cmsg_type;
};

struct k_ucred {
	__u32 pid;
	__u32 uid;
	__u32 gid;
};

struct k_timespec {
	klong tv_sec;
	klong tv_nsec;
};

struct k_timeval {
	klong tv_sec;
	klong tv_usec;
};

struct k_itimerspec {
	struct k_timespec it_interval;
	struct k_timespec it_value;
};

struct k_itimerval {
	struct k_timeval it_interval;
	struct k_timeval it_value;
};

struct k_timespec64 {
	__s64 tv_sec;
	__s64 tv_nsec;
};

struct k_itimerspec64 {
	struct k_timespec64 it_interval;
	struct k_timespec64 it_value;
};

struct k_utimbuf {
	klong actime;
	klong modtime;
};

struct k_rlimit {
	kulong rlim_cur;
	kulong rlim_max;
};

struct k_rlimit64 {
	__u64 rlim_cur;
	__u64 rlim_max;
};

struct k_rusage {
	struct k_timeval ru_utime;
	struct k_timeval ru_stime;
	klong ru_maxrss, ru_ixrss, ru_idrss, ru_isrss, ru_minflt, ru_majflt, ru_nswap, ru_inblock, ru_oublock, ru_msgsnd;
	klong ru_msgrcv, ru_nsignals, ru_nvcsw, ru_nivcsw;
};

struct k_tms {
	klong tms_utime, tms_stime, tms_cutime, tms_cstime;
};

/* rt_sigaction: the mask is last, and always of 64 bits. */
struct k_sigaction {
	void *sa_handler;
	unsigned long sa_flags;
	void *sa_restorer;
	__u32 sa_mask[2];
};

/* sigaction of i386. */
struct k_old_sigaction {
	void *sa_handler;
	unsigned long sa_mask;
	unsigned long sa_flags;
	void *sa_restorer;
};

struct k_stack {
	void *ss_sp;
	int ss_flags;
	unsigned long ss_size;
};

/* pselect6 of x32 is that of x86-64. */
struct k_sigset_pack {
	kulong sigmask;
	kulong sigsetsize;
};

struct k_sigevent {
	union {
		int sival_int;
		void *sival_ptr;
	} sigev_value;
	int sigev_signo;
	int sigev_notify;
	int sigev_notify_thread_id;
	char rest[64 - 2 * sizeof(void *) - 12 + sizeof(void *)];
};

/* The times of SIGCHLD are aligned to 4 bytes on x32, as its clock_t is. */
#if defined(__x86_64__) && defined(__ILP32__)
typedef __s64 __attribute__((aligned(4))) k_sig_clock;
#else
typedef klong k_sig_clock;
#endif

struct k_siginfo {
	int si_signo;
	int si_errno;
	int si_code;
	union {
		struct {
			int si_pid;
			__u32 si_uid;
			int si_status;
			k_sig_clock si_utime;
			k_sig_clock si_stime;
		};
		struct {
			int pid;
			__u32 uid;
			union {
				int si_int;
				void *si_ptr;
			};
		};
		struct {
			int si_tid;
			int si_overrun;
		};
		struct {
			void *si_addr;
		};
		struct {
			long si_band;
			int si_fd;
		};
		struct {
			void *si_call_addr;
			int si_syscall;
			unsigned si_arch;
		};
		int pad[(128 - (sizeof(void *) == 8 ? 16 : 12)) / 4];
	} __attribute__((aligned(sizeof(void *))));
};

struct k_pollfd {
	int fd;
	__u16 events;
	__u16 revents;
};

/* epoll_event is packed on x86-64 only. */
struct k_epoll_event {
	__u32 events;
	__u64 data;
}
#ifdef __x86_64__
__attribute__((packed))
#endif
;

struct k_flock {
	short l_type;
	short l_whence;
	__kernel_off_t l_start;
	__kernel_off_t l_len;
	int l_pid;
};

#ifdef __i386__
struct k_flock64 {
	short l_type;
	short l_whence;
	__s64 l_start;
	__s64 l_len;
	int l_pid;
} __attribute__((packed, aligned(4)));
#else
struct k_flock64 {
	short l_type;
	short l_whence;
	__s64 l_start;
	__s64 l_len;
	int l_pid;
};
#endif

struct k_owner_ex {
	int type;
	int pid;
};

struct k_linger {
	int l_onoff;
	int l_linger;
};

struct k_utsname {
	char sysname[65], nodename[65], release[65], version[65], machine[65], domainname[65];
};

struct k_sched_param {
	int sched_priority;
};

struct k_mmap_args {
	kulong addr, length, prot, flags, fd, offset;
};

struct k_select_args {
	kulong nfds;
	void *readfds, *writefds, *exceptfds, *timeout;
};

struct k_mq_attr {
	klong mq_flags, mq_maxmsg, mq_msgsize, mq_curmsgs;
};

struct k_ifreq {
	char ifr_name[16];
	union {
		struct {
			__u16 sa_family;
			char sa_data[14];
		};
		int ifr_ifindex;
		short ifr_flags;
		char map[sizeof(void *) == 8 ? 24 : 16];
	};
};

struct k_cap_header {
	__u32 version;
	int pid;
};

struct k_cap_data {
	__u32 effective;
	__u32 permitted;
	__u32 inheritable;
};

/* The kernel's header has 32 bits for x32, its statfs has 64. */
struct k_statfs {
	kulong f_type, f_bsize, f_blocks, f_bfree, f_bavail, f_files, f_ffree;
	struct {
		__u32 val[2];
	} f_fsid;
	kulong f_namelen, f_frsize, f_flags, f_spare[4];
};

struct k_timezone {
	int tz_minuteswest;
	int tz_dsttime;
};

struct k_file_handle {
	__u32 handle_bytes;
	int handle_type;
};

struct k_bpf_program {
	__u16 len;
	void *filter;
};
