package org.sandtrap.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Succeeded.succeeded;
import static org.sandtrap.trace.FileUse.Kind.CREATED;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.Sandbox;
import org.sandtrap.testing.Tracees;
import org.sandtrap.trace.value.Value;

/** The sockets of programs that ran. */
class RealSocketTests {
  private static final Sandbox SANDBOX = Sandbox.create().withWall("60s");

  @TempDir Path directory;

  private Trace trace(String... arguments) {
    return trace(SANDBOX.withTrace(), arguments);
  }

  private Trace trace(Sandbox sandbox, String... arguments) {
    return succeeded(sandbox.withDirectory(directory).run(Tracees.command("sockets", arguments)))
        .trace();
  }

  private static String port(Trace trace) {
    Call asked = trace.calls("getsockname").get(0);
    Value.Struct address = (Value.Struct) asked.argument("addr").orElseThrow();
    return address.field("sin_port").orElseThrow().text();
  }

  @Test
  void bothEndsOfAConnectionAreKnownThroughAllCopies() {
    Trace trace = trace("tcp");
    String server = "127.0.0.1:" + port(trace);
    List<String> written =
        trace.calls("write(fd>2)").stream()
            .map(call -> trace.socket(call, "fd").orElseThrow().toString())
            .collect(Collectors.toList());
    assertThat(written).containsExactly("TCP:[?->" + server + "]", "TCP:[?->" + server + "]");

    Call accept = trace.calls("accept4").get(0);
    assertThat(trace.resultSocket(accept).orElseThrow())
        .as("the program did not ask for the peer yet")
        .hasToString("TCP:[" + server + "]");
    Call last =
        trace
            .calls(call -> call.name().equals("read") && trace.socket(call, "fd").isPresent())
            .get(1);
    assertThat(trace.socket(last, "fd").orElseThrow().toString())
        .matches("TCP:\\[" + server.replace(".", "\\.") + "->127\\.0\\.0\\.1:\\d+]");
    assertThat(trace.sockets()).hasSize(3);
  }

  @Test
  void aTraceOfNetworkCallsIsEnough() {
    Trace trace = trace(SANDBOX.withTrace("%network", "write"), "tcp");
    String text = trace.text(TraceFormat.DEFAULT.withSockets(true));
    String server = "127.0.0.1:" + port(trace);
    assertThat(text).contains("write(50<TCP:[?->" + server + "]>, \"a\", 1) = 1\n");
    assertThat(text)
        .contains(", NULL, NULL, SOCK_CLOEXEC) = ")
        .contains("<TCP:[" + server + "]>\n");
  }

  @Test
  void aSocketIsTheSameWhereItWasSent() {
    Trace trace = trace("pair");
    Call send = trace.calls("sendto").get(0);
    assertThat(trace.socket(send, "sockfd").orElseThrow()).hasToString("UDP:[127.0.0.1:?]");
    assertThat(trace.socket(trace.calls("sendmsg").get(0), "sockfd").orElseThrow())
        .hasToString("UNIX-STREAM:[unnamed->unnamed]");
    assertThat(trace.socket(trace.calls("recvmsg").get(0), "sockfd").orElseThrow())
        .hasToString("UNIX-STREAM:[unnamed->unnamed]");
  }

  @Test
  void severalMessagesHaveTheirContentsAndPeers() {
    Trace trace = trace("messages");
    Call sent = trace.calls("sendmmsg").get(0);
    String address =
        "msg_name={sa_family=AF_INET, sin_port=htons("
            + port(trace)
            + "), sin_addr=inet_addr(\"127.0.0.1\")}, msg_namelen=16, ";
    String rest = ", msg_iovlen=1, msg_controllen=0, msg_flags=0}, msg_len=";
    assertThat(sent.argument("msgvec").orElseThrow().text())
        .isEqualTo(
            "[{msg_hdr={"
                + address
                + "msg_iov=[{iov_base=\"one\", iov_len=3}]"
                + rest
                + "3}, {msg_hdr={"
                + address
                + "msg_iov=[{iov_base=\"two!\", iov_len=4}]"
                + rest
                + "4}]");
    assertThat(trace.calls("recvmmsg").get(0).argument("msgvec").orElseThrow().text())
        .contains("[{iov_base=\"one\", iov_len=16}]")
        .contains("[{iov_base=\"two!\", iov_len=16}]")
        .contains("msg_len=3}")
        .endsWith("msg_len=4}]");
    assertThat(sent.peers())
        .extracting(Peer::toString)
        .containsExactly("send AF_INET 127.0.0.1 port " + port(trace));
    assertThat(trace.calls("recvmmsg").get(0).peers())
        .singleElement()
        .extracting(Peer::way, Peer::address)
        .containsExactly(Peer.Way.RECEIVE, "127.0.0.1");
  }

  @Test
  void theFileOfALocalSocketIsCreated() throws IOException {
    String real = directory.toRealPath().toString();
    assertThat(trace("file", "relative").files())
        .filteredOn(use -> use.path().startsWith(real))
        .containsExactly(
            new FileUse(real + "/relative", java.util.Optional.empty(), Set.of(CREATED)));
    assertThat(trace("file", real + "/./absolute").files())
        .filteredOn(use -> use.path().startsWith(real))
        .extracting(FileUse::toString)
        .containsExactly("\"" + real + "/absolute\" created");
  }

  @Test
  void aMappedAddressIsShownWithItsOlderForm() {
    Trace trace = trace("mapped");
    assertThat(trace.peers())
        .extracting(Peer::toString)
        .containsExactly("connect AF_INET6 ::ffff:127.0.0.1 port 9");
    assertThat(trace.sockets())
        .extracting(TracedSocket::toString)
        .containsExactly("UDPv6:[?->[::ffff:127.0.0.1]:9]");
  }
}
