package org.sandtrap.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.sandtrap.syscall.Errno;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.TraceBuilder;

/** The text of a trace that is the same in each run. */
class TraceSnapshotTests {
  private static String snapshot(TraceBuilder steps) {
    return TraceSnapshot.of(steps.trace()).text();
  }

  /** A program that makes two processes, whose calls are mixed as the host wants. */
  private static TraceBuilder family(int root, int first, int second, String temporary) {
    return new TraceBuilder()
        .process(root)
        .exec("/bin/a", "a", "/tmp/" + temporary + "/x")
        .call("openat", "AT_FDCWD", "/etc/ld.so.cache", "O_RDONLY|O_CLOEXEC")
        .returns(3)
        .call("close", 3)
        .returns(0)
        .call("clone", 17)
        .returns(first)
        .process(first, root)
        .call("clone", 17)
        .returns(second)
        .process(second, root);
  }

  @Test
  void whatIsFasterDoesNotMatter() {
    String one =
        snapshot(
            family(100, 101, 102, "junit123")
                .in(101)
                .call("getppid")
                .returns(100)
                .exit(1)
                .in(102)
                .call("mkdir", "/tmp/junit123/d", 0755)
                .returns(0)
                .exit(2)
                .in(100)
                .signal(Signal.SIGCHLD, 1, 101)
                .call("wait4", 101)
                .returns(101)
                .call("wait4", -1)
                .returns(102)
                .exit(0));
    String other =
        snapshot(
            family(7, 99, 55, "junit9")
                .in(7)
                .call("wait4", 99)
                .returns(99)
                .call("wait4", -1)
                .returns(55)
                .in(55)
                .call("mkdir", "/tmp/junit9/d", 0755)
                .returns(0)
                .exit(2)
                .in(7)
                .exit(0)
                .in(99)
                .call("getppid")
                .returns(7)
                .exit(1));
    assertThat(one)
        .isEqualTo(other)
        .startsWith("# process 1\n+++ executes \"/bin/a\" [\"a\", \"$TMPDIR1/x\"] +++\nclone(")
        .contains(
            ") = $PID2\n",
            ") = $PID3\nwait4($PID2, ",
            "wait4(-1, ",
            "\n# process 2, started by 1\ngetppid() = $PID1\n+++ exited with 1 +++\n",
            "\n# process 3, started by 1\nmkdir(\"$TMPDIR1/d\", 0755) = 0\n");
  }

  @Test
  void whatTheLoaderDoesIsLeftOut() {
    TraceBuilder steps =
        new TraceBuilder()
            .process(1)
            .exec("/bin/a", "a")
            .call("brk", 0)
            .returns(0x5555_0000)
            .call("access", "/etc/ld.so.preload", 4)
            .fails(Errno.ENOENT)
            .call("openat", "AT_FDCWD", "/lib/libc.so.6", "O_RDONLY|O_CLOEXEC")
            .returns(3)
            .call("read", 3, 0x1000, 832)
            .returns(832)
            .call("close", 3)
            .returns(0)
            .call("prlimit64", 0, "RLIMIT_STACK", 0, 0x1000)
            .returns(0)
            .call("munmap", 0x7000, 100)
            .returns(0)
            .call("read", 0, 0, 0)
            .returns(0)
            .call("brk", 0)
            .returns(0x5555_0000);
    assertThat(snapshot(steps))
        .isEqualTo(
            """
            # process 1
            +++ executes "/bin/a" ["a"] +++
            read(0, NULL, 0) = 0
            brk(NULL) = $ADDR
            """);
  }

  @Test
  void theCallsOfAProgramThatReadsItsInputAreItsOwn() {
    TraceBuilder steps = new TraceBuilder().process(1).exec("/a", "a");
    steps.call("close", 1).returns(0).call("munmap", 0x1000, 1).returns(0);
    assertThat(snapshot(steps)).contains("close(1) = 0\nmunmap($ADDR, 1) = 0\n");
  }

  @Test
  void onlyWhatIsAskedForIsIncluded() {
    TraceBuilder steps =
        new TraceBuilder()
            .process(1)
            .call("getpid")
            .returns(1)
            .call("close", 1)
            .returns(0)
            .call("close", 2)
            .returns(0)
            .exit(0);
    assertThat(TraceSnapshot.of(steps.trace()).including("close(fd=2)").text())
        .isEqualTo("# process 1\nclose(2) = 0\n+++ exited with 0 +++\n");
  }

  @Test
  void threadsStandOneAfterAnother() {
    TraceBuilder steps =
        new TraceBuilder()
            .process(10)
            .thread(11)
            .in(10, 11)
            .call("gettid")
            .returns(11)
            .in(10)
            .call("getpid")
            .returns(10)
            .in(10, 11)
            .exit(0);
    assertThat(snapshot(steps))
        .isEqualTo(
            """
            # process 1
            getpid() = $PID1

            # thread 2 of process 1
            gettid() = $PID1.2
            +++ exited with 0 +++
            """);
  }

  @Test
  void pathsOfThisHostAreReplaced() {
    String here = Path.of("").toAbsolutePath().toString();
    TraceBuilder steps =
        new TraceBuilder()
            .process(10)
            .call("unlink", here + "/target/a")
            .returns(0)
            .call("unlink", here + "er/a")
            .returns(0)
            .call("unlink", "/data/set/b")
            .returns(0)
            .call("unlink", "/proc/10/fd/3")
            .returns(0)
            .call("unlink", "/tmp")
            .returns(0)
            .call("unlink", "/tmp/a")
            .returns(0)
            .call("unlink", "/var/tmp/b")
            .returns(0)
            .call("unlink", "/mnt/tmp/c")
            .returns(0);
    assertThat(
            TraceSnapshot.of(steps.trace()).replacing(Path.of("/data/set"), "$DATA").text().lines())
        .contains(
            "unlink(\"$DIR/target/a\") = 0",
            "unlink(\"$DATA/b\") = 0",
            "unlink(\"/proc/$PID1/fd/3\") = 0",
            "unlink(\"/tmp\") = 0",
            "unlink(\"/mnt/tmp/c\") = 0")
        .noneMatch(line -> line.contains("$DIRer"))
        .filteredOn(line -> line.matches("unlink\\(\"\\$TMPDIR[0-9]\"\\) = 0"))
        .hasSize(2);
  }

  @Test
  void namesThatMkstempMadeAreReplaced() {
    TraceBuilder steps =
        new TraceBuilder()
            .process(10)
            .call("openat", "AT_FDCWD", "sortAb3dZq", "O_RDWR|O_CREAT|O_EXCL", 0600)
            .base("/tmp/mine")
            .returns(3)
            .call("unlink", "/tmp/mine/sortAb3dZq")
            .returns(0);
    assertThat(snapshot(steps)).contains("unlink(\"$TMPDIR1/$TMPNAME1\") = 0");
  }

  @Test
  void whatDependsOnTheArrivalOfASignalIsLeftOut() {
    TraceBuilder steps =
        new TraceBuilder()
            .process(10)
            .call("close", 1)
            .failsWith(513)
            .signal(Signal.SIGCHLD, 1, 11)
            .call("rt_sigreturn")
            .returns(56)
            .call("close", 1)
            .returns(0);
    assertThat(snapshot(steps)).isEqualTo("# process 1\nclose(1) = 0\n");
  }

  @Test
  void theLengthOfWhatIsReplacedIsReplaced() {
    TraceBuilder steps =
        new TraceBuilder()
            .process(10)
            .call("write", 1, "/tmp/abc\n".getBytes(StandardCharsets.UTF_8), 9)
            .returns(9);
    assertThat(snapshot(steps)).contains("write(1, \"$TMPDIR1\\n\", $LENGTH) = $LENGTH\n");
  }

  @Test
  void randomBytesAreLeftOutUnlessTheyAreAskedFor() {
    TraceBuilder steps = new TraceBuilder().process(10);
    steps.call("getrandom", 0x1000, 8, 0).out("buf", "whatever").returns(8);
    assertThat(snapshot(steps)).isEqualTo("# process 1\n");
    assertThat(TraceSnapshot.of(steps.trace()).including("getrandom").text())
        .isEqualTo("# process 1\ngetrandom($RANDOM, 8, 0) = 8\n");
  }

  @Test
  void aSnapshotOfACutTraceSaysSo() {
    TraceBuilder steps = new TraceBuilder(1).process(10).call("getpid").returns(10);
    assertThat(snapshot(steps)).isEqualTo("# process 1\n\n# further events were not kept\n");
  }

  @Test
  void anyBytesDoNoHarm() {
    TraceBuilder steps =
        new TraceBuilder().process(10).call("unlink", "/tmp/a$1\\/\n\"ü").returns(0);
    assertThat(snapshot(steps)).contains("unlink(\"$TMPDIR1/\\n\\\"\\303\\274\") = 0");
  }

  @Test
  void aSnapshotOfNothingIsEmpty() {
    assertThat(snapshot(new TraceBuilder())).isEmpty();
  }
}
