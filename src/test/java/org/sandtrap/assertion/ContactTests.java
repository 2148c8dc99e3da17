package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;
import static org.sandtrap.trace.decode.RecordedCall.ints;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Errno;
import org.sandtrap.testing.TraceBuilder;
import org.sandtrap.testing.Tracees;
import org.sandtrap.trace.Trace;
import org.sandtrap.trace.decode.RecordedCall;
import org.sandtrap.trace.store.RawCapture.Part;

/** The checks on whom a program reached see every way to reach somebody. */
class ContactTests {
  private static final byte[] LOCAL_80 =
      HexFormat.of().parseHex("020000507f0000010000000000000000");

  private static final String UNKNOWN = "an address that is not known";

  @TempDir Path directory;

  private final TraceBuilder steps = new TraceBuilder().process(100);

  private static void fails(ThrowingCallable check, String... parts) {
    assertThatThrownBy(check).isInstanceOf(AssertionError.class).hasMessageContainingAll(parts);
  }

  @Test
  void anAddressOfVersion4IsTheSameInASocketOfVersion6() {
    Trace trace = Traced.traced(Tracees.command("sockets", "mapped"));
    assertThat(trace)
        .connectedTo("127.0.0.1:9")
        .connectedTo("127.0.0.*:9")
        .connectedTo("[::ffff:127.0.0.1]:9");
    fails(() -> assertThat(trace).connectedTo("127.0.0.1:8"), "[::ffff:127.0.0.1]:9");
    fails(
        () -> assertThat(trace).connectedToNobody(), "it connected to [::ffff:127.0.0.1]:9", "->");
  }

  @Test
  void eachOfSeveralMessagesReachesSomebody() {
    Trace trace = Traced.traced(Tracees.command("sockets", "messages"));
    assertThat(trace).connectedTo("127.0.0.1:*");
    fails(() -> assertThat(trace).connectedToNobody(), "it connected to 127.0.0.1:", "-> sendmmsg");
  }

  private static byte[] headers(int count, long name) {
    ByteBuffer array = RecordedCall.little(64 * count);
    for (int i = 0; i < count; i++) {
      array.putLong(64 * i, name);
    }
    return array.array();
  }

  @Test
  void messagesThatWereNotReadMayHaveReachedAnybody() {
    byte[] first = headers(1, 0);
    steps
        .call("sendmmsg", 3, 0x1000, 3, 0)
        .in("msgvec", Part.BYTES, first, 3 * 64)
        .in("msgvec", Part.MSG, headers(1, 0), 56)
        .returns(3);
    fails(() -> assertThat(steps.trace()).connectedToNobody(), UNKNOWN);
  }

  @Test
  void onlyMessagesThatWereSentReachSomebody() {
    steps
        .call("sendmmsg", 3, 0x1000, 2, 0)
        .in("msgvec", Part.BYTES, headers(1, 0), 2 * 64)
        .returns(1)
        .call("sendmmsg", 3, 0x1000, 2, 0)
        .in("msgvec", Part.BYTES, headers(1, 0), 2 * 64)
        .fails(Errno.EAGAIN);
    assertThatCode(() -> assertThat(steps.trace()).connectedToNobody()).doesNotThrowAnyException();
    steps.call("sendmmsg", 3, 0x1000, 2, 0).returns(1);
    fails(() -> assertThat(steps.trace()).connectedToNobody(), UNKNOWN);
  }

  @Test
  void theAddressOfAMessageMayBeUnreadable() {
    steps
        .call("sendmmsg", 3, 0x1000, 1, 0)
        .in("msgvec", Part.BYTES, headers(1, 0x2000), 64)
        .returns(1);
    fails(() -> assertThat(steps.trace()).connectedToNobody(), UNKNOWN);
  }

  @Test
  void socketcallReachesWhomItsArgumentsName() {
    steps
        .through(Abi.I386)
        .call("socketcall", "SYS_CONNECT", ints(3, 0x20, 16))
        .inner(1, false, Part.BYTES, LOCAL_80)
        .returns(0)
        .call("socketcall", "SYS_SEND", ints(3, 0x20, 1, 0))
        .returns(1);
    assertThat(steps.trace()).connectedTo("127.0.0.1:80");
    fails(() -> assertThat(steps.trace()).connectedToNobody(), "it connected to 127.0.0.1:80");
  }

  @Test
  void socketcallWhoseArgumentsWereNotReadMayHaveReachedAnybody() {
    steps.through(Abi.I386).call("socketcall", "SYS_SENDTO", 0x1000).returns(1);
    fails(() -> assertThat(steps.trace()).connectedToNobody(), UNKNOWN);
  }

  @Test
  void socketcallThatMakesASocketReachesNobody() {
    steps
        .through(Abi.I386)
        .call("socketcall", "SYS_SOCKET", ints(2, 1, 0))
        .returns(3)
        .call("socketcall", "SYS_BIND", ints(3, 0x20, 16))
        .inner(1, false, Part.BYTES, LOCAL_80)
        .returns(0);
    assertThatCode(() -> assertThat(steps.trace()).connectedToNobody()).doesNotThrowAnyException();
  }

  @Test
  void aLocalSocketIsMadeWhereItsRelativePathBegins() {
    Trace trace = Traced.tracedIn(directory, Tracees.command("sockets", "file", "made"));
    assertThatCode(
            () -> assertThat(trace).createdNothingBelow(directory.resolve("other").toString()))
        .doesNotThrowAnyException();
    fails(() -> assertThat(trace).createdNothingBelow(directory.toString()), "/made", "-> bind(");
  }
}
