package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;
import static org.sandtrap.assertion.Traced.python;
import static org.sandtrap.assertion.Traced.traced;
import static org.sandtrap.trace.decode.RecordedCall.ints;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.syscall.Abi;
import org.sandtrap.testing.TraceBuilder;
import org.sandtrap.trace.Trace;
import org.sandtrap.trace.store.RawCapture.Part;

/** Which descriptors a process has made and not closed. */
class DescriptorAssertTests {
  private static final String BEGIN =
      "import os, socket, fcntl, select\n"
          + "f = os.open('/etc/passwd', os.O_RDONLY | os.O_CLOEXEC)\n";

  @TempDir Path directory;

  private static void fails(Trace trace, String part) {
    assertThatThrownBy(() -> assertThat(trace).closedAllItOpened())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Expected the program to close all descriptors that it opened, but ")
        .hasMessageContaining(part);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cat /etc/passwd", "ls /", "true", "sort /etc/passwd", "cp /etc/passwd /dev/null"})
  void ordinaryProgramsCloseAll(String line) {
    assertThat(traced(line.split(" "))).closedAllItOpened();
  }

  @Test
  void shellsCloseAll() {
    assertThat(traced("sh", "-c", "cat /etc/passwd | sort > /dev/null")).closedAllItOpened();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "os.close(f)",
        "os.closerange(3, 100)",
        "os.dup2(f, 0); os.close(f)",
        "os.dup2(os.dup(0), f); os.closerange(3, 9)",
        "pid = os.fork()\nif pid: os.close(f); os.waitpid(pid, 0)\nos._exit(0)",
        "os.execv('/bin/true', ['true'])",
        "fcntl.ioctl(f, 0x5451); os.execv('/bin/true', ['true'])",
        "g = os.dup(f); os.close(g); os.close(f)",
        "s, t = socket.socketpair(); s.close(); t.close(); os.close(f)",
        "r, w = os.pipe(); os.close(r); os.close(w); os.close(f)",
      })
  void whatIsClosedIsNotLeft(String script) {
    assertThat(python(directory, BEGIN + script + "\nos._exit(0)")).closedAllItOpened();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "os._exit(0)~it left 3 open",
        "os.dup2(f, 50); os.close(f); os._exit(0)~it left 50 open",
        "fcntl.fcntl(f, fcntl.F_DUPFD, 40); os.close(f); os._exit(0)~it left 40 open",
        "r, w = os.pipe(); os.close(f); os._exit(0)~it left 4 open, and once more such",
        "s, t = socket.socketpair(); s.detach(); t.detach(); os.close(f); os._exit(0)~it left 4 open",
        "select.epoll(); os.close(f); g = os.memfd_create('a'); os._exit(0)~it left 3 open",
        "os.set_inheritable(f, True); os.execv('/bin/true', ['true'])~it left 3 open",
        "fcntl.ioctl(f, 0x5450); os.execv('/bin/true', ['true'])~it left 3 open",
        "os.dup2(f, 9); os.execv('/bin/true', ['true'])~it left 9 open",
        "os.kill(os.getpid(), 0); os.abort()~it left 3 open",
      })
  void whatIsNotClosedIsLeft(String script, String finding) {
    fails(Traced.run("python3", "-S", "-c", BEGIN + script).trace(), finding);
  }

  @Test
  void aChildAnswersForWhatItOpens() {
    String child = "pid = os.fork()\nif pid: os.close(f); os.waitpid(pid, 0); os._exit(0)\n";
    fails(
        python(directory, BEGIN + child + "os.open('/etc/group', os.O_RDONLY); os._exit(0)"),
        "it left 4 open");
    assertThat(python(directory, BEGIN + child + "os._exit(0)")).closedAllItOpened();
  }

  @Test
  void threadsThatOverlapAreToldApart() {
    // One thread opens and waits; another closes 3 meanwhile, and the first then gets 3.
    Trace trace =
        new TraceBuilder()
            .process(100)
            .exec("/bin/x", "x")
            .call("openat", "AT_FDCWD", "/a", "O_RDONLY")
            .returns(3)
            .call("close", 3)
            .returnsAfter(5000, 0)
            .call("openat", "AT_FDCWD", "/b", "O_RDONLY")
            .returns(3)
            .exit(0)
            .trace();
    fails(trace, "it left 3 open");
  }

  @Test
  void socketsOfI386AreOpenedToo() {
    TraceBuilder steps =
        new TraceBuilder()
            .process(100)
            .exec("/bin/x", "x")
            .through(Abi.I386)
            .call("socketcall", "SYS_SOCKET", ints(2, 1 | 0x80000, 0))
            .returns(3);
    fails(steps.trace(), "it left 3 open");
    steps.exec("/bin/y", "y");
    assertThat(steps.trace()).as("the exec closes it").closedAllItOpened();
    steps
        .call("socketcall", "SYS_SOCKETPAIR", ints(1, 1, 0, 0x40))
        .inner(3, true, Part.BYTES, ints(5, 6))
        .returns(0)
        .call("close", 5)
        .returns(0);
    fails(steps.trace(), "it left 6 open");
  }

  @Test
  void aTableCanBeShared() {
    Trace shared =
        new TraceBuilder()
            .process(100)
            .exec("/bin/x", "x")
            .call("openat", "AT_FDCWD", "/a", "O_RDONLY")
            .returns(3)
            .call("clone", "CLONE_FILES|CLONE_VM")
            .returns(200)
            .process(200, 100)
            .in(200)
            .call("close", 3)
            .returns(0)
            .exit(0)
            .in(100)
            .exit(0)
            .trace();
    assertThat(shared).closedAllItOpened();
  }

  @Test
  void aTableThatIsCopiedIsNot() {
    Trace copied =
        new TraceBuilder()
            .process(100)
            .exec("/bin/x", "x")
            .call("openat", "AT_FDCWD", "/a", "O_RDONLY")
            .returns(3)
            .call("clone", "CLONE_VM")
            .returns(200)
            .process(200, 100)
            .in(200)
            .call("close", 3)
            .returns(0)
            .exit(0)
            .in(100)
            .exit(0)
            .trace();
    fails(copied, "it left 3 open");
  }

  @Test
  void closeRangeMarksOrCloses() {
    fails(closeRange(0), "it left 20 open");
    fails(closeRange(4), "it left 3 open");
  }

  /** Opens 3, 5 and 20, and closes 4 to 9 with these flags. */
  private static Trace closeRange(int flags) {
    TraceBuilder builder = new TraceBuilder().process(100).exec("/bin/x", "x");
    for (int number : new int[] {20, 5, 3}) {
      builder.call("openat", "AT_FDCWD", "/" + number, "O_RDONLY").returns(number);
    }
    builder.call("close_range", 4, 9, flags).returns(0);
    if (flags != 0) {
      builder.exec("/bin/y", "y");
      builder.call("close", 20).returns(0);
      return builder.exit(0).trace();
    }
    return builder.call("close", 3).returns(0).exit(0).trace();
  }
}
