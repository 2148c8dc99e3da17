package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Stopped.stopped;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.Limit;
import org.sandtrap.testing.Hostile;
import org.sandtrap.testing.Tracees;

/** Resident memory of the whole tree is limited; what is only reserved, or shared, does no harm. */
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
    assertThat(run.usage().peakMemory()).isLessThan(ByteSize.ofMebibytes(70));
  }

  @Test
  void staticDataCountsWhenItIsUsed() {
    checkStopped(Hostile.run(sandbox, "attacks/mem_bss", "touch"));
    checkOk(Hostile.run(sandbox, "attacks/mem_bss"), "static 800 MiB untouched\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "noreserve"})
  void reservedAddressSpaceDoesNotCount(String way) {
    checkOk(Hostile.run(sandbox, "attacks/mem_reserve", way), "reserved 100 GiB touched 10 MiB\n");
  }

  @Test
  void aJvmThatReservesGigabytesIsNotStopped() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Run run =
        Sandbox.create()
            .withMemory("512MiB")
            .run(java, "-Xmx16g", "-Xms16m", "-XX:+UseSerialGC", "-version");
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.OK);
    assertThat(run.usage().peakVirtual()).isGreaterThan(ByteSize.ofGibibytes(16));
  }

  @ParameterizedTest
  @CsvSource({"400, 3", "100, 0"})
  void aSpikeBetweenTwoLooksIsFound(String mebibytes, String millis) {
    for (int round = 0; round < 5; round++) {
      checkStopped(Hostile.run(sandbox, "attacks/mem_spike", mebibytes, millis));
    }
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
            "The program used too much memory: 64 MiB were allowed, [0-9.]+ MiB were in use"
                + " \\(after [0-9.]+ m?s, in process mem_touch with id \\d+\\)\\.");
  }

  private static void checkStopped(Run run) {
    stopped(run, Verdict.MEMORY_LIMIT, Limit.MEMORY);
    assertThat(run.usage().treePeak()).isGreaterThan(ByteSize.ofMebibytes(63));
  }

  private static void checkOk(Run run, String output) {
    assertThat(run.causes()).as("%s", run).isEqualTo(List.of(new Cause.Exited(0)));
    assertThat(run.stdoutText()).isEqualTo(output);
  }
}
