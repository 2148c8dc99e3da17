package org.sandtrap.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.trace.decode.RecordedCall.bytes;
import static org.sandtrap.trace.decode.RecordedCall.ints;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Errno;
import org.sandtrap.testing.TraceBuilder;
import org.sandtrap.trace.store.RawCapture.Part;

/** What the calls of a program say about the sockets that its descriptors refer to. */
class SocketTests {
  private static final String NAME = "socket:[7]";
  private static final byte[] LOCAL_80 = internet("0050", "7f000001");
  private static final byte[] LOCAL_4000 = internet("0fa0", "7f000001");
  private static final byte[] ANY_80 = internet("0050", "00000000");
  private static final byte[] LOCAL_ANY_PORT = internet("0000", "7f000001");
  private static final byte[] NO_FAMILY = new byte[16];

  private final TraceBuilder steps = new TraceBuilder().process(100);

  private static byte[] internet(String port, String address) {
    return HexFormat.of().parseHex("0200" + port + address + "0000000000000000");
  }

  private static byte[] unix(String path) {
    return ("\1\0" + path).getBytes(StandardCharsets.ISO_8859_1);
  }

  private void socket(String domain, String type) {
    steps.call("socket", domain, type, 0).resultLink(NAME).returns(3);
  }

  private void connect(byte[] address) {
    steps.call("connect", 3, address, address.length).link("sockfd", NAME).returns(0);
  }

  private void bind(byte[] address) {
    steps.call("bind", 3, address, address.length).link("sockfd", NAME).returns(0);
  }

  private void getsockname(byte[] address) {
    steps.call("getsockname", 3, 0, 0).link("sockfd", NAME).out("addr", address).returns(0);
  }

  /** What is known of the only socket after all steps. */
  private String known() {
    List<TracedSocket> sockets = steps.trace().sockets();
    assertThat(sockets).hasSize(1);
    return sockets.get(0).toString();
  }

  @Test
  void aNewSocketHasItsKind() {
    socket("AF_INET", "SOCK_STREAM|SOCK_CLOEXEC");
    Trace trace = steps.trace();
    TracedSocket socket = trace.resultSocket(trace.calls().get(0)).orElseThrow();
    assertThat(socket.name()).isEqualTo(NAME);
    assertThat(socket.domain()).contains("AF_INET");
    assertThat(socket.type()).contains("SOCK_STREAM");
    assertThat(socket.protocol()).contains("IPPROTO_TCP");
    assertThat(socket.local()).isEmpty();
    assertThat(socket.peer()).isEmpty();
    assertThat(socket).hasToString("TCP:[?]");
  }

  @Test
  void theKindIsInItsText() {
    socket("AF_INET", "SOCK_DGRAM");
    assertThat(known()).isEqualTo("UDP:[?]");
    socket("AF_INET6", "SOCK_DGRAM");
    assertThat(known()).isEqualTo("UDPv6:[?]");
    socket("AF_INET", "SOCK_RAW");
    assertThat(known()).isEqualTo("RAW:[?]");
    socket("AF_UNIX", "SOCK_SEQPACKET");
    assertThat(known()).isEqualTo("UNIX-SEQPACKET:[?]");
    socket("AF_NETLINK", "SOCK_RAW");
    assertThat(known()).isEqualTo("NETLINK-RAW:[?]");
    steps.call("socket", "AF_INET", "SOCK_STREAM", 132).resultLink(NAME).returns(3);
    assertThat(known()).isEqualTo("SCTP:[?]");
  }

  @Test
  void aConnectionHasItsPeerAndAnUnknownEndOfItsOwnUntilThatIsAskedFor() {
    socket("AF_INET", "SOCK_STREAM");
    connect(LOCAL_80);
    steps.call("write", 3, 0x1000, 1).link("fd", NAME).returns(1);
    getsockname(LOCAL_4000);
    steps.call("write", 3, 0x1000, 1).link("fd", NAME).returns(1);
    Trace trace = steps.trace();
    List<Call> writes = trace.calls("write");
    assertThat(trace.socket(trace.calls("connect").get(0), "sockfd").orElseThrow())
        .as("as it was when the call began")
        .hasToString("TCP:[?]");
    assertThat(trace.socket(writes.get(0), "fd").orElseThrow())
        .hasToString("TCP:[?->127.0.0.1:80]");
    assertThat(trace.socket(writes.get(1), "fd").orElseThrow())
        .hasToString("TCP:[127.0.0.1:4000->127.0.0.1:80]");
    assertThat(trace.socket(writes.get(1), "fd").flatMap(TracedSocket::peer))
        .contains(SocketAddress.of(Abi.X86_64, LOCAL_80));
  }

  @Test
  void thePortThatTheKernelPicksIsUnknown() {
    socket("AF_INET", "SOCK_STREAM");
    bind(LOCAL_ANY_PORT);
    assertThat(known()).isEqualTo("TCP:[127.0.0.1:?]");
    getsockname(LOCAL_4000);
    assertThat(known()).isEqualTo("TCP:[127.0.0.1:4000]");
  }

  @Test
  void whichOfAllAddressesAConnectionHasIsUnknown() {
    socket("AF_INET", "SOCK_STREAM");
    bind(ANY_80);
    assertThat(known()).isEqualTo("TCP:[0.0.0.0:80]");
    connect(LOCAL_4000);
    assertThat(known()).isEqualTo("TCP:[?:80->127.0.0.1:4000]");
  }

  private TracedSocket accepted(byte[] listening, boolean asks) {
    socket("AF_INET", "SOCK_STREAM");
    bind(listening);
    var call = steps.call("accept4", 3, 0, 0, 0).link("sockfd", NAME).resultLink("socket:[8]");
    (asks ? call.out("addr", LOCAL_4000) : call).returns(4);
    Trace trace = steps.trace();
    return trace.resultSocket(trace.calls("accept4").get(0)).orElseThrow();
  }

  @Test
  void anAcceptedConnectionHasTheAddressOfTheListener() {
    assertThat(accepted(LOCAL_80, true)).hasToString("TCP:[127.0.0.1:80->127.0.0.1:4000]");
    assertThat(steps.trace().sockets())
        .extracting(TracedSocket::name)
        .containsExactly(NAME, "socket:[8]");
  }

  @Test
  void ofAnAcceptedConnectionOnlyWhatWasToldIsKnown() {
    assertThat(accepted(ANY_80, false)).hasToString("TCP:[?:80]");
  }

  @Test
  void anAddressIsNotLongerThanTheRoomForIt() {
    socket("AF_INET", "SOCK_STREAM");
    steps
        .call("getpeername", 3, 0x1000, 0x2000)
        .link("sockfd", NAME)
        .in("addrlen", Part.BYTES, ints(4), 4)
        .out("addr", LOCAL_80)
        .returns(0);
    assertThat(steps.trace().sockets().get(0).peer().orElseThrow().port()).isEmpty();
  }

  @Test
  void aConnectionThatWasBegunMayFailLater() {
    socket("AF_INET", "SOCK_STREAM");
    steps.call("connect", 3, LOCAL_80, 16).link("sockfd", NAME).fails(Errno.EINPROGRESS);
    assertThat(known()).isEqualTo("TCP:[?->127.0.0.1:80]");
    steps
        .call("getsockopt", 3, "SOL_SOCKET", 4, 0x1000, 0x2000)
        .link("sockfd", NAME)
        .out("optval", ints(111))
        .returns(0);
    assertThat(known()).isEqualTo("TCP:[?]");
    steps.call("connect", 3, LOCAL_80, 16).link("sockfd", NAME).fails(Errno.EINPROGRESS);
    steps.call("connect", 3, LOCAL_80, 16).link("sockfd", NAME).fails(Errno.ECONNREFUSED);
    assertThat(known()).isEqualTo("TCP:[?]");
  }

  @Test
  void anotherAttemptDoesNotUndoAConnection() {
    socket("AF_INET", "SOCK_STREAM");
    steps.call("connect", 3, LOCAL_80, 16).link("sockfd", NAME).fails(Errno.EINPROGRESS);
    steps.call("connect", 3, LOCAL_80, 16).link("sockfd", NAME).fails(Errno.EISCONN);
    steps.call("connect", 3, LOCAL_4000, 16).link("sockfd", NAME).fails(Errno.EISCONN);
    steps.call("connect", 3, 0x1000, 16).link("sockfd", NAME).fails(Errno.EFAULT);
    assertThat(known()).isEqualTo("TCP:[?->127.0.0.1:80]");
  }

  @Test
  void anErrorOfTheCallDoesNotEndWhatWasBegun() {
    socket("AF_INET", "SOCK_STREAM");
    steps.call("connect", 3, LOCAL_80, 16).link("sockfd", NAME).fails(Errno.EINPROGRESS);
    steps.call("connect", 3, 0x1000, 16).link("sockfd", NAME).fails(Errno.EFAULT);
    assertThat(known()).isEqualTo("TCP:[?->127.0.0.1:80]");
    connect(LOCAL_80);
    steps.call("connect", 3, LOCAL_80, 16).link("sockfd", NAME).fails(Errno.ECONNREFUSED);
    assertThat(known()).as("it is connected").isEqualTo("TCP:[?->127.0.0.1:80]");
  }

  @Test
  void whatFailedOrNeverReturnedTellsNothing() {
    socket("AF_INET", "SOCK_STREAM");
    steps.call("bind", 3, LOCAL_80, 16).link("sockfd", NAME).fails(Errno.EADDRINUSE);
    steps.call("connect", 3, LOCAL_80, 16).link("sockfd", NAME).fails(Errno.ECONNREFUSED);
    steps.call("connect", 3, LOCAL_80, 16).link("sockfd", NAME).unfinished();
    assertThat(known()).isEqualTo("TCP:[?]");
  }

  @Test
  void anAddressOfNoFamilyEndsAConnection() {
    socket("AF_INET", "SOCK_DGRAM");
    connect(LOCAL_80);
    connect(NO_FAMILY);
    assertThat(known()).isEqualTo("UDP:[?]");
  }

  @Test
  void copiesInOtherProcessesAreTheSameSocket() {
    socket("AF_INET", "SOCK_DGRAM");
    steps
        .call("dup", 3)
        .link("oldfd", NAME)
        .resultLink(NAME)
        .returns(5)
        .process(101, 100)
        .in(101)
        .call("connect", 5, LOCAL_80, 16)
        .link("sockfd", NAME)
        .returns(0)
        .in(100)
        .call("write", 3, 0x1000, 1)
        .link("fd", NAME)
        .returns(1);
    Trace trace = steps.trace();
    assertThat(trace.resultSocket(trace.calls("dup").get(0)).orElseThrow()).hasToString("UDP:[?]");
    assertThat(trace.socket(trace.calls("write").get(0), "fd").orElseThrow())
        .hasToString("UDP:[?->127.0.0.1:80]");
  }

  @Test
  void aCallThatLastsChangesWhatIsKnownAtItsEnd() {
    socket("AF_INET", "SOCK_STREAM");
    steps.thread(101);
    var connecting = steps.call("connect", 3, LOCAL_80, 16).link("sockfd", NAME);
    connecting.returnsAfter(5_000, 0);
    Trace trace = steps.trace();
    Call connect = trace.calls("connect").get(0);
    Sockets sockets = Sockets.of(trace);
    assertThat(sockets.at(Optional.of(NAME), connect.time().plusNanos(4_000)).orElseThrow())
        .hasToString("TCP:[?]");
    assertThat(sockets.at(Optional.of(NAME), Sockets.end(connect)).orElseThrow())
        .hasToString("TCP:[?->127.0.0.1:80]");
  }

  @Test
  void ofASocketFromOutsideOnlyTheNameIsKnown() {
    steps
        .call("write", 1, 0x1000, 1)
        .link("fd", NAME)
        .returns(1)
        .call("write", 2, 0x1000, 1)
        .link("fd", "/dev/null")
        .returns(1)
        .call("write", 3, 0x1000, 1)
        .fails(Errno.EBADF);
    Trace trace = steps.trace();
    List<Call> writes = trace.calls();
    assertThat(trace.socket(writes.get(0), "fd")).contains(TracedSocket.named(NAME));
    assertThat(TracedSocket.named(NAME)).hasToString("SOCKET:[?]");
    assertThat(trace.socket(writes.get(1), "fd")).isEmpty();
    assertThat(trace.socket(writes.get(2), "fd")).isEmpty();
    assertThat(trace.resultSocket(writes.get(0))).isEmpty();
    assertThat(trace.sockets()).isEmpty();
  }

  @Test
  void anArgumentThatACallHasNotIsRefused() {
    steps.call("connect", 3, LOCAL_80, 16).link("sockfd", NAME).returns(0);
    steps.unknownCall(999, 1).returns(0);
    steps.through(Abi.I386).call("socketcall", "SYS_CONNECT", 0x1000).returns(0);
    steps.call("socketcall", "SYS_SHUTDOWN", ints(3, 2)).returns(0);
    Trace trace = steps.trace();
    List<Call> calls = trace.calls();
    assertThatThrownBy(() -> trace.socket(calls.get(0), "nonsense"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'nonsense' is no argument of connect. Expected one that it has: sockfd, addr,"
                + " addrlen.");
    assertThat(trace.socket(calls.get(1), "fd")).as("nobody knows its arguments").isEmpty();
    assertThat(trace.socket(calls.get(2), "sockfd")).as("they were not read").isEmpty();
    assertThatThrownBy(() -> trace.socket(calls.get(3), "fd"))
        .hasMessageContaining("'fd' is no argument of shutdown.");
    assertThatThrownBy(() -> trace.socket(calls.get(0), null)).hasMessage("the argument is null");
    assertThatThrownBy(() -> trace.socket(null, "fd")).hasMessage("the call is null");
    assertThatThrownBy(() -> trace.resultSocket(null)).hasMessage("the call is null");
  }

  @Test
  void timesOfATextMustBeGiven() {
    assertThatThrownBy(() -> TraceFormat.DEFAULT.withTimes(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("the times are null");
  }

  @Test
  void theFamilyOfAnAddressIsThatOfItsSocket() {
    connect(LOCAL_80);
    assertThat(known()).isEqualTo("INET:[?->127.0.0.1:80]");
  }

  @Test
  void theEndsOfAPairHaveNoNames() {
    steps
        .call("socketpair", "AF_UNIX", "SOCK_STREAM", 0, 0)
        .out("sv", ints(3, 4))
        .out("sv", Part.LINK, bytes(NAME), NAME.length())
        .out("sv", Part.LINK, bytes("socket:[8]"), 10)
        .returns(0);
    assertThat(steps.trace().sockets())
        .extracting(TracedSocket::name, TracedSocket::toString)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(NAME, "UNIX-STREAM:[unnamed->unnamed]"),
            org.assertj.core.groups.Tuple.tuple("socket:[8]", "UNIX-STREAM:[unnamed->unnamed]"));
  }

  @Test
  void localAddressesAreQuoted() {
    socket("AF_UNIX", "SOCK_STREAM");
    bind(unix("/run/a\n\u001b\0"));
    connect(unix("\0b\"c"));
    assertThat(known()).isEqualTo("UNIX-STREAM:[\"/run/a\\n\\33\"->@\"b\\\"c\"]");
    socket("AF_UNIX", "SOCK_STREAM");
    bind(unix(""));
    assertThat(known()).as("the kernel picks a name").isEqualTo("UNIX-STREAM:[?]");
  }

  @Test
  void anAddressOfVersion6StandsInBrackets() {
    socket("AF_INET6", "SOCK_STREAM");
    connect(HexFormat.of().parseHex("0a00005000000000" + "0".repeat(31) + "1" + "00000000"));
    assertThat(known()).isEqualTo("TCPv6:[?->[::1]:80]");
    connect(HexFormat.of().parseHex("0a00005000000000" + "0".repeat(20) + "ffff7f00000100000000"));
    assertThat(known()).isEqualTo("TCPv6:[?->[::ffff:127.0.0.1]:80]");
    assertThat(steps.trace().sockets().get(0).peer().flatMap(SocketAddress::mapped))
        .contains(SocketAddress.of(Abi.X86_64, LOCAL_80));
  }

  @Test
  void callsOfI386AreFollowedAsWell() {
    steps
        .through(Abi.I386)
        .call("socketcall", "SYS_SOCKET", ints(2, 1, 0))
        .inner(6, true, Part.LINK, bytes(NAME))
        .returns(3)
        .call("socketcall", "SYS_CONNECT", ints(3, 0x20, 16))
        .inner(0, false, Part.LINK, bytes(NAME))
        .inner(1, false, Part.BYTES, LOCAL_80)
        .returns(0)
        .call("socketcall", "SYS_SHUTDOWN", ints(3, 2))
        .inner(0, false, Part.LINK, bytes(NAME))
        .returns(0);
    Trace trace = steps.trace();
    assertThat(known()).isEqualTo("TCP:[?->127.0.0.1:80]");
    assertThat(trace.socket(trace.calls().get(2), "sockfd").orElseThrow())
        .hasToString("TCP:[?->127.0.0.1:80]");
    assertThat(trace.calls().get(0).resultTarget()).contains(NAME);
    assertThat(trace.peers())
        .extracting(Peer::toString)
        .containsExactly("connect AF_INET 127.0.0.1 port 80");
    assertThat(trace.calls().get(1))
        .hasToString(
            "socketcall(SYS_CONNECT, 3, {sa_family=AF_INET, sin_port=htons(80),"
                + " sin_addr=inet_addr(\"127.0.0.1\")}, 16) = 0");
  }

  @Test
  void aTextShowsThemOnRequest() {
    socket("AF_INET", "SOCK_STREAM");
    connect(LOCAL_80);
    steps.call("shutdown", 3, 2).link("sockfd", NAME).returns(0);
    steps.call("close", 9).link("fd", "/dev/null").returns(0);
    TraceFormat format = TraceFormat.DEFAULT.withThreadIds(false).withSockets(true);
    assertThat(steps.trace().text(format))
        .contains("IPPROTO_IP) = 3<TCP:[?]>\n")
        .contains("connect(3<TCP:[?]>, {")
        .contains("shutdown(3<TCP:[?->127.0.0.1:80]>, SHUT_RDWR) = 0\n")
        .contains("close(9) = 0\n");
    assertThat(steps.trace().text(format.withArgumentNames(true)))
        .contains("shutdown(sockfd=3<TCP:[?->127.0.0.1:80]>, how=SHUT_RDWR) = 0\n");
    assertThat(steps.trace().toString()).doesNotContain("<");
  }
}
