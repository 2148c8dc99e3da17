package org.sandtrap.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.trace.decode.RecordedCall.bytes;
import static org.sandtrap.trace.decode.RecordedCall.ints;
import static org.sandtrap.trace.decode.RecordedCall.little;
import static org.sandtrap.trace.decode.RecordedCall.longs;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sandtrap.code.Callers;
import org.sandtrap.syscall.Errno;
import org.sandtrap.testing.TraceBuilder;
import org.sandtrap.trace.decode.RecordedCall;
import org.sandtrap.trace.store.RawCapture.Part;
import org.sandtrap.trace.store.RawCapture.Status;

/** Tests of {@link CallLine}, {@link ResultText} and {@link SelectedText}. */
class CallLineTests {
  private static String line(RecordedCall call) {
    return new Call(
            0,
            Duration.ZERO,
            1,
            1,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            true,
            Callers.NONE,
            call.raw())
        .toString();
  }

  private static RecordedCall open() {
    return RecordedCall.of("openat", -100, 0x10, 0, 0).in(1, Part.STRING, bytes("a"));
  }

  @Test
  void aCallHasItsArgumentsAndItsResult() {
    assertThat(line(open().returning(3))).isEqualTo("openat(AT_FDCWD, \"a\", O_RDONLY) = 3");
  }

  @Test
  void anErrorHasANameAndADescription() {
    assertThat(line(open().returning(-2)))
        .isEqualTo("openat(AT_FDCWD, \"a\", O_RDONLY) = -1 ENOENT (No such file or directory)");
    assertThat(line(open().returning(-999)))
        .isEqualTo("openat(AT_FDCWD, \"a\", O_RDONLY) = -1 (errno 999)");
  }

  /** As strace marks with (INJECTED) what it has made up. */
  @Test
  void aRefusedCallSaysSo() {
    Trace trace =
        new TraceBuilder()
            .process(100)
            .call("fork")
            .refused(true, "deny fork")
            .fails(Errno.EPERM)
            .call("ptrace", "PTRACE_TRACEME")
            .refused(false, "TRACING")
            .fails(Errno.EPERM)
            .call("kill", 1, 9)
            .refused(true, "deny kill")
            .unfinished()
            .trace();
    assertThat(trace.calls())
        .extracting(Call::toString)
        .containsExactly(
            "fork() = -1 EPERM (Operation not permitted) (denied)",
            "ptrace(PTRACE_TRACEME, 0, NULL, NULL) = -1 EPERM (Operation not permitted)"
                + " (guarded: TRACING)",
            "kill(1, SIGKILL) = ? (denied)");
    assertThat(trace.text(TraceFormat.DEFAULT.withArgumentNames(true)))
        .contains("kill(pid=1, sig=SIGKILL) = ? (denied)\n");
    assertThat(trace.toString()).contains("100  kill(1, SIGKILL) = ? (denied)\n");
    // A snapshot says which rule it was, as before.
    assertThat(TraceSnapshot.of(trace).text())
        .contains("fork() = -1 EPERM (deny fork)\n", "-1 EPERM (TRACING)\n");
  }

  @Test
  void aCallThatNeverReturnedHasNoResult() {
    assertThat(line(RecordedCall.of("exit_group", 0))).isEqualTo("exit_group(0) = ?");
  }

  @Test
  void whatIsRestartedSaysSo() {
    assertThat(line(RecordedCall.of("pause").returning(-514)))
        .isEqualTo("pause() = ? ERESTARTNOHAND (To be restarted if no handler)");
    assertThat(line(RecordedCall.of("read", 0, 0x10, 1).returning(-512)))
        .isEqualTo("read(0, 0x10, 1) = ? ERESTARTSYS (To be restarted if SA_RESTART is set)");
    assertThat(line(RecordedCall.of("fork").returning(-513)))
        .isEqualTo("fork() = ? ERESTARTNOINTR (To be restarted)");
  }

  @Test
  void anAddressIsInHexadecimalDigits() {
    assertThat(line(RecordedCall.of("brk", 0).returning(0x5000))).isEqualTo("brk(NULL) = 0x5000");
  }

  @Test
  void aModeIsInOctalDigits() {
    assertThat(line(RecordedCall.of("umask", 0).returning(022))).isEqualTo("umask(000) = 022");
  }

  @Test
  void flagsOfADescriptorHaveNames() {
    assertThat(line(RecordedCall.of("fcntl", 1, 3).returning(0x8401)))
        .isEqualTo("fcntl(1, F_GETFL) = 0x8401 (flags O_WRONLY|O_APPEND|O_LARGEFILE)");
    assertThat(line(RecordedCall.of("fcntl", 1, 1).returning(1)))
        .isEqualTo("fcntl(1, F_GETFD) = 0x1 (flags FD_CLOEXEC)");
    assertThat(line(RecordedCall.of("fcntl", 1, 1).returning(0)))
        .isEqualTo("fcntl(1, F_GETFD) = 0");
  }

  @Test
  void ofTheEnvironmentOnlyTheNumberOfVariablesIsThere() {
    RecordedCall exec =
        RecordedCall.of("execve", 0x10, 0x20, 0x30)
            .in(0, Part.STRING, bytes("/bin/ls"))
            .with(1, false, Part.STRINGS, Status.WHOLE, bytes("ls\0"), 1)
            .with(2, false, Part.STRINGS, Status.WHOLE, bytes("A=1\0SECRET=2\0"), 2)
            .returning(0);
    assertThat(line(exec)).isEqualTo("execve(\"/bin/ls\", [\"ls\"], 0x30 /* 2 vars */) = 0");
  }

  @Test
  void aCloneHasNamedArguments() {
    assertThat(line(RecordedCall.of("clone", 0x1200011, 0, 0, 0x70, 0).returning(9)))
        .isEqualTo(
            "clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|CLONE_CHILD_SETTID|SIGCHLD,"
                + " child_tidptr=0x70) = 9");
  }

  @Test
  void pollTellsWhatIsReady() {
    RecordedCall poll = RecordedCall.of("poll", 0x10, 2, 50).in(0, ints(3, 1, 4, 4));
    assertThat(line(poll.out(0, ints(3, 0x10001, 4, 4)).returning(1)))
        .isEqualTo(
            "poll([{fd=3, events=POLLIN}, {fd=4, events=POLLOUT}], 2, 50) = 1"
                + " ([{fd=3, revents=POLLIN}])");
  }

  @Test
  void aTimeoutIsTold() {
    assertThat(
            line(
                RecordedCall.of("poll", 0x10, 1, 50)
                    .in(0, ints(3, 1))
                    .out(0, ints(3, 1))
                    .returning(0)))
        .isEqualTo("poll([{fd=3, events=POLLIN}], 1, 50) = 0 (Timeout)");
  }

  @Test
  void selectTellsWhatIsReadyAndWhatTimeIsLeft() {
    ByteBuffer before = little(128).put(0, (byte) 0b11);
    ByteBuffer after = little(128).put(0, (byte) 0b10);
    RecordedCall select =
        RecordedCall.of("select", 2, 0x10, 0, 0, 0x20)
            .in(1, before.array())
            .in(4, longs(1, 0))
            .out(1, after.array())
            .out(4, longs(0, 7))
            .returning(1);
    assertThat(line(select))
        .isEqualTo(
            "select(2, [0 1], NULL, NULL, {tv_sec=1, tv_usec=0}) = 1"
                + " (in [1], left {tv_sec=0, tv_usec=7})");
  }

  @Test
  void aLockIsShownAsTheKernelFoundIt() {
    byte[] asked = little(32).putShort(0, (short) 1).array();
    byte[] free = little(32).putShort(0, (short) 2).array();
    assertThat(line(RecordedCall.of("fcntl", 3, 5, 0x10).in(2, asked).out(2, free).returning(0)))
        .isEqualTo(
            "fcntl(3, F_GETLK, {l_type=F_UNLCK, l_whence=SEEK_SET, l_start=0, l_len=0, l_pid=0})"
                + " = 0");
  }

  @Test
  void aPolicyThatWasReturnedHasAName() {
    assertThat(line(RecordedCall.of("sched_getscheduler", 0).returning(3)))
        .isEqualTo("sched_getscheduler(0) = 3 (SCHED_BATCH)");
  }

  @Test
  void sealsHaveNames() {
    assertThat(line(RecordedCall.of("fcntl", 3, 1034).returning(6)))
        .isEqualTo("fcntl(3, F_GET_SEALS) = 0x6 (seals F_SEAL_SHRINK|F_SEAL_GROW)");
  }
}
