/* Makes more than a hundred different system calls, each with arguments that show how they are decoded; most succeed, some
 * fail on purpose. Works in its current directory, which must be empty, and leaves it empty.
 * Usage: many_calls
 * Report: OK; prints nothing. The results of the calls do not matter: the same calls are traced by two tracers. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <linux/openat2.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pty.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <sys/sysinfo.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <sys/times.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#ifdef SYS__newselect
#define SYS_SELECT SYS__newselect
#else
#define SYS_SELECT SYS_select
#endif

static volatile long sink;
#define CALL(expression) (sink += (long)(expression))

static void files(void) {
  char buffer[64], name[] = "tab\there \"quoted\" \001end";
  struct iovec parts[] = {{"one", 3}, {"", 0}, {"three\n", 6}};
  struct iovec into[] = {{buffer, 4}, {buffer + 8, 20}};
  struct stat status;
  struct statfs system;
  struct open_how how = {.flags = O_RDWR | O_CREAT, .mode = 0600, .resolve = RESOLVE_BENEATH};
  loff_t from = 1, to = 2;
  int fd = open("file", O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);

  CALL(openat(AT_FDCWD, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW));
  CALL(openat(AT_FDCWD, ".", O_TMPFILE | O_WRONLY, 0600));
  CALL(syscall(SYS_openat2, AT_FDCWD, "two", &how, sizeof how));
  CALL(write(fd, "binary \0\1\2\0377 \200\r\n\\\"", 17));
  CALL(writev(fd, parts, 3));
  CALL(pwrite(fd, "xyz", 3, 40));
  CALL(pwritev(fd, parts, 3, 10));
  CALL(lseek(fd, 0, SEEK_SET));
  CALL(read(fd, buffer, 20));
  CALL(readv(fd, into, 2));
  CALL(pread(fd, buffer, 5, 3));
  CALL(preadv(fd, into, 2, 1));
  CALL(read(-1, buffer, 5));
  CALL(syscall(SYS_write, fd, 16, 5));
  CALL(syscall(SYS_read, fd, NULL, 5));
  CALL(fstat(fd, &status));
  CALL(stat("file", &status));
  CALL(stat("/dev/null", &status));
  CALL(fstatat(AT_FDCWD, "missing", &status, AT_SYMLINK_NOFOLLOW));
  CALL(statfs("/proc", &system));
  CALL(fstatfs(fd, &system));
  CALL(access("file", R_OK | W_OK));
  CALL(faccessat(AT_FDCWD, "file", F_OK, 0));
  CALL(symlink("file", "link"));
  CALL(readlink("link", buffer, sizeof buffer));
  CALL(readlinkat(AT_FDCWD, "file", buffer, sizeof buffer));
  CALL(link("file", "hard"));
  CALL(linkat(AT_FDCWD, "file", AT_FDCWD, "hard2", AT_SYMLINK_FOLLOW));
  CALL(rename("hard", "harder"));
  CALL(syscall(SYS_renameat2, AT_FDCWD, "harder", AT_FDCWD, "two", RENAME_NOREPLACE));
  CALL(chmod("file", 04755));
  CALL(fchmod(fd, 0));
  CALL(chown("file", 0, (gid_t)-1));
  CALL(fchownat(AT_FDCWD, "link", (uid_t)-1, (gid_t)-1, AT_SYMLINK_NOFOLLOW));
  CALL(truncate("file", 30));
  CALL(ftruncate(fd, 20));
  CALL(fallocate(fd, FALLOC_FL_KEEP_SIZE, 0, 100));
  CALL(posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL));
  CALL(copy_file_range(fd, &from, fd, &to, 0, 0));
  CALL(flock(fd, LOCK_EX | LOCK_NB));
  CALL(fsync(fd));
  CALL(fdatasync(fd));
  CALL(sync_file_range(fd, 0, 10, SYNC_FILE_RANGE_WRITE));
  CALL(setxattr("file", "user.x", "value", 5, XATTR_CREATE));
  CALL(getxattr("file", "user.x", buffer, sizeof buffer));
  CALL(getxattr("file", "user.x", NULL, 0));
  CALL(listxattr("file", buffer, sizeof buffer));
  CALL(removexattr("file", "user.x"));
  CALL(mkdir("dir", 0700));
  CALL(mkdirat(AT_FDCWD, "dir", 0700));
  CALL(mknod("fifo", S_IFIFO | 0600, 0));
  CALL(chdir("dir"));
  CALL(getcwd(buffer, 2));
  CALL(chdir(".."));
  CALL(rmdir("dir"));
  CALL(umask(022));
  CALL(unlinkat(AT_FDCWD, "fifo", 0));
  CALL(unlinkat(AT_FDCWD, "fifo", AT_REMOVEDIR));
  const char *names[] = {"file", "two", "link", "harder", "hard2"};
  for (int i = 0; i < 5; i++)
    CALL(unlink(names[i]));
  CALL(close(fd));
}

static void descriptors(void) {
  struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 1, .l_len = 2};
  struct f_owner_ex owner = {F_OWNER_PID, 1};
  struct winsize window;
  struct termios settings;
  int ends[2], number = 0, fd = memfd_create("memory", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  char buffer[16];

  CALL(fcntl(fd, F_GETFD));
  CALL(fcntl(fd, F_SETFD, 0));
  CALL(fcntl(fd, F_GETFD));
  CALL(fcntl(fd, F_GETFL));
  CALL(fcntl(fd, F_SETFL, O_APPEND | O_NONBLOCK));
  CALL(fcntl(fd, F_DUPFD_CLOEXEC, 100));
  CALL(fcntl(fd, F_SETLK, &lock));
  CALL(fcntl(fd, F_GETLK, &lock));
  CALL(fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW));
  CALL(fcntl(fd, F_GET_SEALS));
  CALL(dup2(fd, 50));
  CALL(dup3(fd, 51, O_CLOEXEC));
  CALL(close(50));
  CALL(close(51));
  CALL(close(99));
  CALL(syscall(SYS_close_range, 100, 200, 0));
  CALL(pipe2(ends, O_NONBLOCK | O_CLOEXEC));
  CALL(fcntl(ends[0], F_SETOWN_EX, &owner));
  CALL(fcntl(ends[1], F_GETPIPE_SZ));
  CALL(read(ends[0], buffer, sizeof buffer));
  CALL(write(ends[1], "abc", 3));
  CALL(ioctl(ends[0], FIONREAD, &number));
  CALL(ioctl(ends[0], FIOCLEX));
  CALL(ioctl(ends[0], FIONBIO, &number));
  CALL(ioctl(ends[0], TIOCGWINSZ, &window));
  CALL(ioctl(ends[0], TCGETS, &settings));
  CALL(tee(ends[0], ends[1], 1, SPLICE_F_NONBLOCK));
  CALL(splice(ends[0], NULL, fd, NULL, 1, SPLICE_F_MOVE));
  CALL(eventfd(3, EFD_NONBLOCK | EFD_CLOEXEC));
  CALL(inotify_add_watch(inotify_init1(IN_NONBLOCK), ".", IN_CREATE | IN_DELETE));
  CALL(close_range(3, 60, 0));
  CALL(isatty(0));
}

static void sockets(void) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
  struct sockaddr_in6 long_address = {.sin6_family = AF_INET6, .sin6_port = htons(7), .sin6_addr = IN6ADDR_LOOPBACK_INIT};
  struct sockaddr_un local = {.sun_family = AF_UNIX, .sun_path = "missing"};
  struct linger linger = {1, 5};
  socklen_t size = sizeof(int), length = sizeof local;
  int pair[2], value = 1, tcp = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, IPPROTO_TCP);
  int udp = socket(AF_INET6, SOCK_DGRAM, 0), stream = socket(AF_UNIX, SOCK_STREAM, 0);
  char buffer[32], control[CMSG_SPACE(sizeof(int))] = {0};
  struct iovec part = {"data", 4}, into = {buffer, sizeof buffer};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};

  CALL(setsockopt(tcp, SOL_SOCKET, SO_REUSEADDR, &value, sizeof value));
  CALL(setsockopt(tcp, SOL_SOCKET, SO_LINGER, &linger, sizeof linger));
  CALL(setsockopt(tcp, IPPROTO_TCP, TCP_NODELAY, &value, sizeof value));
  CALL(getsockopt(tcp, SOL_SOCKET, SO_TYPE, &value, &size));
  CALL(getsockopt(tcp, SOL_SOCKET, SO_ERROR, &value, &size));
  CALL(bind(tcp, (struct sockaddr *)&address, sizeof address));
  CALL(listen(tcp, 5));
  CALL(shutdown(tcp, SHUT_RDWR));
  CALL(getpeername(tcp, (struct sockaddr *)&local, &length));
  CALL(connect(udp, (struct sockaddr *)&long_address, sizeof long_address));
  CALL(sendto(udp, "hello", 5, MSG_DONTWAIT | MSG_NOSIGNAL, (struct sockaddr *)&long_address, sizeof long_address));
  local.sun_family = AF_UNIX;
  strcpy(local.sun_path, "missing");
  CALL(connect(stream, (struct sockaddr *)&local, sizeof local));
  memcpy(local.sun_path, "\0abstract name", 14);
  CALL(connect(stream, (struct sockaddr *)&local, 2 + 14));
  CALL(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
  CALL(send(pair[0], "abc\n", 4, 0));
  CALL(recv(pair[1], buffer, sizeof buffer, MSG_PEEK));
  length = sizeof local;
  CALL(recvfrom(pair[1], buffer, 2, 0, (struct sockaddr *)&local, &length));
  length = sizeof local;
  CALL(getsockname(pair[1], (struct sockaddr *)&local, &length));
  struct cmsghdr *rights = CMSG_FIRSTHDR(&message);
  rights->cmsg_len = CMSG_LEN(sizeof(int));
  rights->cmsg_level = SOL_SOCKET;
  rights->cmsg_type = SCM_RIGHTS;
  memcpy(CMSG_DATA(rights), &tcp, sizeof tcp);
  CALL(sendmsg(pair[0], &message, MSG_NOSIGNAL));
  message.msg_iov = &into;
  CALL(recvmsg(pair[1], &message, MSG_CMSG_CLOEXEC));
  CALL(recvmsg(pair[1], &message, MSG_DONTWAIT));
  CALL(accept4(stream, NULL, NULL, SOCK_NONBLOCK));
  CALL(close_range(3, 60, 0));
}

static void waiting(void) {
  struct pollfd polled[] = {{0, POLLIN, 0}, {-1, POLLOUT, 0}};
  struct timespec short_time = {0, 1000}, now;
  struct itimerspec timer = {{0, 0}, {100, 5}}, old;
  struct itimerval alarm = {{0, 0}, {1000, 0}}, old_alarm;
  struct epoll_event event = {.events = EPOLLIN | EPOLLET, .data = {.u64 = 7}}, events[4];
  struct timeval some = {0, 1000};
  sigset_t set;
  fd_set in, out;
  int ends[2], epoll = epoll_create1(EPOLL_CLOEXEC), word = 1;

  CALL(pipe(ends));
  polled[0].fd = ends[0];
  CALL(poll(polled, 2, 0));
  CALL(epoll_ctl(epoll, EPOLL_CTL_ADD, ends[0], &event));
  CALL(epoll_wait(epoll, events, 4, 0));
  CALL(write(ends[1], "x", 1));
  CALL(poll(polled, 2, -1));
  CALL(epoll_wait(epoll, events, 4, -1));
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigaddset(&set, SIGCHLD);
  CALL(ppoll(polled, 1, &short_time, &set));
  CALL(epoll_pwait(epoll, events, 4, 10, &set));
  FD_ZERO(&in);
  FD_SET(ends[0], &in);
  FD_ZERO(&out);
  FD_SET(ends[1], &out);
  CALL(syscall(SYS_SELECT, ends[1] + 1, &in, &out, NULL, &some));
  FD_ZERO(&in);
  FD_SET(epoll, &in);
  CALL(nanosleep(&short_time, NULL));
  CALL(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &short_time, NULL));
  CALL(syscall(SYS_clock_getres, CLOCK_BOOTTIME, &now));
  CALL(syscall(SYS_clock_gettime, CLOCK_PROCESS_CPUTIME_ID, &now));
  CALL(syscall(SYS_gettimeofday, &some, NULL));
  int timers = timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK);
  CALL(timerfd_settime(timers, TFD_TIMER_ABSTIME, &timer, &old));
  CALL(timerfd_gettime(timers, &old));
  CALL(setitimer(ITIMER_REAL, &alarm, &old_alarm));
  memset(&alarm, 0, sizeof alarm);
  CALL(setitimer(ITIMER_REAL, &alarm, NULL));
  CALL(getitimer(ITIMER_VIRTUAL, &old_alarm));
  CALL(syscall(SYS_futex, &word, FUTEX_WAIT, 2, &short_time, NULL, 0));
  CALL(syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0));
  CALL(syscall(SYS_futex, &word, FUTEX_WAIT_BITSET_PRIVATE | FUTEX_CLOCK_REALTIME, 2, &short_time, NULL,
    FUTEX_BITSET_MATCH_ANY));
  struct timespec times[2] = {{5, 6}, {0, UTIME_OMIT}};
  CALL(utimensat(AT_FDCWD, "missing", times, AT_SYMLINK_NOFOLLOW));
  CALL(utimensat(AT_FDCWD, "missing", NULL, 0));
  CALL(close_range(3, 60, 0));
}

static void handle(int signal) {
  (void)signal;
}

static void processes(void) {
  struct sigaction action = {.sa_handler = handle, .sa_flags = SA_RESTART | SA_NOCLDSTOP}, old;
  stack_t stack = {.ss_flags = SS_DISABLE}, old_stack;
  struct rlimit limit = {0, 0};
  struct rlimit old_limit;
  struct rusage usage;
  struct tms clocks;
  struct utsname names;
  struct sysinfo info;
  struct sched_param parameter = {0};
  sigset_t set, old_set;
  siginfo_t child;
  uid_t ids[3];
  gid_t groups[64];
  char name[16] = "renamed", *arguments[] = {"name", "second \n", NULL}, *variables[] = {"A=1", NULL};
  int status;

  sigemptyset(&action.sa_mask);
  sigaddset(&action.sa_mask, SIGTERM);
  CALL(sigaction(SIGUSR1, &action, &old));
  CALL(sigaction(SIGUSR2, NULL, &old));
  CALL(sigaction(SIGKILL, &action, NULL));
  sigfillset(&set);
  CALL(sigprocmask(SIG_BLOCK, &action.sa_mask, &old_set));
  CALL(sigprocmask(SIG_UNBLOCK, &action.sa_mask, NULL));
  CALL(sigpending(&set));
  CALL(sigaltstack(&stack, &old_stack));
  CALL(signalfd(-1, &action.sa_mask, SFD_NONBLOCK | SFD_CLOEXEC));
  CALL(getuid());
  CALL(getresuid(&ids[0], &ids[1], &ids[2]));
  CALL(setresuid((uid_t)-1, (uid_t)-1, (uid_t)-1));
  CALL(getgroups(0, NULL));
  CALL(getgroups(64, groups));
  CALL(getpgid(0));
  CALL(getpriority(PRIO_PROCESS, 0));
  CALL(setpriority(PRIO_PROCESS, 0, 0));
  CALL(getrlimit(RLIMIT_NOFILE, &old_limit));
  CALL(setrlimit(RLIMIT_CORE, &limit));
  CALL(getrusage(RUSAGE_SELF, &usage));
  CALL(times(&clocks));
  CALL(uname(&names));
  CALL(sysinfo(&info));
  CALL(prctl(PR_SET_NAME, name));
  CALL(prctl(PR_GET_NAME, name));
  CALL(prctl(PR_SET_PDEATHSIG, SIGTERM));
  CALL(prctl(PR_GET_DUMPABLE));
  CALL(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
  CALL(sched_getparam(0, &parameter));
  CALL(sched_setscheduler(0, SCHED_BATCH, &parameter));
  CALL(sched_getscheduler(0));
  CALL(sched_get_priority_max(SCHED_RR));
  CALL(sched_yield());
  CALL(execve("./missing", arguments, variables));
  CALL(syscall(SYS_execveat, -1, "missing", arguments, variables, AT_EMPTY_PATH));
  if (fork() == 0)
    _exit(3);
  CALL(wait4(-1, &status, 0, &usage));
  pid_t pid = fork();
  if (pid == 0) {
    raise(SIGKILL);
    _exit(0);
  }
  CALL(waitid(P_PID, (id_t)pid, &child, WEXITED | WNOWAIT));
  CALL(waitpid(-1, &status, __WALL));
  CALL(wait4(-1, &status, WNOHANG | WUNTRACED, NULL));
  CALL(kill(0, 0));
  CALL(syscall(SYS_rt_sigtimedwait, &set, NULL, &(struct timespec){0, 0}, 8));
}

static void memory(void) {
  char *map = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

  CALL(mprotect(map, 4096, PROT_NONE));
  CALL(madvise(map, 4096, MADV_DONTNEED));
  CALL(msync(map, 4096, MS_SYNC));
  CALL(mlock(map + 4096, 4096));
  CALL(munlock(map + 4096, 4096));
  CALL(mremap(map, 8192, 4096, 0));
  CALL(munmap(map, 4096));
  CALL(mmap(NULL, 4096, PROT_READ, MAP_SHARED, 99, 4096));
  CALL(syscall(SYS_getcpu, NULL, NULL, NULL));
  CALL(syscall(9999, 1, 2, 3));
}

int main(void) {
  files();
  descriptors();
  sockets();
  waiting();
  processes();
  memory();
  return 0;
}
