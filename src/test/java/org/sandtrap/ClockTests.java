package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;
import org.sandtrap.testing.Hostile;
import org.sandtrap.testing.Tracees;

/** A program that would set the clock forward gains nothing by it. */
@Tag("limits")
class ClockTests {
  private static final int CAP_SYS_TIME = 25;

  /** Never with the right to do it: killed in between it would leave the machine's clock wrong. */
  private static List<String> withoutTheRight() throws IOException {
    String effective =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("CapEff:"))
            .map(line -> line.substring("CapEff:".length()).strip())
            .findFirst()
            .orElseThrow();
    boolean may = (Long.parseUnsignedLong(effective, 16) >>> CAP_SYS_TIME & 1) == 1;
    return may ? List.of("setpriv", "--bounding-set", "-sys_time") : List.of();
  }

  @ParameterizedTest
  @CsvSource({
    "spin, 3600, CPU, 150ms",
    "spin, -3600, CPU, 150ms",
    "sleep, 3600, WALL, 600ms",
    "sleep, -3600, WALL, 600ms"
  })
  void theLimitIsReachedAllTheSame(String way, String seconds, Limit limit, String value)
      throws IOException {
    List<String> command = new ArrayList<>(withoutTheRight());
    command.addAll(List.of(Tracees.command("attacks/clock_games", way, seconds)));
    Sandbox sandbox = Sandbox.create().withLimits(Limits.defaults().with(limit, value));
    Run run = Hostile.command(sandbox, command.toArray(String[]::new));
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.TIME_LIMIT);
    assertThat(((Cause.LimitReached) run.cause()).limit()).isEqualTo(limit);
    assertThat(run.stdoutText()).isEqualTo("clock_settime EPERM\n");
  }
}
