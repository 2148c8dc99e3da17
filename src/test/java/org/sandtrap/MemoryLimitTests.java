package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Stopped.stopped;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.Limit;
import org.sandtrap.testing.Hostile;
import org.sandtrap.testing.Tracees;

/** Resident memory of the whole tree is limited; what is only reserved, or shared, does no harm. */
@Tag("limits")
class MemoryLimitTests {
  private static final ByteSize LIMIT = ByteSize.ofMebibytes(64);

  private final Sandbox sandbox = Sandbox.create().withMemory(LIMIT);

  @ParameterizedTest
  @ValueSource(strings = {"memset", "populate", "huge"})
  void aProgramThatTakesMoreAndMoreIsStopped(String way) {
    checkStopped(Hostile.run(sandbox, "attacks/mem_touch", "1", "1024", way));
  }

  @Test
  void aProgramThatGrowsSlowlyIsStoppedCloseToTheLimit() {
    String script =
        "import time\nkept = []\nwhile True:\n kept.append(bytearray(1 << 18)); time.sleep(0.001)";
    Run run = sandbox.run("python3", "-c", script);
    checkStopped(run);
    // As a rule within a mebibyte, which the benchmark shows; on a busy host a look may come late.
    assertThat(run.usage().peakMemory()).isLessThan(ByteSize.ofMebibytes(128));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mem_bss", "mem_bss-static"})
  void staticDataCountsWhenItIsUsed(String name) {
    checkStopped(Hostile.run(sandbox, "attacks/" + name, "touch"));
    checkOk(Hostile.run(sandbox, "attacks/" + name), "static 800 MiB untouched\n");
  }

  @ParameterizedTest
  @CsvSource({"400, 3", "100, 0"})
  void aSpikeBetweenTwoLooksIsFound(String mebibytes, String millis) {
    for (int round = 0; round < 5; round++) {
      checkStopped(Hostile.run(sandbox, "attacks/mem_spike", mebibytes, millis));
    }
  }

  /** Samples miss it: the kernel remembers the highest mark. */
  @ParameterizedTest
  @CsvSource({"400, 3", "100, 0"})
  void aSpikeBetweenTwoLooksIsThePeakWhereNothingIsLimited(String mebibytes, String millis) {
    Run run = Hostile.run(Sandbox.create(), "attacks/mem_spike", mebibytes, millis);
    checkOk(run, "spike " + mebibytes + " MiB\n");
    ByteSize spike = ByteSize.ofMebibytes(Long.parseLong(mebibytes));
    ByteSize most = ByteSize.ofBytes(spike.bytes() + ByteSize.ofMebibytes(3).bytes());
    assertThat(run.usage().peakMemory()).isBetween(spike, most);
  }

  @Test
  void aSpikeThatAnExecHidesIsFound() {
    String nothing = Tracees.path("nothing").toString();
    checkStopped(Hostile.run(sandbox, "touch_memory", "80", "exec", nothing));
    checkStopped(Hostile.run(sandbox, "touch_memory", "80", "vfork", nothing));
  }

  @Test
  void childrenAreAddedUp() {
    checkStopped(Hostile.run(sandbox, "attacks/mem_tree", "private", "8", "16", "200"));
  }

  @Test
  void childrenOneAfterTheOtherAreNot() {
    checkOk(
        Hostile.run(sandbox, "attacks/mem_tree", "one_by_one", "8", "16", "20"),
        "children 8 each 16 MiB\n");
  }

  @Test
  void pagesThatProcessesShareCountOnce() {
    checkOk(
        Hostile.run(sandbox, "attacks/mem_tree", "shared", "8", "40", "200"),
        "children 8 each 40 MiB\n");
  }

  @Test
  void theMessageNamesValueMeasureProcessAndTime() {
    Run run = Hostile.run(sandbox, "attacks/mem_touch");
    assertThat(run.cause().message())
        .matches(
            "The program used too much memory: 64 MiB were allowed, (and with )?[0-9.]+ MiB( were)? in"
                + " use( it asked for more)? \\(after [0-9.]+ m?s, in process mem_touch with id \\d+\\)\\.");
  }

  private static void checkStopped(Run run) {
    stopped(run, Verdict.MEMORY_LIMIT, Limit.MEMORY);
    // A megabyte of what a control group counts may be the kernel's own, such as page tables.
    assertThat(run.usage().treePeak()).isGreaterThan(ByteSize.ofMebibytes(62));
  }

  private static void checkOk(Run run, String output) {
    assertThat(run.causes()).as("%s", run).isEqualTo(List.of(new Cause.Exited(0)));
    assertThat(run.stdoutText()).isEqualTo(output);
  }
}
