package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.isolation.Network;
import org.sandtrap.testing.Namespaces;
import org.sandtrap.testing.Requirement;
import org.sandtrap.testing.Tracees;
import org.sandtrap.tracer.binding.SelfStatus;

/** Roots and networks that programs have to themselves, and other users. */
class NewRootTests {
  private static final String[] LIBRARIES = {
    "/usr", "/bin?", "/lib?", "/lib64?", "/etc/ld.so.cache?", "/etc/alternatives?"
  };

  @TempDir private Path temporary;
  private Path base;

  @BeforeAll
  static void needsNamespaces() {
    Namespaces.require();
  }

  @BeforeEach
  void makeFiles() throws IOException {
    base = temporary.toRealPath();
    Files.createDirectories(base.resolve("in/below"));
    Files.writeString(base.resolve("in/file"), "content\n");
    Files.writeString(base.resolve("secret"), "secret\n");
    Files.createSymbolicLink(base.resolve("link"), Path.of("in"));
    Files.createSymbolicLink(base.resolve("in/out"), base.resolve("secret"));
  }

  private static Sandbox closed() {
    return Sandbox.create().withReadable(LIBRARIES).withWritable("{private}");
  }

  private static Run sh(Sandbox sandbox, String script) {
    return sandbox.run("sh", "-c", script);
  }

  @Test
  void whatIsNotNamedIsNotThere() {
    Run run = succeeded(sh(closed(), "echo /*; echo /home/*; cd " + base + " || echo absent"));
    assertThat(run.stdoutText())
        .contains("/usr")
        .contains("absent")
        .doesNotContain("/root", "/home/root", "/var", "sandtrap-outside");
    assertThat(run.protections()).singleElement().asString().contains("mount and pid namespaces");
  }

  @Test
  void aProgramBeginsInItsPrivateDirectory() {
    assertThat(
            succeeded(sh(closed(), "test $PWD = $TMPDIR && test $HOME = $TMPDIR && pwd"))
                .stdoutText())
        .startsWith("/");
  }

  @Test
  void linksOnTheWayLeadThereAndLinksOutDoNot() {
    Sandbox sandbox = closed().withReadable(base.resolve("link"));
    assertThat(succeeded(sh(sandbox, "cat " + base + "/link/file")).stdoutText())
        .isEqualTo("content\n");
    assertThat(sh(sandbox, "cat " + base + "/link/out").stderrText()).contains("No such file");
    assertThat(sh(sandbox, "cat " + base + "/secret").stderrText()).contains("No such file");
  }

  @Test
  void whatIsWritableInWhatIsReadableIsWritable() {
    Sandbox sandbox =
        closed().withReadable(base.resolve("in")).withWritable(base.resolve("in/below"));
    Run run =
        sh(
            sandbox,
            "cd " + base + "/in; echo a > below/new; echo b > new; chmod 777 file; rm file");
    assertThat(run.stderrLines())
        .hasSize(3)
        .allMatch(line -> line.contains("Read-only file system"));
    assertThat(base.resolve("in/below/new")).hasContent("a\n");
    assertThat(base.resolve("in/new")).doesNotExist();
    assertThat(base.resolve("in/file")).exists();
  }

  @Test
  void mountsAndNamespacesCannotBeUndone() {
    Run run =
        sh(
            closed(),
            "umount /usr; mount -t tmpfs x $TMPDIR; mount -o remount,rw /; echo > /usr/new; grep CapEff /proc/self/status");
    assertThat(run.stdoutText()).isEqualTo("CapEff:\t0000000000000000\n");
    assertThat(Path.of("/usr/new")).doesNotExist();
  }

  @Test
  void standardStreamsCanBeOpenedOnceMore() {
    Sandbox sandbox = closed().withStdin("in\n");
    assertThat(succeeded(sh(sandbox, "cat /dev/stdin > /dev/stdout")).stdoutText())
        .isEqualTo("in\n");
  }

  @Test
  void aCompilerWorks() throws IOException {
    Requirement.require(Files.exists(Path.of("/usr/bin/gcc")), "gcc", "apt-get install gcc");
    Files.writeString(
        base.resolve("in/a.c"), "#include <stdio.h>\nint main(void) { puts(\"hi\"); return 0; }\n");
    Sandbox sandbox = closed().withReadable(base.resolve("in"));
    Run run = succeeded(sh(sandbox, "gcc -o a " + base + "/in/a.c && ./a"));
    assertThat(run.stdoutText()).isEqualTo("hi\n");
  }

  @Test
  void aServerOfThisJvmIsNotReachedByAnOwnLoopback() throws IOException {
    Requirement.require(
        Files.exists(Path.of("/usr/bin/python3")), "python3", "apt-get install python3");
    String script =
        """
        import socket, sys
        def reaches(port):
            try:
                socket.create_connection(('127.0.0.1', port), 5).close()
                return True
            except OSError:
                return False
        own = socket.create_server(('127.0.0.1', 0))
        print(reaches(int(sys.argv[1])), reaches(own.getsockname()[1]))
        """;
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      String port = Integer.toString(server.getLocalPort());
      Sandbox open = Sandbox.create();
      assertThat(open.run("python3", "-c", script, port).stdoutText()).isEqualTo("True True\n");
      Sandbox own = open.withNetwork(Network.LOOPBACK);
      assertThat(own.run("python3", "-c", script, port).stdoutText()).isEqualTo("False True\n");
    }
  }

  @Test
  void anotherRootIsAllThereIs() throws IOException {
    Path program = Files.createDirectories(base.resolve("jail/bin")).resolve("program");
    Files.copy(Tracees.path("nothing"), program);
    Run run = Sandbox.create().withRoot(base.resolve("jail")).run("/bin/program");
    assertThat(run.exitCode()).hasValue(0);
  }

  @Test
  void aRootThatIsNotThereIsNamed() {
    assertThatExceptionOfType(LaunchException.class)
        .isThrownBy(() -> Sandbox.create().withRoot(base.resolve("nothing")).run("/bin/true"))
        .withMessageContaining("(root: ENOENT")
        .withMessageContaining("'" + base.resolve("nothing") + "' could not become the root.");
  }

  @Test
  void anotherUserHasItsOwnPrivateDirectoryAndNoCapabilities() {
    SelfStatus self = SelfStatus.read();
    if (!self.has(SelfStatus.CAP_SETUID)) {
      assertThatExceptionOfType(LaunchException.class)
          .isThrownBy(() -> Sandbox.create().withUser("nobody").run("true"))
          .withMessageContaining("takes CAP_SETUID and CAP_SETGID")
          .withMessageContaining("Run the tests as root");
      return;
    }
    Run run =
        succeeded(
            sh(
                Sandbox.create().withUser("65534", "65533"),
                "id -u; id -g; id -G; echo > $TMPDIR/x; stat -c %u $TMPDIR; grep -h CapBnd /proc/self/status"));
    assertThat(run.stdoutLines())
        .containsExactly("65534", "65533", "65533", "65534", "CapBnd:\t0000000000000000");
    succeeded(Sandbox.create().run("true"));
  }

  @Test
  void aUserThatIsNotThereIsNamed() {
    Requirement.requireKernel(
        SelfStatus.read().has(SelfStatus.CAP_SETUID), "CAP_SETUID", "run as root");
    assertThatExceptionOfType(LaunchException.class)
        .isThrownBy(() -> Sandbox.create().withUser("nobdoy").run("true"))
        .withMessageContaining("user: 'nobdoy' has no line in /etc/passwd");
  }
}
