package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.OtherUsersRun;
import org.sandtrap.testing.Tracees;

/**
 * A program that has become another user, under a root without CAP_SYS_PTRACE as containers have
 * it: what is measured is measured, limits hold, and what cannot be known is said.
 */
@Tag("slow")
class OtherUserTests {
  private static final String[] AS_NOBODY = {
    "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"
  };

  @BeforeEach
  void requireRoot() throws IOException {
    boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    if (!root) {
      throw new TestAbortedException("root is needed, who alone can become somebody else");
    }
  }

  private static Map<String, String> figures(String memory, String... program)
      throws IOException, InterruptedException {
    String[] command = new String[AS_NOBODY.length + program.length];
    System.arraycopy(AS_NOBODY, 0, command, 0, AS_NOBODY.length);
    System.arraycopy(program, 0, command, AS_NOBODY.length, program.length);
    List<String> said =
        ChildJvm.of(OtherUsersRun.class)
            .startedBy("setpriv", "--bounding-set=-sys_ptrace", "--inh-caps=-sys_ptrace")
            .withOptions("-Dmemory=" + memory, "-Dsandtrap.cgroups=off")
            .run(command);
    return said.stream()
        .map(line -> line.split(" ", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }

  private static long number(Map<String, String> figures, String name) {
    return Long.parseLong(figures.get(name));
  }

  @Test
  void whatIsKnownIsToldAndWhatIsNotIsSaid() throws IOException, InterruptedException {
    Map<String, String> figures = figures("unlimited", Tracees.command("touch_memory", "50"));
    assertThat(figures).containsEntry("verdict", "OK").containsEntry("transfer", "false");
    assertThat(number(figures, "peak")).isBetween(50L << 20, 54L << 20);
    assertThat(number(figures, "cpu")).isGreaterThan(5_000_000);
    assertThat(number(figures, "faults")).isGreaterThan(12_800);
    assertThat(number(figures, "switches")).isPositive();
    assertThat(figures.get("missing")).contains("/proc/PID/io").doesNotContain("memory");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 1024 memset", "1 1024 populate"})
  void itsMemoryIsLimited(String arguments) throws IOException, InterruptedException {
    String[] command = Tracees.command("attacks/mem_touch", arguments.split(" "));
    assertThat(figures("64MiB", command)).containsEntry("verdict", "MEMORY_LIMIT");
  }

  @Test
  void itsSharedPagesCannotBeToldSoOnlyOneProcessAloneConvicts()
      throws IOException, InterruptedException {
    String[] shared = Tracees.command("attacks/mem_tree", "shared", "8", "40", "200");
    assertThat(figures("64MiB", shared)).containsEntry("verdict", "OK");
    String[] single = Tracees.command("attacks/mem_tree", "private", "2", "80", "200");
    assertThat(figures("64MiB", single)).containsEntry("verdict", "MEMORY_LIMIT");
  }
}
