package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;
import static org.sandtrap.trace.decode.RecordedCall.ints;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Errno;
import org.sandtrap.testing.TraceBuilder;
import org.sandtrap.testing.Tracees;
import org.sandtrap.trace.Peer;
import org.sandtrap.trace.Trace;
import org.sandtrap.trace.decode.RecordedCall;
import org.sandtrap.trace.store.RawCapture.Part;

/** The checks on what a program reached see every way to reach a peer. */
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
  void whatIsSentToNoFamilyReachesAnAddressOfVersion4() {
    Trace trace = Traced.traced(Tracees.command("sockets", "unspecified"));
    assertThat(trace).connectedTo("127.0.0.1:*").connectedOnlyTo("127.0.0.1");
    fails(() -> assertThat(trace).connectedToNobody(), "it connected to 127.0.0.1:", "-> sendto(");
    fails(() -> assertThat(trace).connectedOnlyTo("10.0.0.0/8"), "it connected to 127.0.0.1:");
  }

  @Test
  void messagesToNoFamilyReachAnAddressAsWell() {
    byte[] address = LOCAL_80.clone();
    address[0] = 0;
    steps
        .call("sendmsg", 3, 0x1000, 0)
        .in("msg", Part.MSG, new byte[56], 56)
        .in("msg", Part.MSG_NAME, address, 16)
        .returns(1)
        .call("sendmmsg", 3, 0x1000, 1, 0)
        .in("msgvec", Part.BYTES, headers(1, 0), 64)
        .in("msgvec", Part.MSG, headers(1, 0), 56)
        .in("msgvec", Part.MSG_NAME, address, 16)
        .returns(1);
    assertThat(steps.trace()).connectedTo("127.0.0.1:80");
    assertThat(steps.trace().calls())
        .allSatisfy(
            call ->
                assertThat(call.peers())
                    .extracting(Peer::toString)
                    .containsExactly("send AF_INET 127.0.0.1 port 80"));
    fails(() -> assertThat(steps.trace()).connectedToNobody(), "once more", "-> sendmsg(");
  }

  @Test
  void onlyAConnectionIsUndoneByNoFamily() {
    steps.call("connect", 3, new byte[16], 16).returns(0);
    assertThatCode(() -> assertThat(steps.trace()).connectedToNobody()).doesNotThrowAnyException();
    steps.call("sendto", 3, 0x1000, 1, 0, new byte[8], 8).returns(1);
    fails(() -> assertThat(steps.trace()).connectedToNobody(), UNKNOWN, "-> sendto(");
  }

  @Test
  void aLocalSocketIsReachedWhereItsRelativePathBegins() throws IOException {
    Path real = directory.toRealPath();
    for (String name : List.of("made", "./made2", "../" + real.getFileName() + "/@made")) {
      Trace trace = Traced.tracedIn(real, Tracees.command("sockets", "reach", name));
      String last = name.replaceFirst(".*/", "");
      assertThat(trace).connectedTo(real + "/" + last).connectedOnlyTo(real + "/**");
      assertThat(trace.calls("bind", "connect", "sendto", "sendmsg", "sendmmsg"))
          .hasSize(5)
          .allSatisfy(
              call ->
                  assertThat(call.peers())
                      .extracting(Peer::address)
                      .containsExactly(real + "/" + last));
      fails(
          () -> assertThat(trace).connectedOnlyTo("/run/**", "@made"),
          "it connected to " + real + "/" + last + ", and 3 times more such");
    }
  }

  private static byte[] unix(String path) {
    return ("\1\0" + path).getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aPathIsReachedWithoutItsDots() {
    byte[] address = unix("/run/../tmp/w/s.sock");
    steps.call("connect", 3, address, address.length).returns(0);
    assertThat(steps.trace()).connectedTo("/tmp/w/s.sock").connectedOnlyTo("/tmp/**");
    fails(
        () -> assertThat(steps.trace()).connectedOnlyTo("/run/**"),
        "it connected to /tmp/w/s.sock");
  }

  @Test
  void aRelativePathIsNoName() {
    byte[] path = unix("@a");
    steps.call("connect", 3, path, path.length).returns(0);
    fails(() -> assertThat(steps.trace()).connectedOnlyTo("@a"), "it connected to ./@a");
    byte[] name = unix("\0/../a");
    steps.call("connect", 3, name, name.length).base("addr", "/tmp").returns(0);
    assertThat(steps.trace()).connectedTo("@/../a");
  }

  @Test
  void aPathWithBracketsIsAlsoThatVeryPath() {
    byte[] address = unix("/tmp/a[1]");
    steps.call("connect", 3, address, address.length).returns(0);
    assertThat(steps.trace()).connectedTo("/tmp/a[1]").connectedOnlyTo("/tmp/a[1]");
  }

  @Test
  void somebodyIsFoundByNetworkOrWithAnyPort() {
    steps.call("connect", 3, LOCAL_80, 16).returns(0);
    assertThat(steps.trace())
        .connectedTo("127.0.0.1")
        .connectedTo("127.0.0.0/8")
        .connectedTo("127.0.0.1:80")
        .connectedTo("127.0.0.1:*")
        .connectedTo("::ffff:127.0.0.1/104");
    fails(
        () -> assertThat(steps.trace()).connectedTo("10.0.0.0/8"),
        "to connect to 10.0.0.0/8, but it connected to 127.0.0.1:80.");
  }

  @Test
  void whatWasTriedIsNamedWhereNobodyWasReached() {
    steps.call("connect", 3, LOCAL_80, 16).fails(Errno.ECONNREFUSED);
    fails(
        () -> assertThat(steps.trace()).connectedTo("127.0.0.1:80"),
        "but it connected to nothing.",
        "Similar is:\n   connect(3, {sa_family=AF_INET, sin_port=htons(80)",
        "ECONNREFUSED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:80", "foo", "", "s.sock", "127.0.0.1:x", "localhost:*"})
  void whatIsNoAddressIsRefused(String address) {
    assertThatThrownBy(() -> assertThat(steps.trace()).connectedTo(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "'" + address + "' is no address. Expected one such as",
            "write their addresses",
            "begin with a slash");
  }

  @Test
  void nullIsRefused() {
    for (ThrowingCallable check :
        List.<ThrowingCallable>of(
            () -> assertThat(steps.trace()).connectedTo(null),
            () -> assertThat(steps.trace()).connectedOnlyTo(null),
            () -> assertThat(steps.trace()).connectedOnlyTo("::1", (String) null))) {
      assertThatThrownBy(check)
          .isInstanceOf(NullPointerException.class)
          .hasMessage("the address is null");
    }
    assertThatThrownBy(() -> assertThat(steps.trace()).madeNoCall(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("the pattern is null");
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
