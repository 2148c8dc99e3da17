package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;
import org.sandtrap.testing.RawCalls;
import org.sandtrap.testing.Tracees;
import org.sandtrap.tracer.binding.SelfStatus;

/** Under the policy for what nobody knows, honest programs run as ever, and others get nowhere. */
class UntrustedTests {
  private static final long EPERM = -1;
  private static final long ENOSYS = -38;

  @TempDir Path directory;

  private Sandbox free() {
    return Sandbox.create().withWall("60s").withDirectory(directory);
  }

  private Sandbox untrusted() {
    return free().withPolicy("untrusted");
  }

  private static RawCalls calls(RawCalls none, String... lines) {
    RawCalls all = none;
    for (String line : lines) {
      String[] words = line.split(" ");
      all = all.call(words[0], (Object[]) Arrays.copyOfRange(words, 1, words.length));
    }
    return all;
  }

  private void checkRefused(RawCalls none, String... lines) {
    List<Long> results = calls(none, lines).results(untrusted());
    for (int i = 0; i < lines.length; i++) {
      assertThat(results.get(i)).as(lines[i]).isEqualTo(EPERM);
    }
  }

  /** Each with arguments that would do no harm. */
  private static final String[] REFUSED = {
    "io_uring_setup 0 0",
    "io_uring_enter -1 0 0 0 0 0",
    "io_uring_register -1 0 0 0",
    "add_key 0 0 0 0 0",
    "request_key 0 0 0 0",
    "keyctl 0 0 0 0 0",
    "perf_event_open 0 0 0 0 0",
    "perf_event_open 0 -1 0 -1 0",
    "bpf 0 0 0",
    "userfaultfd 1",
    "mount 0 0 0 0 0",
    "umount2 0 0",
    "fsopen 0 0",
    "fsconfig -1 0 0 0 0",
    "fsmount -1 0 0",
    "fspick -1 0 0",
    "move_mount -1 0 -1 0 0",
    "open_tree -1 0 0",
    "mount_setattr -1 0 0 0 0",
    "unshare 0x10000000",
    "unshare 0x20000",
    "unshare 0x80",
    "setns -1 0",
    "chroot =/",
    "pivot_root 0 0",
    "sched_setscheduler 0 1 0",
    "sched_setscheduler 0 2 0",
    "sched_setscheduler 0 6 0",
    "sched_setscheduler 0 0x40000001 0",
    "sched_setattr 0 0 0",
    "sched_setparam 0 0",
    "setpriority 0 0 -1",
    "ioprio_set 1 0 0x2000",
    "ioprio_set 1 0 0x3fff",
    "name_to_handle_at -1 0 0 0 0",
    "open_by_handle_at -1 0 0",
    "init_module 0 0 0",
    "finit_module -1 0 0",
    "delete_module 0 0",
    "reboot 0 0 0 0",
    "kexec_load 0 0 0 0",
    "quotactl 0 0 0 0",
    "quotactl_fd -1 0 0 0",
    "swapon 0 0",
    "swapoff 0",
    "settimeofday 0 0",
    "clock_settime -1 0",
    "clock_adjtime -1 0",
    "adjtimex 0",
    "personality 0x400000",
    "personality 0x100000",
    "sethostname 0 0",
    "setdomainname 0 0",
    "acct 0",
    "syslog 9 0 0",
    "fanotify_init 0 0",
    "ptrace 16 1 0 0",
    "ptrace 0 0 0 0",
    "ioctl 0 0x5412 0",
    "ioctl 0 0x541c 0",
    "ioctl 0 0x541d 0",
    "mknod =device 0x21ff 0x103",
    "mknodat -100 =device 0x61ff 0x103",
    "socket 17 3 0",
    "socket 31 3 0",
    "socket 38 5 0",
    "socket 40 1 0",
    "socket 44 3 0",
    "socket 16 3 9",
    "socketpair 38 5 0 0",
    "mq_open 0 0 0 0",
    "mq_unlink 0",
    "iopl 0"
  };

  @Test
  void whatHonestProgramsDoWithoutIsRefused() {
    checkRefused(RawCalls.none(), REFUSED);
    checkRefused(
        RawCalls.none(),
        "clone 0x10000011 0 0 0 0",
        "clone 0x20011 0 0 0 0",
        "shmget 0 4096 0x3b6",
        "shmat 0 0 0",
        "semget 0 1 0x3b6",
        "msgget 0 0x3b6",
        "unshare 0x510000000",
        "ioctl 0 0x700005412 0",
        "personality 0x700400000",
        "sched_setscheduler 0 0x700000001 0");
    assertThat(RawCalls.none().call("clone3", 0, 0).results(untrusted())).containsExactly(ENOSYS);
  }

  @Test
  void soItIsOfProgramsOf32Bits() {
    checkRefused(RawCalls.none32(), REFUSED);
    checkRefused(
        RawCalls.none32(),
        "clone 0x10000011 0 0 0 0",
        "ipc 2 0 1 0x3b6 0 0",
        "ipc 13 0 0x3b6 0 0 0",
        "ipc 23 0 4096 0x3b6 0 0",
        "nice -1",
        "umount 0",
        "stime 0");
    assertThat(RawCalls.none32().call("socketcall", 1, "#40,1,0").results(untrusted()))
        .containsExactly(ENOSYS);
  }

  @Test
  void whatIsLikeThatAndHarmlessIsNot() {
    RawCalls calls =
        calls(
            RawCalls.none(),
            "personality 0xffffffff",
            "personality 0",
            "unshare 0x400",
            "sched_setscheduler 0 3 %00000000",
            "setpriority 0 0 5",
            "socket 1 1 0",
            "socket 2 1 0",
            "socket 16 3 0",
            "socketpair 1 1 0 %0000000000000000",
            "sched_getattr 0 %" + "00".repeat(48) + " 48 0");
    Run run = calls.run(untrusted());
    assertThat(run.deniedCalls()).isEmpty();
    assertThat(succeeded(run).stdoutText())
        .isEqualTo(calls.run(Sandbox.create().withWall("60s")).stdoutText());
  }

  @Test
  void noLimitIsRaised() {
    Run run =
        untrusted()
            .withWall("60s")
            .withOpenFiles(50)
            .withStack("1MiB")
            .withAddressSpace("1GiB")
            .run(Tracees.command("attacks/raise_limits"));
    assertThat(succeeded(run).stdoutLines())
        .contains("nofile setrlimit EPERM", "stack prlimit EPERM", "as child EPERM")
        .noneMatch(line -> line.endsWith(" raised"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chrt -f 1 true",
        "chrt -r 1 true",
        "chrt -d -T 1000000 -P 10000000 0 true",
        "renice -n -5 -p $$",
        "ionice -c 1 true",
        "unshare -U true",
        "unshare -n true",
        "mount -t tmpfs none .",
        "mount --bind / .",
        "umount /proc",
        "chroot / true",
        "date -s @0",
        "sysctl -w kernel.pid_max=100000",
        "sh -c 'echo 1 > /proc/sys/vm/drop_caches'",
        "sh -c 'echo h > /proc/sysrq-trigger'",
        "ipcmk -S 1",
        "setarch -Z true",
        "nsenter -t $$ -m true",
      })
  void thePowerOfRootIsOfNoUse(String command) {
    Run run = untrusted().run("sh", "-c", "type " + command.split(" ")[0] + " && ! " + command);
    if (run.stdoutText().isEmpty()) {
      throw new TestAbortedException(command + " is not installed");
    }
    succeeded(run);
    if (!SelfStatus.read().filtered()) { // a container's own filter comes first
      assertThat(run.deniedCallCount()).as(run.stderrText()).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ls -la /usr/bin",
        "nproc",
        "ps -o pid= -p 1",
        "seq 1 100000 | sort -n -S 1M --parallel=2 | sha256sum",
        "seq 1 20000 | sort -rn | tee copy | tail -n 5; wc -l < copy",
        "for i in 1 2 3; do echo $i & done | sort; wait",
        "yes | head -n 3",
        "seq 1 40 | xargs -P 4 -n 1 sh -c 'echo $0' | sort -n",
        "mkfifo pipe; cat pipe & echo through > pipe; wait",
        "tar -cf - /etc/hostname 2> /dev/null | tar -tf - | sort",
        "gzip -c /etc/passwd | gzip -dc | cmp - /etc/passwd && echo same",
        "trap 'echo trapped' USR1; kill -USR1 $$; echo done",
        "(sleep 0.05; kill -TERM $$) & exec sleep 10",
        "setsid sh -c 'kill -KILL $$'; echo $?",
        "setarch -R true; setarch linux32 true; echo $?",
        "printf '#include <stdio.h>\\nint main(void) { puts(\"hello\"); return 6; }' > h.c; gcc -O2"
            + " -o h h.c; ./h; echo $?",
        "perl -e '$SIG{ALRM} = sub { print \"alarm\\n\" }; alarm 1; sleep 5; print `echo child`'",
        "git init -q r && cd r && echo a > f && git add f && git -c user.name=a -c user.email=a@b"
            + " commit -q -m first && git gc -q && git fsck",
        "java -Xmx64m -XX:+UseG1GC -XshowSettings:none -version 2> version; wc -l < version",
      })
  void honestProgramsDoTheSame(String script) throws IOException {
    checkSame("sh", "-c", script);
  }

  @Test
  void soDoesPython() throws IOException {
    checkSame(
        "python3",
        "-c",
        """
        import os, subprocess, threading, multiprocessing, socket, signal, tempfile, select
        print(sum(range(10**6)), os.cpu_count(), len(os.sched_getaffinity(0)))
        print(subprocess.run(['sh', '-c', 'exit 5']).returncode)
        with multiprocessing.Pool(3) as pool: print(pool.map(abs, range(-5, 0)))
        threads = [threading.Thread(target=lambda: None) for i in range(5)]
        for t in threads: t.start()
        for t in threads: t.join()
        child = subprocess.Popen(['sleep', '10']); child.terminate(); print(child.wait())
        child = subprocess.Popen(['true']); os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        os.kill(child.pid, 0); print(child.wait())
        server = socket.create_server(('127.0.0.1', 0))
        client = socket.create_connection(server.getsockname()); client.sendall(b'x')
        print(server.accept()[0].recv(1), socket.getaddrinfo('127.0.0.1', 80)[0][0])
        a, b = socket.socketpair(); a.send(b'y'); print(b.recv(1), os.nice(1), signal.SIGTERM)
        raise SystemExit(9)
        """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "like_go",
        "threads 4",
        "threads-static 4",
        "threads-musl 4",
        "threads-32 4",
        "signals",
        "fork_tree 2 2",
        "sanitized",
        "sanitized-asan",
        "sanitized-tsan",
        "raise 6",
        "stop_and_continue",
        "exec_chain 3",
      })
  void soDoProgramsWithThreadsAndSanitizers(String line) throws IOException {
    String[] words = line.split(" ");
    checkSame(Tracees.command(words[0], Arrays.copyOfRange(words, 1, words.length)));
  }

  private void checkSame(String... command) throws IOException {
    Run outside = installed(free().withDirectory(empty("outside")), command);
    Run inside = installed(untrusted().withDirectory(empty("inside")), command);
    assertThat(inside.deniedCalls()).isEmpty();
    assertThat(inside.guardedCalls()).isEqualTo(outside.guardedCalls());
    assertThat(inside.verdict()).as("%s", inside).isEqualTo(outside.verdict());
    assertThat(inside.exitCode()).isEqualTo(outside.exitCode());
    assertThat(inside.stdoutText()).isEqualTo(outside.stdoutText());
    assertThat(inside.stderrText()).isEqualTo(outside.stderrText());
  }

  private Path empty(String name) throws IOException {
    return Files.createDirectories(directory.resolve(name).resolve("same"));
  }

  private static Run installed(Sandbox sandbox, String... command) {
    try {
      return sandbox.run(command);
    } catch (LaunchException e) {
      throw new TestAbortedException(command[0] + " is not installed", e);
    }
  }
}
