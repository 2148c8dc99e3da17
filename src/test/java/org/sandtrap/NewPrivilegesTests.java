package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.TestAbortedException;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.Tracees;
import org.sandtrap.tracer.binding.SelfStatus;
import org.sandtrap.tracer.binding.UnsupportedHostException;
import org.sandtrap.tracer.host.NewPrivileges;

/** Privileges that an exec gives, which a program gets only where that was asked for and works. */
class NewPrivilegesTests {
  private static final String NOBODY = "65534";
  private static final String ALL = "000001ffffffffff";

  @TempDir private Path directory;

  private static boolean isPossible() {
    try {
      NewPrivileges.require(SelfStatus.read());
      return SelfStatus.read().user().equals("0");
    } catch (UnsupportedHostException e) {
      return false;
    }
  }

  /** A program that belongs to nobody and may be executed as that user. */
  private String setuid(Path where) throws IOException {
    Path program = Files.copy(Tracees.path("show_ids"), where.resolve("show_ids"));
    Sandbox.create().run("chown", NOBODY, program.toString());
    assertThat(Sandbox.create().run("chmod", "4755", program.toString()).exitCode()).hasValue(0);
    return program.toString();
  }

  private static void requireRoot() {
    if (!isPossible()) {
      throw new TestAbortedException("root with CAP_SYS_PTRACE and CAP_SYS_ADMIN is needed");
    }
  }

  @Test
  void aSetuidProgramGetsItsOwnersOnlyIfThatIsAskedFor() throws IOException {
    requireRoot();
    String program = setuid(directory);
    Run without = Sandbox.create().run(program);
    assertThat(without.stdoutLines()).contains("uid 0", "euid 0", "NoNewPrivs:\t1");
    Run with = Sandbox.create().withNewPrivileges().run(program);
    assertThat(with.stdoutLines())
        .contains("uid 0", "euid " + NOBODY, "NoNewPrivs:\t0", "Seccomp:\t2");
    assertThat(with.usage().missing()).isEmpty();
  }

  @Test
  void itIsSupervisedAsEver() throws IOException {
    requireRoot();
    String program = setuid(directory);
    Sandbox sandbox = Sandbox.create().withNewPrivileges();
    Run denied = sandbox.deny("getppid").run(program);
    assertThat(denied.verdict()).isEqualTo(Verdict.FORBIDDEN);
    Run script = sandbox.withIdle("1s").run("sh", "-c", program + " >&2; sleep 60; :");
    assertThat(script.verdict()).isEqualTo(Verdict.TIME_LIMIT);
    assertThat(script.stderrLines()).contains("euid " + NOBODY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0000000000000000 | 0 | this JVM lacks CAP_SYS_PTRACE, without which the kernel ignores",
        "0000000000000000 | 0 | under ptrace(2); and CAP_SYS_ADMIN, without which seccomp(2) takes",
        "0000000000080000 | 0 | this JVM lacks CAP_SYS_ADMIN, without which",
        "0000000000200000 | 0 | this JVM lacks CAP_SYS_PTRACE, without which",
        ALL + " | 1 | this JVM itself was started with no_new_privs, which its children inherit.",
      })
  void whatIsMissingIsNamed(String capabilities, int noNewPrivileges, String expected) {
    SelfStatus self =
        new SelfStatus("CapEff:\t" + capabilities + "\nNoNewPrivs:\t" + noNewPrivileges + "\n");
    assertThatThrownBy(() -> NewPrivileges.require(self))
        .isInstanceOf(UnsupportedHostException.class)
        .hasMessageStartingWith("New privileges cannot be given to a program here: ")
        .hasMessageContaining(expected);
  }

  @Test
  void rootWithoutCapabilitiesIsRefusedBeforeTheStart() throws IOException, InterruptedException {
    requireRoot(); // not as another user, which may not be allowed to read the class path
    List<String> said =
        ChildJvm.of(Asking.class)
            .startedBy("setpriv", "--bounding-set=-all", "--inh-caps=-all")
            .run();
    assertThat(said)
        .singleElement()
        .asString()
        .startsWith(
            "host: 'true' was not started (host): New privileges cannot be given to a program here:"
                + " this JVM lacks CAP_SYS_PTRACE");
  }

  @Test
  void withoutTheCapabilitiesItIsRefused() {
    if (isPossible()) {
      throw new TestAbortedException("this JVM has the capabilities");
    }
    assertThatThrownBy(() -> Sandbox.create().withNewPrivileges().run("true"))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("New privileges cannot be given to a program here: this JVM ");
  }

  /** The program of another JVM. */
  static final class Asking {
    private Asking() {}

    public static void main(String[] arguments) {
      try {
        Sandbox.create().withNewPrivileges().run("true");
      } catch (LaunchException e) {
        System.out.println(e.step() + ": " + e.getMessage());
      }
    }
  }
}
