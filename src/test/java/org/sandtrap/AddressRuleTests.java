package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.policy.DeniedCall;
import org.sandtrap.testing.RawCalls;

/** What rules on addresses and ports do to programs. */
class AddressRuleTests {
  private static final String ERROR = "EXFULL";
  private static final long DENIED = -54;
  private static final int DATAGRAM = 2;

  /** Port 9, where nobody is. */
  private static final String HERE = "%020000097f0000010000000000000000";

  private static final String ELSEWHERE = "%020000097f0100020000000000000000";
  private static final String ANY = "%02000009000000000000000000000000";
  private static final String NONE = "%00000000000000000000000000000000";

  @TempDir Path directory;

  private static Sandbox denying(String... rules) {
    return Sandbox.create().deny(rules).withOnDenied(ERROR);
  }

  private static RawCalls socket() {
    return RawCalls.none().call("socket", 2, DATAGRAM, 0);
  }

  private static boolean deniesConnect(String condition, String address) {
    return connected(denying("connect(" + condition + ")"), address) == DENIED;
  }

  private static long connected(Sandbox sandbox, String address) {
    int family = address.startsWith("%0a") ? 10 : address.startsWith("%01") ? 1 : 2;
    int bytes = (address.length() - 1) / 2;
    return RawCalls.none()
        .call("socket", family, DATAGRAM, 0)
        .call("connect", "@", address, bytes)
        .results(sandbox)
        .get(1);
  }

  @ParameterizedTest
  @CsvSource({
    "address=127.0.0.0/8, true",
    "address=127.0.0.1, true",
    "address=127.0.0.2, false",
    "address=10.0.0.0/8|127.0.0.1, true",
    "address=::ffff:127.0.0.1, true",
    "address=::1, false",
    "address!=127.0.0.0/8, false",
    "address!=10.0.0.0/8, true",
    "address=/run/**, false",
    "port=9, true",
    "port=80|443, false",
    "port<1024, true",
    "port!=9, false",
    "'address=127.0.0.0/8,port=80', false",
    "'address=127.0.0.0/8,port=9', true",
  })
  void aConditionIsAboutWhereASocketGoes(String condition, boolean denied) {
    assertThat(deniesConnect(condition, HERE)).isEqualTo(denied);
  }

  @Test
  void otherWritingsOfAnAddressAreTheSame() {
    String mapped = "%0a0000090000000000000000000000000000ffff7f00000100000000";
    assertThat(deniesConnect("address=127.0.0.0/8", mapped)).isTrue();
    assertThat(deniesConnect("address=127.0.0.0/8", ANY)).isTrue(); // is this machine
    assertThat(deniesConnect("address=127.0.0.0/8", ELSEWHERE)).isTrue();
    assertThat(deniesConnect("address=127.0.0.0/8", NONE)).isFalse(); // ends a connection
  }

  @Test
  void everyWayToSendIsCovered() {
    String header = "#" + HERE + ",16,0,0,0,0,0,0";
    String second = "#0,0,0,0,0,0,0,0," + HERE + ",16,0,0,0,0,0,0";
    List<Long> results =
        socket()
            .call("sendto", 3, "=x", 1, 0, HERE, 16)
            .call("sendmsg", 3, header, 0)
            .call("sendmmsg", 3, second, 2, 0)
            .call("bind", 3, HERE, 16)
            .call("sendto", 3, "=x", 1, 0, NONE, 16)
            .call("sendmsg", 3, 16, 0)
            .call("bind", 3, ELSEWHERE, 16)
            .results(denying("send(address=127.0.0.1)", "bind(address=127.0.0.1)"));
    assertThat(results.subList(1, 7)).containsOnly(DENIED);
    assertThat(results.get(7)).isNotEqualTo(DENIED);
  }

  @Test
  void whatIsSentWithoutAnAddressIsNotAboutOne() {
    RawCalls calls =
        socket()
            .call("connect", 3, HERE, 16)
            .call("sendto", 3, "=x", 1, 0, 0, 0)
            .call("sendmsg", 3, "#0,0,0,0,0,0,0", 0);
    assertThat(calls.results(denying("send(address=0.0.0.0/0)")).subList(2, 4))
        .doesNotContain(DENIED);
    Sandbox allowing =
        Sandbox.create()
            .withPolicy("compute")
            .allow("socket", "connect(address=127.0.0.0/8)", "send(address=127.0.0.0/8)")
            .withOnDenied(ERROR);
    assertThat(calls.results(allowing)).doesNotContain(DENIED);
    assertThat(connected(allowing, "%020000090a0000010000000000000000")).isEqualTo(DENIED);
  }

  @Test
  void aLocalSocketIsFoundByEveryPath() throws IOException {
    Path real = Files.createDirectory(directory.toRealPath().resolve("real"));
    Files.createSymbolicLink(directory.resolve("link"), real);
    Path socket = real.resolve("s");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      for (String path : List.of(socket.toString(), directory + "/link/s", "../real/./s")) {
        String address = "%0100" + HexFormat.of().formatHex(path.getBytes(StandardCharsets.UTF_8));
        Sandbox sandbox =
            denying("connect(address=" + real + "/**)")
                .withDirectory(Files.createDirectories(directory.resolve("work")));
        assertThat(connected(sandbox, address + "00")).as(path).isEqualTo(DENIED);
      }
    }
    String name = "%0100" + "00" + "6e616d65";
    assertThat(deniesConnect("address=@na*", name)).isTrue();
    assertThat(deniesConnect("address=@other", name)).isFalse();
    assertThat(deniesConnect("port!=80", name)).isTrue();
    assertThat(deniesConnect("port<80", name)).isFalse();
  }

  @Test
  void theMessageHasTheAddress() {
    Sandbox sandbox = Sandbox.create().deny("connect(address=127.0.0.0/8)");
    Run run = socket().call("connect", "@", HERE, 16).run(sandbox);
    assertThat(run.verdict()).isEqualTo(Verdict.FORBIDDEN);
    DeniedCall call = ((Cause.Forbidden) run.cause()).call();
    assertThat(call.target()).contains("127.0.0.1:9");
    assertThat(call).hasToString(call.text() + " on 127.0.0.1:9");
  }

  @Test
  void aProgramOf32BitsHasItsAddressesInMemoryTwice() {
    List<Long> results =
        RawCalls.none32()
            .call("socketcall", 1, "#2,2,0")
            .call("socketcall", 3, "#@," + HERE + ",16")
            .call("connect", 3, HERE, 16)
            .call("sendmsg", 3, "#" + HERE + ",16,0,0,0,0,0", 0)
            .call("socketcall", 11, "#3,=x,1,0," + HERE + ",16")
            .call("socketcall", 3, "#3," + ELSEWHERE + ",16")
            .results(denying("connect(address=127.0.0.1)", "send(address=127.0.0.1)"));
    assertThat(results.subList(1, 5)).containsOnly(DENIED);
    assertThat(results.get(5)).isZero();
  }

  /** The kernel connects a socket that is bound to an address of version 4 to one of version 4. */
  @Test
  void theAddressOfAllOfVersionSixIsThisMachineInBothVersions() {
    String all = "%0a000009" + "0".repeat(48);
    String mapped = "%0a0000000000000000000000000000000000ffff7f00000100000000";
    List<Long> results =
        RawCalls.none()
            .call("socket", 10, DATAGRAM, 0)
            .call("bind", "@", mapped, 28)
            .call("connect", 3, all, 28)
            .results(denying("connect(address=127.0.0.0/8)"));
    assertThat(results).endsWith(DENIED);
    assertThat(deniesConnect("address=::1", all)).isTrue();
    assertThat(deniesConnect("address=10.0.0.0/8", all)).isFalse();
  }
}
