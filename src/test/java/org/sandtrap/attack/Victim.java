package org.sandtrap.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import org.sandtrap.RunningProgram;
import org.sandtrap.Sandbox;
import org.sandtrap.Status;
import org.sandtrap.testing.RawCalls;
import org.sandtrap.testing.Tracees;
import org.sandtrap.testing.Until;

/**
 * What attacks reach for: this JVM, a secret file, servers, and another run; and whether they have
 * been harmed.
 */
final class Victim implements AutoCloseable {
  private static final String SECRET = "secret";
  private static final String MODE = "rw-------";
  private static final int AF_UNIX = 1;
  private static final int SOCK_STREAM = 1;
  private static final String LISTENING = "3\n0\n0\n";

  private final Path base;
  private final String name = "sandtrap-" + ProcessHandle.current().pid();
  private final ServerSocketChannel tcp;
  private final DatagramChannel udp;
  private final ServerSocketChannel local;
  private final RunningProgram sibling;
  private final RunningProgram listener;

  /** Makes all of it below an empty directory. */
  Victim(Path directory) throws IOException {
    base = directory.toRealPath();
    Files.createDirectories(open());
    Files.writeString(open().resolve("file"), "mine");
    Files.writeString(secret(), SECRET);
    Files.setPosixFilePermissions(secret(), PosixFilePermissions.fromString(MODE));
    tcp = ServerSocketChannel.open();
    tcp.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
    udp = DatagramChannel.open(StandardProtocolFamily.INET).bind(tcp.getLocalAddress());
    local = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    local.bind(UnixDomainSocketAddress.of(socket()));
    tcp.configureBlocking(false);
    udp.configureBlocking(false);
    local.configureBlocking(false);
    Sandbox forever = Sandbox.create().withWall("unlimited");
    sibling = forever.start(Tracees.command("pause"));
    listener = listening().start(forever);
    listener.awaitOutput(LISTENING);
    Until.isTrue("the sibling waits", () -> sibling.status() == Status.BLOCKED);
  }

  /** Accepts one connection to an abstract socket, which Java cannot. */
  private RawCalls listening() {
    String address =
        "%0100" + "00" + HexFormat.of().formatHex(name.getBytes(StandardCharsets.US_ASCII));
    return RawCalls.none()
        .call("socket", AF_UNIX, SOCK_STREAM, 0)
        .call("bind", 3, address, 3 + name.length())
        .call("listen", 3, 5)
        .call("accept4", 3, 0, 0, 0);
  }

  /** The process of this JVM. */
  long jvm() {
    return ProcessHandle.current().pid();
  }

  /** A process of another run, which waits. */
  int sibling() {
    return sibling.pid();
  }

  /** A file that no program may read. */
  Path secret() {
    return base.resolve("secret").resolve("file");
  }

  /** A directory below the one of the secret, which programs may read; it has a file as well. */
  Path open() {
    return base.resolve("secret").resolve("open");
  }

  /** Where a server of this JVM listens, for local sockets. */
  Path socket() {
    return base.resolve("secret").resolve("socket");
  }

  /** The same in the abstract namespace, of another run. */
  String abstractName() {
    return name;
  }

  /** The port of TCP and UDP at which this JVM listens. */
  int port() {
    return tcp.socket().getLocalPort();
  }

  /** Fails when anything has been harmed. */
  void checkUnharmed() throws IOException {
    assertThat(secret()).content().as("the secret").isEqualTo(SECRET);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret())))
        .isEqualTo(MODE);
    assertThat(tcp.accept()).as("a connection by TCP").isNull();
    assertThat(local.accept()).as("a connection to the local socket").isNull();
    assertThat(udp.receive(ByteBuffer.allocate(1))).as("a datagram").isNull();
    assertThat(listener.stdoutText()).as("the abstract socket").isEqualTo(LISTENING);
    assertThat(Until.state(sibling())).as("the state of the other run").isEqualTo('S');
    assertThat(sibling.status()).isEqualTo(Status.BLOCKED);
  }

  @Override
  public void close() {
    sibling.close();
    listener.close();
    try {
      tcp.close();
      udp.close();
      local.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
