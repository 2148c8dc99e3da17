package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;
import org.sandtrap.testing.Tracees;

/** What counts for each process is in force inside, as a resource limit, soft and hard. */
@Tag("limits")
class ResourceLimitTests {
  private static Map<String, String> inForce(Sandbox sandbox) {
    return succeeded(sandbox.run(Tracees.command("show_limits"))).stdoutLines().stream()
        .map(line -> line.split(" ", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }

  private static Map<String, String> usual() {
    return inForce(Sandbox.create());
  }

  @ParameterizedTest
  @CsvSource({
    "ADDRESS_SPACE, 1GiB, as, 1073741824",
    "STACK, 256KiB, stack, 262144",
    "FILE_SIZE, 1MB, fsize, 1000000",
    "FILE_SIZE, 0, fsize, 0",
    "OPEN_FILES, 64, nofile, 64",
    "CPU, 60ms, cpu, 2",
    "CPU, 250ms, cpu, 2",
    "CPU, 1s, cpu, 2",
    "CPU, 1001ms, cpu, 3",
    "CPU, 2min, cpu, 121"
  })
  void aLimitSetsOneResourceAndNoOther(Limit limit, String text, String resource, String value) {
    Map<String, String> expected = usual();
    expected.put(resource, value + " " + value);
    Limits limits = Limits.defaults().with(limit, text);
    assertThat(inForce(Sandbox.create().withLimits(limits))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "WALL, 5s",
    "IDLE, 5s",
    "MEMORY, 64MiB",
    "OUTPUT, 1MiB",
    "DISK, 1MiB",
    "FILES, 10",
    "PROCESSES, 10",
    "THREADS, 10"
  })
  void whatCountsForTheTreeSetsNone(Limit limit, String text) {
    Limits limits = Limits.defaults().with(limit, text);
    assertThat(inForce(Sandbox.create().withLimits(limits))).isEqualTo(usual());
  }

  @Test
  void aLimitMayBeMoreOpenFilesThanUsual() {
    assertThat(inForce(Sandbox.create().withOpenFiles(2048))).containsEntry("nofile", "2048 2048");
    assertThat(inForce(Sandbox.create().withOpenFiles(2048).withOpenFiles("unlimited")))
        .isEqualTo(usual());
  }

  @Test
  void theNumberOfProcessesOfTheUserIsLeftAlone() {
    Sandbox sandbox = Sandbox.create().withProcesses(1).withThreads(1);
    assertThat(inForce(sandbox).get("nproc")).isEqualTo(usual().get("nproc"));
  }

  @Test
  void aProgramCannotRaiseThem() {
    Sandbox sandbox = Sandbox.create().withStack("256KiB").withOpenFiles(64);
    Run run = sandbox.run("sh", "-c", "ulimit -n; ulimit -S -n 65 2>/dev/null; ulimit -n");
    assertThat(run.stdoutText()).startsWith("64\n").endsWith("\n64\n");
  }

  @Test
  void aStackOverflowNamesTheLimit() {
    Run run = Sandbox.create().withStack("256KiB").run(Tracees.command("crash", "stack"));

    assertThat(run.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
    assertThat(run.summary())
        .contains(
            ", just beside the stack, which is limited to 256 KiB: probably endless recursion or a"
                + " huge local array");
  }
}
