package org.sandtrap.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Errno;
import org.sandtrap.testing.TraceBuilder;
import org.sandtrap.trace.store.RawCapture;

/** What the calls of a program say about whom it talked to. */
class PeerTests {
  private static final byte[] LOCAL_80 =
      HexFormat.of().parseHex("020000507f0000010000000000000000");

  private final TraceBuilder steps = new TraceBuilder().process(100);

  private List<String> peers() {
    return steps.trace().peers().stream().map(Peer::toString).toList();
  }

  private static byte[] unix(String path) {
    return ("\1\0" + path).getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void aConnectionHasItsAddressAndPort() {
    steps.call("connect", 3, LOCAL_80, 16).returns(0);
    assertThat(steps.trace().peers())
        .containsExactly(
            new Peer(
                Peer.Way.CONNECT, "AF_INET", "127.0.0.1", OptionalInt.of(80), Optional.empty()));
  }

  @Test
  void aConnectionThatWasRefusedSaysSo() {
    steps.call("connect", 3, LOCAL_80, 16).fails(Errno.ECONNREFUSED);
    assertThat(peers()).containsExactly("connect AF_INET 127.0.0.1 port 80: ECONNREFUSED");
    assertThat(steps.trace().peers().get(0).succeeded()).isFalse();
  }

  @Test
  void whatIsRepeatedIsTold() {
    for (int i = 0; i < 3; i++) {
      steps.call("sendto", 3, 0x1000, 1, 0, LOCAL_80, 16).returns(1);
    }
    steps.call("sendto", 3, 0x1000, 1, 0, 0, 0).returns(1);
    assertThat(peers()).containsExactly("send AF_INET 127.0.0.1 port 80");
  }

  @Test
  void aListenerHasTheAddressThatItsSocketWasBoundTo() {
    steps
        .call("bind", 3, LOCAL_80, 16)
        .link("sockfd", "socket:[7]")
        .returns(0)
        .call("listen", 4, 5)
        .link("sockfd", "socket:[7]")
        .returns(0)
        .call("listen", 5, 5)
        .link("sockfd", "socket:[8]")
        .returns(0);
    assertThat(peers())
        .containsExactly(
            "bind AF_INET 127.0.0.1 port 80",
            "listen AF_INET 127.0.0.1 port 80",
            "listen AF_UNSPEC");
  }

  @Test
  void aListenerHasThePortThatTheKernelPickedIfTheProgramAsked() {
    byte[] open = LOCAL_80.clone();
    open[3] = 0;
    for (String socket : List.of("socket:[7]", "socket:[8]")) {
      steps.call("bind", 3, open, 16).link("sockfd", socket).returns(0);
      steps.call("listen", 3, 5).link("sockfd", socket).returns(0);
    }
    steps
        .call("getsockname", 3, 0, 0)
        .link("sockfd", "socket:[7]")
        .out("addr", LOCAL_80)
        .returns(0);
    assertThat(peers())
        .containsExactly(
            "bind AF_INET 127.0.0.1 port 0",
            "listen AF_INET 127.0.0.1 port 80",
            "listen AF_INET 127.0.0.1");
  }

  @Test
  void whoConnectedIsKnownAfterTheCall() {
    steps
        .call("accept4", 3, 0, 0, 0)
        .out("addr", LOCAL_80)
        .returns(4)
        .call("accept", 3, 0, 0)
        .returns(5)
        .call("accept", 3, 0, 0)
        .fails(Errno.EAGAIN);
    assertThat(peers()).containsExactly("accept AF_INET 127.0.0.1 port 80", "accept AF_UNSPEC");
  }

  @Test
  void aMessageHasItsAddressInAStructure() {
    steps
        .call("sendmsg", 3, 0x1000, 0)
        .in("msg", RawCapture.Part.MSG_NAME, LOCAL_80, 16)
        .returns(1)
        .call("recvmsg", 3, 0x1000, 0)
        .out("msg", RawCapture.Part.MSG_NAME, LOCAL_80, 16)
        .returns(1);
    assertThat(peers())
        .containsExactly("send AF_INET 127.0.0.1 port 80", "receive AF_INET 127.0.0.1 port 80");
  }

  @Test
  void ofSeveralMessagesThoseThatWereSentHaveAPeer() {
    byte[] other = LOCAL_80.clone();
    other[3] = 81;
    for (int sent : new int[] {1, 2}) {
      steps
          .call("sendmmsg", 3, 0x1000, 2, 0)
          .in("msgvec", RawCapture.Part.MSG, new byte[56], 56)
          .in("msgvec", RawCapture.Part.MSG_NAME, LOCAL_80, 16)
          .in("msgvec", RawCapture.Part.MSG, new byte[56], 56)
          .in("msgvec", RawCapture.Part.MSG_NAME, other, 16)
          .returns(sent);
      assertThat(peers()).hasSize(sent);
    }
    assertThat(peers())
        .containsExactly("send AF_INET 127.0.0.1 port 80", "send AF_INET 127.0.0.1 port 81");
  }

  @ParameterizedTest
  @CsvSource({
    "00000000000000000000000000000001, ::1",
    "00000000000000000000000000000000, ::",
    "20010db8000000000001000000000001, 2001:db8::1:0:0:1",
    "20010db8000100020003000400050006, 2001:db8:1:2:3:4:5:6",
    "20010db8000000010001000100010001, 2001:db8:0:1:1:1:1:1",
    "fe800000000000000000000000000000, fe80::",
    "00000000000000000000ffff7f000001, ::ffff:127.0.0.1"
  })
  void addressesOfVersion6AreShort(String bytes, String text) {
    byte[] address = HexFormat.of().parseHex("0a0001bb00000000" + bytes + "00000000");
    SocketAddress read = SocketAddress.of(Abi.X86_64, address);
    assertThat(read).isEqualTo(new SocketAddress("AF_INET6", text, OptionalInt.of(443)));
  }

  @Test
  void socketsWithAPathHaveIt() {
    steps
        .call("connect", 3, unix("/run/a\0\0\0"), 110)
        .returns(0)
        .call("connect", 3, unix("\0name"), 7)
        .returns(0)
        .call("connect", 3, unix(""), 2)
        .fails(Errno.EINVAL)
        .call("connect", 3, unix("/\n\u001b"), 5)
        .returns(0);
    assertThat(peers())
        .containsExactly(
            "connect AF_UNIX \"/run/a\"",
            "connect AF_UNIX \"@name\"",
            "connect AF_UNIX: EINVAL",
            "connect AF_UNIX \"/\\n\\33\"");
  }

  @Test
  void strangeAddressesDoNoHarm() {
    steps
        .call("connect", 3, new byte[] {2, 0, 1}, 3)
        .fails(Errno.EINVAL)
        .call("connect", 3, new byte[] {-1, -1, 5, 6}, 4)
        .fails(Errno.EAFNOSUPPORT)
        .call("connect", 3, new byte[] {1}, 1)
        .fails(Errno.EINVAL)
        .call("connect", 3, 0x1000, 16)
        .fails(Errno.EFAULT);
    assertThat(peers())
        .containsExactly("connect AF_INET 01: EINVAL", "connect 65535 0506: EAFNOSUPPORT");
  }
}
