package org.sandtrap.syscall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How calls are written; the names are those that strace(1) shows. */
class CallTextTests {
  @ParameterizedTest
  @CsvSource(
      delimiter = ':',
      value = {
        "socket  : 2 0x80001 0   : domain=AF_INET, type=SOCK_STREAM|SOCK_CLOEXEC,"
            + " protocol=IPPROTO_IP",
        "socket  : 10 2 17       : domain=AF_INET6, type=SOCK_DGRAM, protocol=IPPROTO_UDP",
        "socket  : 16 3 6        : domain=AF_NETLINK, type=SOCK_RAW, protocol=NETLINK_XFRM",
        "socket  : 1 1 0         : domain=AF_UNIX, type=SOCK_STREAM, protocol=0",
        "socket  : 99 1 0        : domain=99, type=SOCK_STREAM, protocol=0",
        "setsockopt : 3 1 2 0x10 4 : sockfd=3, level=SOL_SOCKET, optname=SO_REUSEADDR, optval=0x10,"
            + " optlen=4",
        "setsockopt : 3 6 1 0x10 4 : sockfd=3, level=SOL_TCP, optname=1, optval=0x10, optlen=4",
        "openat  : -100 0x7f00 0x80000 511 : dirfd=AT_FDCWD, pathname=0x7f00,"
            + " flags=O_RDONLY|O_CLOEXEC",
        "openat  : 0xffffff9c 0x7f00 0x241 0x1a4 : dirfd=AT_FDCWD, pathname=0x7f00,"
            + " flags=O_WRONLY|O_CREAT|O_TRUNC, mode=0644",
        "openat  : 5 0x7f00 0x410002 0600 : dirfd=5, pathname=0x7f00, flags=O_RDWR|O_TMPFILE,"
            + " mode=0600",
        "open    : 0x7f00 0x10000 77 : pathname=0x7f00, flags=O_RDONLY|O_DIRECTORY",
        "open    : 0x7f00 0x101001 77 : pathname=0x7f00, flags=O_WRONLY|O_SYNC",
        "open    : 0x7f00 0x80000003 0 : pathname=0x7f00, flags=0x80000003",
        "pipe2   : 0x10 0x80800     : pipefd=0x10, flags=O_NONBLOCK|O_CLOEXEC",
        "pipe2   : 0x10 0           : pipefd=0x10, flags=0",
        "dup3    : 3 4 0x80000      : oldfd=3, newfd=4, flags=O_CLOEXEC",
        "mkdir   : 0x10 0x1ed       : pathname=0x10, mode=0755",
        "chmod   : 0x10 0xfffff9ed  : pathname=0x10, mode=0xf000|04755",
        "mknod   : 0x10 0x11a4 0    : pathname=0x10, mode=S_IFIFO|0644, dev=0",
        "umask   : 0                : mask=0",
        "kill    : -1 9             : pid=-1, sig=SIGKILL",
        "kill    : 7 0              : pid=7, sig=0",
        "kill    : 7 36             : pid=7, sig=SIGRTMIN+2",
        "kill    : 7 65             : pid=7, sig=65",
        "clone   : 0x1200011 0 0 0x20 0 : flags=CLONE_CHILD_CLEARTID|CLONE_CHILD_SETTID|SIGCHLD,"
            + " stack=0, parent_tid=0x0, child_tid=0x20, tls=0",
        "clone   : 17 0 0 0 0       : flags=SIGCHLD, stack=0, parent_tid=0x0, child_tid=0x0, tls=0",
        "clone   : 0x141 0 0 0 0    : flags=CLONE_VM|0x41, stack=0, parent_tid=0x0, child_tid=0x0,"
            + " tls=0",
        "unshare : 0x10000080       : flags=CLONE_NEWUSER|CLONE_NEWTIME",
        "unlinkat : -100 0x10 0x200 : dirfd=AT_FDCWD, pathname=0x10, flags=AT_REMOVEDIR",
        "faccessat2 : 3 0x10 4 0x200 : dirfd=3, pathname=0x10, mode=R_OK, flags=AT_EACCESS",
        "access  : 0x10 0           : pathname=0x10, mode=F_OK",
        "mmap    : 0 4096 0 0x22 -1 0 : addr=0, length=4096, prot=PROT_NONE,"
            + " flags=MAP_PRIVATE|MAP_ANONYMOUS, fd=-1, offset=0",
        "mmap    : 0 4096 5 0x1100002 -1 0 : addr=0, length=4096, prot=PROT_READ|PROT_EXEC,"
            + " flags=MAP_PRIVATE|MAP_FIXED_NOREPLACE|0x1000000, fd=-1, offset=0",
        "futex   : 0x10 128 2 0 0 0 : uaddr=0x10, futex_op=FUTEX_WAIT|FUTEX_PRIVATE_FLAG, val=2,"
            + " timeout=0, uaddr2=0x0, val3=0",
        "prctl   : 38 1 0 0 0       : option=PR_SET_NO_NEW_PRIVS, arg2=1, arg3=0, arg4=0, arg5=0",
        "ptrace  : 16 7 0 0         : request=PTRACE_ATTACH, pid=7, addr=0, data=0",
        "shmget  : 5 4096 0x13a4    : key=5, size=4096, shmflg=IPC_CREAT|SHM_NORESERVE|0644",
        "shmat   : 5 0 0x1000       : shmid=5, shmaddr=0, shmflg=SHM_RDONLY",
        "msgctl  : 5 11 0           : msqid=5, cmd=MSG_STAT, buf=0x0",
        "semctl  : 5 0 11 0         : semid=5, semnum=0, cmd=GETPID, arg=0",
        "timerfd_settime : 3 1 16 0 : fd=3, flags=TFD_TIMER_ABSTIME, new_value=0x10, old_value=0x0",
        "kexec_load : 0 0 0 1       : entry=0, nr_segments=0, segments=0x0, flags=KEXEC_ON_CRASH",
        "get_mempolicy : 0 0 0 0x10 3 : mode=0x0, nodemask=0x0, maxnode=0, addr=0x10,"
            + " flags=MPOL_F_NODE|MPOL_F_ADDR",
        "set_mempolicy : 0x4002 0 8 : mode=MPOL_BIND|MPOL_F_RELATIVE_NODES, nodemask=0x0, maxnode=8",
        "accept4 : 3 0 0 0x801      : sockfd=3, addr=0x0, addrlen=0x0, flags=SOCK_NONBLOCK|0x1",
        "alarm   : 0xffffffff       : seconds=4294967295",
        "shmat   : 5 0 0            : shmid=5, shmaddr=0, shmflg=0",
        "shmget  : 5 4096 0x800     : key=5, size=4096, shmflg=SHM_HUGETLB",
        "msgrcv  : 5 0x10 1 0 0x800 : msqid=5, msgp=0x10, msgsz=1, msgtyp=0, msgflg=IPC_NOWAIT",
        "wait4   : 5 0 2 0          : pid=5, wstatus=0x0, options=WUNTRACED, rusage=0x0",
        "waitid  : 1 5 0 6 0        : idtype=P_PID, id=5, infop=0x0, options=WSTOPPED|WEXITED,"
            + " rusage=0x0",
        "read    : 3 0x10 -1        : fd=3, buf=0x10, count=18446744073709551615",
        "exit_group : -1            : status=-1",
        "getpid  : 1                : ",
      })
  void onX86(String name, String registers, String arguments) {
    assertThat(text(Abi.X86_64, name, registers))
        .isEqualTo(name + "(" + (arguments == null ? "" : arguments) + ")");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ':',
      value = {
        "i386    : open : 0xffff0010 0x241 0xffff01a4 : pathname=0xffff0010,"
            + " flags=O_WRONLY|O_CREAT|O_TRUNC, mode=0644",
        "aarch64 : openat : -100 0x10 0x4000 0 : dirfd=AT_FDCWD, pathname=0x10,"
            + " flags=O_RDONLY|O_DIRECTORY",
        "aarch64 : openat : -100 0x10 0x404002 0 : dirfd=AT_FDCWD, pathname=0x10,"
            + " flags=O_RDWR|O_TMPFILE, mode=0",
        "x32     : openat : -100 0x10 0x10000 0 : dirfd=AT_FDCWD, pathname=0x10,"
            + " flags=O_RDONLY|O_DIRECTORY",
      })
  void onOthers(String abi, String name, String registers, String arguments) {
    assertThat(text(abi(abi), name, registers)).isEqualTo(name + "(" + arguments + ")");
  }

  @Test
  void whatIsPointedToIsQuoted() {
    Syscall rename =
        new Syscall(Abi.X86_64, SyscallTable.of(Abi.X86_64).number("rename").orElseThrow());
    List<Long> registers = List.of(16L, 32L, 0L, 0L, 0L, 0L);
    assertThat(CallText.of(rename, registers, Map.of("newpath", "a \"b\"\\\n\t\u001b[2Jü\u0085")))
        .isEqualTo("rename(oldpath=0x10, newpath=\"a \\\"b\\\"\\\\\\n\\t\\x1b[2Jü\\x85\")");
  }

  private static Abi abi(String text) {
    return Arrays.stream(Abi.values())
        .filter(abi -> abi.text().equals(text))
        .findFirst()
        .orElseThrow();
  }

  private static String text(Abi abi, String name, String registers) {
    Syscall call = new Syscall(abi, SyscallTable.of(abi).number(name).orElseThrow());
    LongStream given = Arrays.stream(registers.split(" ")).mapToLong(Long::decode);
    List<Long> six =
        LongStream.concat(given, LongStream.generate(() -> 0)).limit(6).boxed().toList();
    return CallText.of(call, six, Map.of());
  }
}
