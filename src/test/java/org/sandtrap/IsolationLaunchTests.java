package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.TestAbortedException;
import org.sandtrap.isolation.Enforcement;
import org.sandtrap.isolation.Network;
import org.sandtrap.isolation.Protection;
import org.sandtrap.report.RunJson;
import org.sandtrap.testing.Landlock;
import org.sandtrap.testing.Requirement;
import org.sandtrap.testing.Tracees;
import org.sandtrap.tracer.binding.SelfStatus;
import org.sandtrap.tracer.binding.UnsupportedHostException;
import org.sandtrap.tracer.host.NewPrivileges;

/** What a launch makes of an isolation, or says about one that it cannot enforce. */
class IsolationLaunchTests {
  private static final String[] LIBRARIES = {"/usr", "/lib?", "/lib64?", "/etc/ld.so.cache?"};

  @TempDir private Path directory;

  private static void refuses(Sandbox sandbox, String... message) {
    assertThatExceptionOfType(LaunchException.class)
        .isThrownBy(() -> sandbox.run("true"))
        .withMessageStartingWith("'true' was not started (")
        .satisfies(refused -> assertThat(refused).hasMessageContainingAll(message));
  }

  @Test
  void aPathThatIsNotThereIsNamed() {
    Landlock.require();
    refuses(
        Landlocked.sandbox().withReadable("/usr", "/lib46"),
        "isolation: ENOENT): readable: '/lib46' is not there. Expected an existing file or"
            + " directory; create it, or write '/lib46?' if it may be absent.");
    refuses(
        Landlocked.sandbox().withWritable("target/nothing"),
        Path.of("target/nothing").toAbsolutePath() + "'");
    refuses(
        Landlocked.sandbox().withExecutable("/dev/null/x"),
        "leads through a file that is no directory");
    succeeded(Landlocked.sandbox().withReadable(LIBRARIES).withReadable("/lib46?").run("true"));
  }

  @Test
  void proceduresOfThisJvmAreNotGivenAway() {
    Landlock.require();
    refuses(
        Landlocked.sandbox().withReadable("/proc/self"),
        "readable: '/proc/self' is /proc/" + ProcessHandle.current().pid(),
        "this JVM and not the program. Expected \"/proc\"");
    refuses(Landlocked.sandbox().withReadable("/proc/self/fd"), "which is this JVM");
  }

  @Test
  void whatTheHostDoesNotGrantIsRefusedWithTheRemedy() {
    refuses(
        Landlocked.sandbox().withNetwork(Network.LOOPBACK),
        "network cannot be enforced on this host. Namespaces: clone(2) or mount(2) failed with EPERM.",
        "Docker: run the container with --security-opt seccomp=unconfined",
        "network = NONE, or ALLOWED");
  }

  @Test
  void umaskNiceValueAndProcessorsAreSet() {
    int first = Integer.parseInt(SelfStatus.read().processors().split("[-,]")[0]);
    Sandbox sandbox = Landlocked.sandbox().withUmask(077).withNice(7).withProcessors(first);
    Run run = succeeded(sandbox.run("sh", "-c", "umask; nice; nproc"));
    assertThat(run.stdoutLines()).containsExactly("0077", "7", "1");
    Run traced = succeeded(sandbox.withTrace("all").run(Tracees.command("show_affinity")));
    assertThat(traced.stdoutLines()).contains("cpus " + first, "count 1");
  }

  @Test
  void processorsThatAreNotThereAreNamed() {
    refuses(
        Landlocked.sandbox().withProcessors(8191),
        "affinity: EINVAL",
        "of the processors 8191 this JVM may use none. Expected some of "
            + SelfStatus.read().processors());
  }

  @Test
  void aLowerNiceValueNeedsPrivileges() {
    boolean privileged = SelfStatus.read().has(23);
    if (privileged) {
      assertThat(succeeded(Landlocked.sandbox().withNice(-3).run("nice")).stdoutText())
          .isEqualTo("-3\n");
    } else {
      refuses(
          Landlocked.sandbox().withNice(-3),
          "nice: EACCES",
          "the nice value -3 is lower than that");
    }
  }

  @Test
  void noNetworkIsReached() throws IOException {
    Requirement.require(
        Files.isExecutable(Path.of("/usr/bin/python3")), "python3", "apt-get install python3");
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String script =
          "import socket; socket.create_connection(('"
              + server.getInetAddress().getHostAddress()
              + "', "
              + server.getLocalPort()
              + "))";
      succeeded(Landlocked.sandbox().run("python3", "-c", script));
      Run run = Landlocked.sandbox().withNetwork(Network.NONE).run("python3", "-c", script);
      assertThat(run.stderrText()).contains("PermissionError");
      assertThat(run.protections()).extracting(Protection::what).containsExactly("network");
      String local = "import socket; socket.socket(socket.AF_UNIX)";
      succeeded(Landlocked.sandbox().withNetwork(Network.NONE).run("python3", "-c", local));
    }
  }

  @Test
  void aRunTellsWhatProtectedItAndWhatThatDoesNotStop() {
    Landlock.require();
    Run run = succeeded(Landlocked.sandbox().withReadable(LIBRARIES).run("true"));
    assertThat(run.protections())
        .singleElement()
        .satisfies(
            files -> {
              assertThat(files.what()).isEqualTo("files");
              assertThat(files.how()).isEqualTo("Landlock ABI " + Landlock.version());
              assertThat(files.gap()).contains("names, sizes, modes and times stay visible");
            });
    assertThat(RunJson.of(run)).contains("\"protections\" : [ {", "Landlock ABI ");
    assertThat(Landlocked.sandbox().run("true").protections()).isEmpty();
  }

  @Test
  void runsBesideEachOtherHaveTheirOwnPrivateDirectories() {
    Landlock.require();
    Sandbox sandbox = Landlocked.sandbox().withReadable(LIBRARIES).withWritable("{private}");
    try (RunningProgram first =
        sandbox.start("sh", "-c", "echo mine > $TMPDIR/file; echo $TMPDIR; exec sleep 600")) {
      String other = first.readLine();
      Run run =
          succeeded(
              sandbox.run(
                  "sh",
                  "-c",
                  "cat "
                      + other
                      + "/file; echo > "
                      + other
                      + "/new; echo a > $TMPDIR/b; cat $TMPDIR/b"));
      assertThat(run.stdoutText()).isEqualTo("a\n");
      assertThat(run.stderrLines()).hasSize(2).allMatch(line -> line.contains("Permission denied"));
    }
  }

  /** Landlock then needs CAP_SYS_ADMIN instead, as does the filter. */
  @Test
  void newPrivilegesAndPathRulesGoTogether() throws IOException {
    Landlock.require();
    try {
      NewPrivileges.require(SelfStatus.read());
    } catch (UnsupportedHostException e) {
      throw new TestAbortedException(e.getMessage());
    }
    Files.writeString(directory.resolve("file"), "secret");
    Sandbox sandbox = Landlocked.sandbox().withNewPrivileges().withReadable(LIBRARIES);
    Run run = sandbox.run("cat", directory.resolve("file").toString());
    assertThat(run.stderrText()).contains("Permission denied");
    Run own = succeeded(sandbox.withReadable("/proc").run("cat", "/proc/self/status"));
    assertThat(own.stdoutText()).contains("NoNewPrivs:\t0");
  }

  @Test
  void rulesOfTheUserHoldBesideTheIsolation() {
    Landlock.require();
    Sandbox sandbox = Landlocked.sandbox().withWritable("{private}").deny("symlink");
    Run denied = sandbox.run("sh", "-c", "chmod 700 / 2> /dev/null; ln -s a $TMPDIR/b");
    assertThat(denied.verdict()).isEqualTo(Verdict.FORBIDDEN);
    Run allowed = succeeded(sandbox.run("sh", "-c", "chmod 700 / || echo refused"));
    assertThat(allowed.stdoutText()).isEqualTo("refused\n");
    assertThat(allowed.deniedCalls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"rwx------", "--x--x--x"})
  void aDirectoryNeedsNoPermissionToBeNamed(String permissions) throws IOException {
    Landlock.require();
    Path tree = Files.createDirectory(directory.resolve("tree"));
    Files.setPosixFilePermissions(tree, PosixFilePermissions.fromString(permissions));
    succeeded(Landlocked.sandbox().withReadable(LIBRARIES).withReadable(tree).run("true"));
  }

  @Test
  void withoutLandlockLooksAtCallsAreAllThatBestEffortGives() {
    Sandbox sandbox =
        Landlocked.sandbox().withReadable(LIBRARIES).withEnforcement(Enforcement.BEST_EFFORT);
    Run run = succeeded(sandbox.run("true"));
    assertThat(run.protections())
        .singleElement()
        .extracting(Protection::how)
        .isEqualTo(
            Landlock.version() > 0 ? "Landlock ABI " + Landlock.version() : "looks at calls");
  }
}
