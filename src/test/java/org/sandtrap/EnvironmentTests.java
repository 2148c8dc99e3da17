package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.OneRun;
import org.sandtrap.testing.Tracees;

/** The variables a program gets. */
class EnvironmentTests {
  private static final String[] DEFAULTS = {
    "PATH", "LANG", "TZ", "HOME", "TMPDIR", "ASAN_OPTIONS", "LSAN_OPTIONS"
  };

  private static List<String> variables(Sandbox sandbox) {
    return variables(succeeded(sandbox.run(Tracees.path("show_env").toString())).stdoutLines());
  }

  private static List<String> variables(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("env ") && !line.startsWith("env TMPDIR="))
        .map(line -> line.substring("env ".length()))
        .toList();
  }

  @Test
  void areTheseUnlessToldOtherwise() {
    assertThat(variables(Sandbox.create()))
        .containsExactlyInAnyOrder(
            "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "LANG=C.UTF-8",
            "TZ=UTC",
            "HOME=" + Path.of("").toAbsolutePath(),
            "ASAN_OPTIONS=detect_leaks=0",
            "LSAN_OPTIONS=detect_leaks=0");
  }

  @Test
  void nothingElseIsSeenByAnyWay() {
    List<String> command = new ArrayList<>(List.of(DEFAULTS));
    command.add(0, Tracees.path("attacks/fd_env_leak").toString());
    assertThat(succeeded(Sandbox.create().run(command)).stdoutText()).isEqualTo("leaks 0\n");
  }

  @Test
  void oneMayBeSetAndSetAgain() {
    Sandbox sandbox =
        Sandbox.create().withEnvironment("NAME", "old").withEnvironment("NAME", "a=b\tc ");
    assertThat(variables(sandbox)).hasSize(7).contains("NAME=a=b\tc ");
  }

  @Test
  void severalMayBeSet() {
    Sandbox sandbox = Sandbox.create().withEnvironment(Map.of("ONE", "1", "TWO", "", "TZ", "CET"));
    assertThat(variables(sandbox)).hasSize(8).contains("ONE=1", "TWO=", "TZ=CET");
  }

  @Test
  void theFirstSandboxKeepsItsOwn() {
    Sandbox first = Sandbox.create().withEnvironment("NAME", "first");
    first.withEnvironment("NAME", "second");
    assertThat(variables(first)).contains("NAME=first");
    assertThat(variables(Sandbox.create())).noneMatch(line -> line.startsWith("NAME="));
  }

  @Test
  void namedOnesOfThisJvmArePassedOn() {
    String path = System.getenv("PATH");
    Sandbox sandbox = Sandbox.create().withInherited("PATH", "SANDTRAP_NO_SUCH_VARIABLE");
    assertThat(variables(sandbox)).hasSize(6).contains("PATH=" + path);
  }

  @Test
  void allOfThisJvmsArePassedOnOnRequest() throws IOException, InterruptedException {
    List<String> lines =
        ChildJvm.of(OneRun.class)
            .startedBy("env", "-i", "A=1", "EMPTY=", "HOME=/x", "LANG=C", "TMPDIR=/y")
            .withOptions("-Dinherit=true")
            .run(Tracees.path("show_env").toString());
    assertThat(variables(lines))
        .filteredOn(line -> !line.startsWith("PATH="))
        .containsExactlyInAnyOrder(
            "A=1",
            "EMPTY=",
            "HOME=/x",
            "LANG=C",
            "TZ=UTC",
            "ASAN_OPTIONS=detect_leaks=0",
            "LSAN_OPTIONS=detect_leaks=0");
    assertThat(lines).noneMatch("env TMPDIR=/y"::equals);
  }

  @Test
  void whatIsSetIsStrongerThanWhatIsInherited() {
    Sandbox sandbox = Sandbox.create().withEnvironment("PATH", "/bin").withInheritedEnvironment();
    assertThat(variables(sandbox)).contains("PATH=/bin");
  }

  @Test
  void optionsOfSanitizersAreKept() {
    Sandbox sandbox = Sandbox.create().withEnvironment("ASAN_OPTIONS", "verbosity=1");
    assertThat(variables(sandbox))
        .contains("ASAN_OPTIONS=verbosity=1:detect_leaks=0", "LSAN_OPTIONS=detect_leaks=0");
  }

  @Test
  void leakDetectionIsOnWhenAskedFor() {
    Sandbox sandbox =
        Sandbox.create().withEnvironment("LSAN_OPTIONS", "detect_leaks=1:verbosity=1");
    assertThat(variables(sandbox)).contains("LSAN_OPTIONS=detect_leaks=1:verbosity=1");
  }

  /** The runtime of AddressSanitizer reads both, and believes the second. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ASAN_OPTIONS | detect_leaks=1             | LSAN_OPTIONS=detect_leaks=1
          ASAN_OPTIONS | verbosity=0:detect_leaks=1 | LSAN_OPTIONS=detect_leaks=1
          ASAN_OPTIONS | detect_leaks=1,verbosity=0 | LSAN_OPTIONS=detect_leaks=1
          ASAN_OPTIONS | detect_leaks=true          | LSAN_OPTIONS=detect_leaks=true
          LSAN_OPTIONS | detect_leaks=1:verbosity=0 | ASAN_OPTIONS=detect_leaks=1
          """)
  void whatAUserSaysOfLeaksInOneVariableHoldsInBoth(String name, String options, String other) {
    assertThat(variables(Sandbox.create().withEnvironment(name, options)))
        .contains(name + "=" + options, other);
  }
}
