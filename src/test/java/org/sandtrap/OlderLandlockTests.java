package org.sandtrap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.confinement.Abilities;
import org.sandtrap.isolation.Enforcement;
import org.sandtrap.isolation.Network;
import org.sandtrap.isolation.Protection;
import org.sandtrap.testing.Landlock;
import org.sandtrap.testing.RawCalls;
import org.sandtrap.testing.Tracees;

/** What is made of an isolation where Landlock knows less, or is not there. */
class OlderLandlockTests {
  private static final long OK = 0;
  private static final long EACCES = -13;
  private static final long EXDEV = -18;
  private static final long ENOTCONN = -107;
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int CWD = -100;
  private static final int O_TRUNC = 0x200;

  @TempDir private Path temporary;
  private Path in;
  private Path out;

  @BeforeEach
  void makeFiles() throws IOException {
    in = Files.createDirectories(temporary.toRealPath().resolve("in/more")).getParent();
    out = Files.createDirectories(temporary.toRealPath().resolve("out"));
    Files.writeString(in.resolve("file"), "content");
    Files.writeString(out.resolve("file"), "content");
    Files.copy(Tracees.path("nothing"), out.resolve("program"));
  }

  private Sandbox writing(int version) {
    if (version > 0) {
      Landlock.require(version);
    }
    return Sandbox.create().on(Abilities.ofLandlock(version)).withWritable(in);
  }

  private static String at(Path path) {
    return "=" + path;
  }

  @Test
  void versionOneMovesNothingFromDirectoryToDirectory() {
    Sandbox sandbox = writing(1);
    RawCalls moving =
        RawCalls.none()
            .call("renameat", CWD, at(in.resolve("file")), CWD, at(in.resolve("b")))
            .call("renameat", CWD, at(in.resolve("b")), CWD, at(in.resolve("more/c")));
    assertThat(moving.results(sandbox)).containsExactly(OK, EXDEV);
    assertThat(gaps(sandbox)).contains("moving and linking files from one directory to another");
  }

  /** Before version 3 it does not know that files can be cut. */
  @Test
  void versionTwoCutsFilesUnderALook() {
    Sandbox sandbox = writing(2);
    RawCalls cutting =
        RawCalls.none()
            .call("truncate", at(in.resolve("file")), 1)
            .call("truncate", at(out.resolve("file")), 1)
            .call("openat", CWD, at(out.resolve("file")), O_TRUNC)
            .call("openat", CWD, at(in.resolve("file")), O_TRUNC);
    assertThat(cutting.results(sandbox)).containsExactly(OK, EACCES, EACCES, 3L);
    assertThat(out.resolve("file")).content().isEqualTo("content");
    assertThat(sandbox.run("true").protections())
        .extracting(Protection::what)
        .anyMatch(what -> what.endsWith("and cutting files"));
  }

  @Test
  void versionFourDoesNotKnowOfDevices() {
    assertThat(gaps(writing(4))).contains("devices that can be opened take any ioctl(2)");
    assertThat(gaps(writing(5))).doesNotContain("ioctl(2);");
  }

  @Test
  void beforeVersionSixRulesIsolateProcesses() {
    Sandbox sandbox = Sandbox.create().on(Abilities.ofLandlock(5)).withIsolatedProcesses();
    long jvm = ProcessHandle.current().pid();
    Run run = sandbox.run("sh", "-c", "kill -0 " + jvm + "; kill -0 $$ && echo own");
    assertThat(run.stdoutText()).isEqualTo("own\n");
    assertThat(run.stderrText()).contains("Operation not permitted");
    assertThat(run.protections()).extracting(Protection::how).containsExactly("rules on calls");
  }

  /** One of another run: a look at an address does not tell whose it is. */
  @Test
  void beforeVersionSixNoAbstractSocketIsReached() {
    String name = "sandtrap-" + System.nanoTime();
    Object address = "%010000" + HexFormat.of().formatHex(name.getBytes(US_ASCII));
    int length = 3 + name.length();
    RawCalls listening =
        RawCalls.none()
            .call("socket", AF_UNIX, SOCK_DGRAM, 0)
            .call("bind", 3, address, length)
            .call("pause");
    RawCalls reaching =
        RawCalls.none()
            .call("socket", AF_UNIX, SOCK_DGRAM, 0)
            .call("sendto", 3, "=x", 1, 0, address, length)
            .call("connect", 3, address, length)
            .call("sendto", 3, "=x", 1, 0, 0, 0);
    Sandbox isolated = Sandbox.create().on(Abilities.ofLandlock(0)).withIsolatedProcesses();
    try (RunningProgram server = listening.start(isolated)) {
      server.awaitOutput("3\n0\n");
      assertThat(reaching.results(isolated)).containsExactly(3L, EACCES, EACCES, ENOTCONN);
      assertThat(reaching.results(Sandbox.create())).containsExactly(3L, 1L, OK, 1L);
    }
    assertThat(isolated.run("true").protections())
        .extracting(Protection::gap)
        .singleElement()
        .asString()
        .contains("abstract sockets are refused, those of the run as well");
  }

  @Test
  void withoutLandlockPathRulesAreRefused() {
    assertThatExceptionOfType(LaunchException.class)
        .isThrownBy(() -> writing(0).withReadable("/usr").run("true"))
        .withMessageContaining("readable, writable cannot be enforced on this host.")
        .withMessageContaining("Where that is enough: enforcement = BEST_EFFORT.");
  }

  @Test
  void withoutLandlockNoNetworkIsNoSocket() {
    Sandbox sandbox = Sandbox.create().on(Abilities.ofLandlock(0)).withNetwork(Network.NONE);
    assertThat(RawCalls.none().call("socket", 2, 1, 0).call("socket", 1, 1, 0).results(sandbox))
        .containsExactly(EACCES, 3L);
  }

  @Test
  void bestEffortLooksAtCalls() {
    Sandbox sandbox =
        writing(0)
            .withEnforcement(Enforcement.BEST_EFFORT)
            .withReadable("/usr", "/lib?", "/lib64?", "/etc/ld.so.cache?");
    RawCalls calls =
        RawCalls.none()
            .call("openat", CWD, at(in.resolve("file")), 0)
            .call("openat", CWD, at(in.resolve("new")), 0x41, 0600)
            .call("openat", CWD, at(out.resolve("file")), 0)
            .call("openat", CWD, at(out.resolve("new")), 0x41, 0600)
            .call("unlinkat", CWD, at(out.resolve("file")), 0)
            .call("renameat", CWD, at(in.resolve("file")), CWD, at(out.resolve("c")))
            .call("truncate", at(out.resolve("file")), 0)
            .call("fchmodat", CWD, at(out.resolve("file")), 0600);
    assertThat(calls.results(sandbox))
        .containsExactly(3L, 4L, EACCES, EACCES, EACCES, EACCES, EACCES, EACCES);
    assertThat(sandbox.run(Tracees.command("nothing")).protections())
        .singleElement()
        .satisfies(files -> assertThat(files.how()).isEqualTo("looks at calls"));
  }

  @Test
  void bestEffortLooksAtWhatIsExecuted() {
    Sandbox sandbox =
        Sandbox.create()
            .on(Abilities.ofLandlock(0))
            .withEnforcement(Enforcement.BEST_EFFORT)
            .withExecutable("/bin/sh");
    assertThat(sandbox.run("sh", "-c", out.resolve("program").toString()).exitCode()).hasValue(126);
    Sandbox wider = sandbox.withExecutable(out);
    assertThat(wider.run("sh", "-c", out.resolve("program").toString()).exitCode()).hasValue(0);
  }

  private static String gaps(Sandbox sandbox) {
    return sandbox.run("true").protections().toString();
  }
}
