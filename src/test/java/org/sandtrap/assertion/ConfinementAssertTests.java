package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;
import static org.sandtrap.assertion.Traced.python;
import static org.sandtrap.assertion.Traced.traced;
import static org.sandtrap.assertion.Traced.tracedIn;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.Sandbox;
import org.sandtrap.syscall.Errno;
import org.sandtrap.testing.TraceBuilder;
import org.sandtrap.testing.TraceBuilderCall;
import org.sandtrap.trace.Trace;

/** What a program does nowhere else is told by the checks that name all places. */
class ConfinementAssertTests {
  private static final int PORT = 8080;

  @TempDir Path directory;

  private static void fails(ThrowingCallable check, String... parts) {
    assertThatThrownBy(check).isInstanceOf(AssertionError.class).hasMessageContainingAll(parts);
  }

  private static void refuses(ThrowingCallable check, String... parts) {
    assertThatThrownBy(check)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(parts);
  }

  /** A connect(2) of the fourth or sixth version, by the digits of its address. */
  private static TraceBuilderCall connect(TraceBuilder builder, String digits) {
    byte[] host = HexFormat.of().parseHex(digits);
    ByteBuffer address = ByteBuffer.allocate(28);
    address.put((byte) (host.length == 4 ? 2 : 10)).put((byte) 0).putShort((short) PORT);
    address.position(host.length == 4 ? 4 : 8);
    address.put(host);
    return builder.call("connect", 3, address.array(), 28);
  }

  private static Trace connected(String digits) {
    return connect(new TraceBuilder().process(100).exec("/bin/x", "x"), digits).returns(0).trace();
  }

  private static Trace connectedToPath(String path) {
    byte[] address = ("\1\0" + path).getBytes(StandardCharsets.UTF_8);
    return new TraceBuilder()
        .process(100)
        .call("connect", 3, address, address.length)
        .returns(0)
        .trace();
  }

  @ParameterizedTest
  @CsvSource({
    "7f000001, 127.0.0.1",
    "7f000001, 127.0.0.1:8080",
    "7f000001, 127.0.0.1:*",
    "7f000001, 127.0.0.0/8",
    "7f000001, 0.0.0.0/0",
    "7fffffff, 127.128.0.0/9",
    "7f000001, 127.0.0.1/32",
    "7f000001, 127.*",
    "7f000001, *:8080",
    "7f000001, *",
    "00000000000000000000000000000001, ::1",
    "00000000000000000000000000000001, [::1]",
    "00000000000000000000000000000001, [::1]:8080",
    "00000000000000000000000000000001, ::/64",
    "fd000000000000000000000000000001, fd00::/8",
    "00000000000000000000ffff7f000001, 127.0.0.0/8",
    "00000000000000000000ffff7f000001, 127.0.0.1:8080",
    "00000000000000000000ffff7f000001, ::ffff:127.0.0.1",
    "00000000000000000000ffff7f000001, ::ffff:127.0.0.0/104",
    "7f000001, ::ffff:127.0.0.1/104",
    "7f000001, ::ffff:0.0.0.0/96"
  })
  void anAddressIsOneOfThose(String digits, String address) {
    assertThat(connected(digits)).connectedOnlyTo(address);
    assertThat(connected(digits)).connectedOnlyTo("10.0.0.1", address);
  }

  @ParameterizedTest
  @CsvSource({
    "7f000001, 127.0.0.2",
    "7f000001, 127.0.0.1:80",
    "7f000001, 128.0.0.0/8",
    "7f000001, 127.128.0.0/9",
    "7f000001, ::1",
    "7f000001, ::/0",
    "7f000001, ::ffff:10.0.0.0/104",
    "7f000001, /**",
    "7f000001, @*",
    "7f000001, *:80",
    "00000000000000000000000000000001, [::1]:80",
    "00000000000000000000000000000001, 0.0.0.0/0"
  })
  void anAddressIsNoneOfThose(String digits, String address) {
    fails(
        () -> assertThat(connected(digits)).connectedOnlyTo(address),
        "Expected the program to connect only to " + address + ", but it connected to ",
        "\n-> connect(3, {sa_family=AF_INET");
  }

  @Test
  void localSocketsHavePaths() {
    assertThat(connectedToPath("/run/log")).connectedOnlyTo("/run/*").connectedOnlyTo("/run/log");
    assertThat(connectedToPath("\0name")).connectedOnlyTo("@name").connectedOnlyTo("@n*");
    fails(
        () -> assertThat(connectedToPath("/run/log")).connectedOnlyTo("/tmp/**", "@log", "*"),
        "to connect only to /tmp/** or @log or *, but it connected to /run/log.",
        "-> connect(");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "",
        "127.0.0",
        "127.0.0.256",
        "127.0.0.1:65536",
        "127.0.0.1:x",
        "127.0.0.0/33",
        "::1/129",
        "::ffff:127.0.0.1/129",
        "::ffff:127.0.0.1/95",
        "[::1",
        "::g",
        "run/log",
        "1.2.3.4/8:80",
        "127.1",
        "::1::",
      })
  void whatIsNoAddressIsRefused(String address) {
    refuses(() -> assertThat(connected("7f000001")).connectedOnlyTo(address), "is no address", "'");
  }

  @Test
  void anAttemptOverTheInternetCountsAndTheKernelIsNobody() {
    Trace tried =
        connect(new TraceBuilder().process(100), "08080808").fails(Errno.ENETUNREACH).trace();
    fails(
        () -> assertThat(tried).connectedOnlyTo("127.0.0.1"),
        "it tried to connect to 8.8.8.8:8080.");
    assertThat(traced("cat", "/etc/passwd")).connectedOnlyTo("127.0.0.1");
  }

  @Test
  void aRealConnectionIsSeen() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = server.getLocalPort();
      Trace trace =
          python(directory, "import socket; socket.create_connection(('127.0.0.1', " + port + "))");
      assertThat(trace).connectedOnlyTo("127.0.0.0/8").connectedOnlyTo("127.0.0.1:" + port);
      fails(
          () -> assertThat(trace).connectedOnlyTo("127.0.0.1:1"),
          "to connect only to 127.0.0.1:1, but it connected to 127.0.0.1:" + port + ".",
          "-> connect(");
    }
  }

  @Test
  void onlyTheseProgramsAreExecuted() {
    Trace trace = traced("sh", "-c", "ls /; cat /etc/passwd; :");
    assertThat(trace).executedOnly("sh", "ls", "cat").executedOnly("sh", "/**/{ls,cat}");
    fails(
        () -> assertThat(trace).executedOnly("sh", "cat"),
        "to execute only sh or cat, but it executed /",
        "/ls.",
        "-> ",
        "execve(\"/");
    fails(() -> assertThat(trace).executedOnly("ls", "cat"), "it executed /", "-> +++ executes \"");
    refuses(() -> assertThat(trace).executedOnly("sh", ""), "'' is no program.");
    refuses(() -> assertThat(trace).executedOnly("~/sh"), "is no path");
  }

  @Test
  void onlyTheseProgramsAreExecutedByAScript() throws IOException {
    Path script = Files.writeString(directory.resolve("script.sh"), "#!/bin/sh\nls /\n:\n");
    script.toFile().setExecutable(true);
    assertThat(traced(script.toString())).executedOnly("script.sh", "ls");
  }

  @Test
  void onlyTheseDirectoriesAreChanged() throws IOException {
    Files.createDirectory(directory.resolve("in"));
    Path in = directory.resolve("in");
    Trace trace =
        tracedIn(
            directory,
            "sh",
            "-c",
            "echo a > in/a; chmod 600 in/a; ln -s a in/b; mkdir in/d; mv in/a in/d/a; rm in/b;"
                + " truncate -s 1 in/d/a; touch -d @1 in/d/a; rmdir in/e 2>&1; cat < in/d/a > /dev/null;"
                + " : 2> /dev/full");
    assertThat(trace).changedOnlyBelow(in.toString()).changedOnlyBelow("/nowhere", in.toString());
    fails(
        () -> assertThat(trace).changedOnlyBelow(in + "/d", "/nowhere"),
        "to change files only below " + in + "/d or /nowhere, but it created " + in + "/a, and ",
        " times more such.",
        "O_CREAT");
    refuses(() -> assertThat(trace).changedOnlyBelow(""), "'' is no directory.");
  }

  @ParameterizedTest
  @CsvSource({
    "echo b > out/b, created",
    "echo b >> out/a, created",
    "printf b | dd of=out/a conv=notrunc status=none, created",
    "mv in/a out/b, created",
    "mv out/a in/b, renamed",
    "rm out/a, deleted",
    "rmdir out/d, deleted",
    "mkdir out/e, created",
    "ln -s x out/l, created",
    "ln in/a out/l, created",
    "mkfifo out/f, created",
    "chmod 600 out/a, changed attributes of",
    "chown $(id -u):$(id -g) out/a, changed attributes of",
    "chown -h $(id -u):$(id -g) out/a, changed attributes of",
    "touch -c out/a, changed attributes of",
    "truncate -c -s 1 out/a, wrote"
  })
  void aChangeElsewhereIsSeen(String command, String verb) throws IOException {
    for (String name : new String[] {"in", "out", "out/d"}) {
      Files.createDirectory(directory.resolve(name));
    }
    Files.writeString(directory.resolve("in/a"), "a");
    Files.writeString(directory.resolve("out/a"), "a");
    Trace trace = Traced.run(SANDBOX.withDirectory(directory), "sh", "-c", command).trace();
    fails(
        () -> assertThat(trace).changedOnlyBelow(directory + "/in"),
        "only below " + directory + "/in, but it " + verb + " " + directory + "/out",
        "\n-> ");
    assertThat(trace).changedOnlyBelow(directory.toString());
  }

  private static final Sandbox SANDBOX = Sandbox.create().withWall("60s").withTrace();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "os.utime(f, (1, 2))",
        "os.fchmod(f, 0o600)",
        "os.fchown(f, -1, -1)",
        "os.ftruncate(f, 1)",
        "os.write(f, b'x')",
        "os.pwrite(f, b'x', 3)",
        "os.posix_fallocate(f, 0, 9)",
        "mmap.mmap(f, 1)",
        "os.sendfile(f, f, 0, 1)",
      })
  void aChangeByADescriptorIsSeen(String change) throws IOException {
    Files.writeString(directory.resolve("a"), "a");
    Trace trace = python(directory, "import os, mmap; f = os.open('a', os.O_RDWR); " + change);
    assertThat(trace).changedOnlyBelow(directory.toString());
    fails(() -> assertThat(trace).changedOnlyBelow("/nowhere"), "but it ", directory + "/a", "-> ");
  }

  /** Not every file system has extended attributes. */
  @Test
  void anExtendedAttributeIsAChange() {
    Trace trace =
        new TraceBuilder()
            .process(100)
            .call("setxattr", "/a/b", "user.x", 0x10, 1, 0)
            .returns(0)
            .call("lremovexattr", "/a/c", "user.x")
            .returns(0)
            .call("fsetxattr", 3, "user.x", 0x10, 1, 0)
            .link("fd", "/a/d")
            .returns(0)
            .call("lchown", "/b/link", 1, 1)
            .fails(Errno.EPERM)
            .trace();
    assertThat(trace).changedOnlyBelow("/a").changedOnlyBelow("/a/b", "/a/c", "/a/d");
    fails(() -> assertThat(trace).changedOnlyBelow("/a/c", "/a/d"), "of /a/b.", "-> setxattr(");
    fails(() -> assertThat(trace).changedOnlyBelow("/a/b", "/a/d"), "of /a/c.", "-> lremovexattr(");
    fails(() -> assertThat(trace).changedOnlyBelow("/a/b", "/a/c"), "of /a/d.", "-> fsetxattr(");
  }

  @Test
  void whatTheTraceCannotTellIsNotTakenForNothing() {
    Trace some = Sandbox.create().withTrace("read").run("cat", "/etc/passwd").trace();
    fails(
        () -> assertThat(some).changedOnlyBelow("/tmp"),
        "to change files only below /tmp, but the trace cannot tell: it has only these calls: read,",
        "this check must also see");
    fails(() -> assertThat(some).connectedOnlyTo("::1"), "the trace cannot tell", "connect");
    assertThat(some).executedOnly("cat");
    Trace chmods = Sandbox.create().withTrace("open", "write").run("cat", "/etc/passwd").trace();
    fails(() -> assertThat(chmods).changedOnlyBelow("/tmp"), "chmod");
    Trace cut = Sandbox.create().withTrace().withTraceLimit(5).run("cat", "/etc/passwd").trace();
    fails(() -> assertThat(cut).executedOnly("cat"), "the trace cannot tell: the last ");
    fails(() -> assertThat(cut).connectedOnlyTo("::1"), "the trace cannot tell: the last ");
    fails(() -> assertThat(cut).changedOnlyBelow("/"), "the trace cannot tell: the last ");
  }
}
