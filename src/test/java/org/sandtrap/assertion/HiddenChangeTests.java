package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;
import static org.sandtrap.assertion.Traced.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sandtrap.Sandbox;
import org.sandtrap.syscall.Errno;
import org.sandtrap.testing.TraceBuilder;
import org.sandtrap.trace.Trace;

/** Changes of files by ways round are seen, or it is told that they cannot be. */
class HiddenChangeTests {
  private static final long PLACE = 0x7000_0000L;

  @TempDir Path directory;

  private static void fails(ThrowingCallable check, String... parts) {
    assertThatThrownBy(check).isInstanceOf(AssertionError.class).hasMessageContainingAll(parts);
  }

  @Test
  void aMappingThatBecomesWritableIsAChange() throws IOException {
    Files.writeString(directory.resolve("a"), "a");
    Trace trace =
        python(
            directory,
            "import ctypes, os; c = ctypes.CDLL(None); c.mmap.restype = ctypes.c_void_p;"
                + " p = c.mmap(None, ctypes.c_size_t(1), 1, 1, os.open('a', os.O_RDWR), 0);"
                + " assert c.mprotect(ctypes.c_void_p(p), ctypes.c_size_t(1), 3) == 0;"
                + " ctypes.memset(p, 120, 1)");
    assertThat(directory.resolve("a")).hasContent("x");
    assertThat(trace).changedOnlyBelow(directory.toString()).wroteOnlyBelow(directory.toString());
    fails(
        () -> assertThat(trace).changedOnlyBelow("/nowhere"),
        "it wrote " + directory + "/a.",
        "-> mprotect(");
    fails(
        () -> assertThat(trace).wroteOnlyBelow("/nowhere"),
        "it wrote " + directory + "/a.",
        "-> mprotect(");
  }

  /** A process that maps two pages of /a/b, shared, to be read. */
  private static TraceBuilder mapping() {
    return new TraceBuilder()
        .process(100)
        .call("mmap", 0, 8000, "PROT_READ", "MAP_SHARED", 3, 0)
        .link("fd", "/a/b")
        .returns(PLACE);
  }

  private static Trace writable(TraceBuilder builder, long place) {
    return builder.call("mprotect", place, 1, "PROT_READ|PROT_WRITE").returns(0).trace();
  }

  private static Trace moved(long size) {
    return writable(
        mapping().call("mremap", PLACE, size, 8192, "MREMAP_MAYMOVE", 0).returns(2 * PLACE),
        2 * PLACE + 4096);
  }

  static Stream<Trace> laterWritable() {
    return Stream.of(
        writable(mapping(), PLACE),
        writable(mapping(), PLACE + 4096),
        writable(mapping().call("munmap", PLACE, 4096).returns(0), PLACE + 4096),
        writable(mapping().process(101, 100).in(101), PLACE),
        writable(mapping().process(101, 100).in(101).exec("/bin/x", "x").in(100), PLACE),
        moved(8192),
        moved(0),
        mapping().call("pkey_mprotect", PLACE, 1, "PROT_WRITE", 1).returns(0).trace());
  }

  @ParameterizedTest
  @MethodSource("laterWritable")
  void aMappingIsFollowed(Trace trace) {
    assertThat(trace).changedOnlyBelow("/a");
    fails(() -> assertThat(trace).changedOnlyBelow("/b"), "wrote /a/b.", "-> ", "mprotect(");
    fails(() -> assertThat(trace).wroteOnlyBelow("/b"), "wrote /a/b.", "-> ", "mprotect(");
  }

  static Stream<Trace> neverWritable() {
    return Stream.of(
        mapping().trace(),
        writable(mapping(), PLACE + 8192),
        writable(mapping(), PLACE - 4096),
        writable(mapping().call("munmap", PLACE, 8000).returns(0), PLACE),
        writable(mapping().exec("/bin/x", "x"), PLACE),
        writable(mapping().process(101, 0).in(101), PLACE),
        mapping().call("mprotect", PLACE, 1, "PROT_WRITE").fails(Errno.EACCES).trace(),
        mapping().call("mprotect", PLACE, 1, "PROT_READ").returns(0).trace());
  }

  @ParameterizedTest
  @MethodSource("neverWritable")
  void aMappingThatIsOnlyReadIsNoChange(Trace trace) {
    assertThat(trace).changedOnlyBelow("/b").wroteOnlyBelow("/b");
  }

  @ParameterizedTest
  @CsvSource({"io_submit, 1", "io_uring_setup, 3"})
  void whatIsWrittenInTheBackgroundCannotBeTold(String call, long result) {
    Trace trace = new TraceBuilder().process(100).call(call, 1, 1, 0).returns(result).trace();
    String message =
        "but the trace cannot tell: the program called " + call + ", and no call tells";
    fails(() -> assertThat(trace).changedOnlyBelow("/"), message);
    fails(() -> assertThat(trace).wroteOnlyBelow("/"), message);
    Trace failed = new TraceBuilder().process(100).call(call, 1, 1, 0).fails(Errno.EINVAL).trace();
    assertThat(failed).changedOnlyBelow("/a").wroteOnlyBelow("/a");
  }

  @Test
  void aSelectionWithoutTheWaysRoundCannotTell() {
    String[] seen = {"write", "copy", "truncate", "fallocate", "mmap", "open"};
    Trace some = Sandbox.create().withTrace(seen).run("true").trace();
    fails(
        () -> assertThat(some).wroteOnlyBelow("/nowhere"),
        "this check must also see io_submit, io_uring_setup, mprotect, mremap, pkey_mprotect;");
  }

  @Test
  void theNameAndTheModeOfADeviceAreKept() {
    Trace used =
        new TraceBuilder()
            .process(100)
            .call("openat", "AT_FDCWD", "/dev/null", "O_WRONLY|O_CREAT|O_TRUNC", 0644)
            .resultLink("/dev/null")
            .returns(3)
            .call("write", 3, 0x7000, 1)
            .link("fd", "/dev/null")
            .returns(1)
            .call("openat", "AT_FDCWD", "/tmp/link", "O_WRONLY|O_CREAT|O_TRUNC", 0644)
            .resultLink("/dev/pts/0")
            .returns(4)
            .trace();
    assertThat(used).changedOnlyBelow("/a");
    for (Trace trace :
        new Trace[] {
          new TraceBuilder().call("chmod", "/dev/full", 0).returns(0).trace(),
          new TraceBuilder().call("fchmod", 3, 0).link("fd", "/dev/full").returns(0).trace(),
          new TraceBuilder().call("unlink", "/dev/full").returns(0).trace(),
          new TraceBuilder().call("rename", "/dev/full", "/tmp/a").returns(0).trace(),
          new TraceBuilder().call("rename", "/tmp/a", "/dev/full").returns(0).trace(),
          new TraceBuilder().call("mknod", "/dev/full", 0, 0).returns(0).trace(),
        }) {
      fails(() -> assertThat(trace).changedOnlyBelow("/tmp"), " /dev/full.", "\n-> ");
    }
  }

  @Test
  void aFileByTheNameOfADeviceIsAFile() {
    Trace trace =
        new TraceBuilder()
            .call("openat", "AT_FDCWD", "/dev/null", "O_WRONLY|O_CREAT|O_TRUNC", 0644)
            .resultLink("/etc/a")
            .returns(3)
            .trace();
    fails(() -> assertThat(trace).changedOnlyBelow("/tmp"), "/dev/null, which is /etc/a.");
    fails(() -> assertThat(trace).createdNothing(), "/dev/null, which is /etc/a.");
  }
}
