package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.Requirement;
import org.sandtrap.testing.Tracees;
import org.sandtrap.tracer.binding.SelfStatus;

/** Programs that are of another user: whose they are, and what they have no more. */
class IdentityTests {
  private static final String IDS = "id -u; id -g; id -G";

  @TempDir private Path directory;

  @BeforeEach
  void needsRoot() {
    Requirement.requireKernel(
        SelfStatus.read().has(SelfStatus.CAP_SETUID), "CAP_SETUID", "run as root");
  }

  @ParameterizedTest
  @CsvSource({"nobody, daemon", "65534, 1", "nobody, 1", "65534, daemon"})
  void namesAreAsGoodAsNumbers(String user, String group) {
    Run run = succeeded(Sandbox.create().withUser(user, group).run("sh", "-c", IDS));
    assertThat(run.stdoutLines()).containsExactly("65534", "1", "1");
  }

  @Test
  void theGroupsOfThisJvmAreLeft() throws Exception {
    List<String> lines =
        ChildJvm.of(OfNobody.class).startedBy("setpriv", "--groups=4,24,1000").run();
    assertThat(lines).containsExactly("0 4 24 1000", "65534", "65534", "65534");
  }

  /** A JVM with groups of its own. */
  static final class OfNobody {
    private OfNobody() {}

    /** Prints its groups, and what a program of nobody has of them. */
    public static void main(String[] none) {
      System.out.print(Sandbox.create().run("id", "-G").stdoutText());
      System.out.print(
          succeeded(Sandbox.create().withUser("nobody").run("sh", "-c", IDS)).stdoutText());
    }
  }

  /** As another user it could not become another root any more. */
  @Test
  void anotherRootComesFirst() throws IOException {
    Path jail = Files.createDirectory(directory.toRealPath().resolve("jail"));
    Path program = Files.copy(Tracees.path("nothing"), jail.resolve("program"));
    for (Path path : List.of(directory.toRealPath(), jail, program)) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Sandbox sandbox = Sandbox.create().withRoot(jail).withUser("nobody");
    succeeded(sandbox.run("/program"));
    assertThat(sandbox.isolation().toString()).contains(jail.toString(), "nobody");
  }
}
