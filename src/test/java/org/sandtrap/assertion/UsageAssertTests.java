package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.assertion.Failing.assertFails;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.sandtrap.MadeRun;
import org.sandtrap.Run;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.Usage;
import org.sandtrap.testing.MadeUsage;

/** The checks of what a run used, and what they say. */
class UsageAssertTests {
  private static final Run RUN =
      MadeRun.of("sh", "-c", "sort 50%d >x").wrote(new byte[0], "100%s\n").run();

  private static final String ENDING =
      """
      Altogether: cpu 1.8 s, wall 1.5 s, peak 3 MiB, 2 processes.
      OK: The program ended normally with exit code 0.
      Standard error:
        100%s\
      """;

  private static void failsWith(
      ThrowingCallable check, String expected, String found, String sentences) {
    assertFails(
        check, expected, found, "Expected `sh -c 'sort 50%d >x'` " + sentences + "\n" + ENDING);
  }

  @Test
  void whatHoldsPassesAndChains() {
    assertThat(RUN)
        .usage()
        .usedCpuAtMost("1803000001ns")
        .usedCpuAtMost(Duration.ofSeconds(2))
        .usedCpuAtLeast("1803000001ns")
        .usedCpuAtLeast(Duration.ZERO)
        .usedUserTimeAtMost("1202000001ns")
        .usedUserTimeAtMost(Duration.ofMinutes(1))
        .usedSystemTimeAtMost("601ms")
        .usedSystemTimeAtMost(Duration.ofMinutes(1))
        .tookAtMost("1.5s")
        .tookAtLeast("1.5s")
        .tookAtLeast(Duration.ZERO)
        .tookAtMost(Duration.ofMinutes(1))
        .hadProcesses(2)
        .hadProcessesAtMost(2)
        .createdThreadsAtMost(3)
        .hadMinorFaultsAtMost(150)
        .hadMajorFaultsAtMost(15)
        .hadVoluntarySwitchesAtMost(11)
        .hadInvoluntarySwitchesAtMost(12)
        .readAtMost("2kB")
        .readAtMost(ByteSize.ofMebibytes(1))
        .wroteAtMost("4kB")
        .wroteAtMost(ByteSize.ofMebibytes(1))
        .isNotNull();
  }

  @Test
  void itGoesTogetherWithTheAssertionsOfAssertj() {
    assertThat(RUN.usage()).usedCpuAtMost("2s").isEqualTo(MadeUsage.ofTwo());
    assertThat(RUN.usage().peakMemory()).isLessThan("4MiB");
    assertThat(RUN.usage().wall()).hasMillis(1500);
    assertThat(RUN.usage().processes()).hasSize(2);
    assertThat(RUN.usage().transfer()).isPresent();
    assertThat(RUN).usage().cpu().isPositive();
    assertThat(RUN).usage().wall().hasMillis(1500);
  }

  @Test
  void tooMuchCpuTime() {
    failsWith(
        () -> assertThat(RUN).usage().usedCpuAtMost("100ms"),
        "at most 100 ms",
        "1.8 s",
        "to use at most 100 ms of CPU time, but it used 1.8 s. Of its 2 processes, sort (8) used"
            + " most: 1.8 s.");
  }

  @Test
  void tooLittleCpuTime() {
    failsWith(
        () -> assertThat(RUN).usage().usedCpuAtLeast(Duration.ofMinutes(2)),
        "at least 2 min",
        "1.8 s",
        "to use at least 2 min of CPU time, but it used 1.8 s. Of its 2 processes, sort (8) used"
            + " most: 1.8 s.");
  }

  @Test
  void roundingNeverMakesAFailureLookRight() {
    failsWith(
        () -> assertThat(RUN).usage().usedCpuAtMost("1803000us"),
        "at most 1.803 s",
        "1.8 s (1803000001 ns)",
        "to use at most 1.803 s of CPU time, but it used 1.8 s (1803000001 ns). Of its 2"
            + " processes, sort (8) used most: 1.8 s.");
  }

  @Test
  void tooMuchTimeInUserMode() {
    failsWith(
        () -> assertThat(RUN).usage().usedUserTimeAtMost("0.25s"),
        "at most 250 ms",
        "1.2 s",
        "to use at most 250 ms of CPU time in user mode, but it used 1.2 s. Of its 2 processes,"
            + " sort (8) used most: 1.2 s.");
  }

  @Test
  void tooMuchTimeInTheKernel() {
    failsWith(
        () -> assertThat(RUN).usage().usedSystemTimeAtMost("250ms"),
        "at most 250 ms",
        "601 ms",
        "to use at most 250 ms of CPU time in the kernel, but it used 601 ms. Of its 2 processes,"
            + " sort (8) used most: 600 ms.");
  }

  @Test
  void tooMuchTimeOnTheClock() {
    failsWith(
        () -> assertThat(RUN).usage().tookAtMost("1s"),
        "at most 1 s",
        "1.5 s",
        "to take at most 1 s, but it took 1.5 s. Of its 2 processes, sh (7) took most: 1.4 s.");
  }

  @Test
  void tooLittleTimeOnTheClock() {
    failsWith(
        () -> assertThat(RUN).usage().tookAtLeast("2s"),
        "at least 2 s",
        "1.5 s",
        "to take at least 2 s, but it took 1.5 s. Of its 2 processes, sh (7) took most: 1.4 s.");
  }

  @Test
  void anotherNumberOfProcesses() {
    failsWith(
        () -> assertThat(RUN).usage().hadProcesses(1),
        "1",
        "2",
        "to have 1 process, but it had 2. They were sh (7), sort (8).");
    failsWith(
        () -> assertThat(RUN).usage().hadProcessesAtMost(0),
        "at most 0",
        "2",
        "to have at most 0 processes, but it had 2. They were sh (7), sort (8).");
  }

  @Test
  void tooManyThreads() {
    failsWith(
        () -> assertThat(RUN).usage().createdThreadsAtMost(1),
        "at most 1",
        "3",
        "to create at most 1 thread, but it created 3. Of its 2 processes, sort (8) created most:"
            + " 2.");
  }

  @Test
  void tooManyPageFaults() {
    failsWith(
        () -> assertThat(RUN).usage().hadMinorFaultsAtMost(149),
        "at most 149",
        "150",
        "to have at most 149 minor page faults, but it had 150. Of its 2 processes, sort (8) had"
            + " most: 80.");
    failsWith(
        () -> assertThat(RUN).usage().hadMajorFaultsAtMost(0),
        "at most 0",
        "15",
        "to have at most 0 major page faults, but it had 15. Of its 2 processes, sort (8) had"
            + " most: 8.");
  }

  @Test
  void tooManyContextSwitches() {
    failsWith(
        () -> assertThat(RUN).usage().hadVoluntarySwitchesAtMost(10),
        "at most 10",
        "11",
        "to have at most 10 voluntary context switches, but it had 11. Of its 2 processes, sh (7)"
            + " had most: 5.");
    failsWith(
        () -> assertThat(RUN).usage().hadVoluntarySwitchesAtMost(1),
        "at most 1",
        "11",
        "to have at most 1 voluntary context switch, but it had 11. Of its 2 processes, sh (7) had"
            + " most: 5.");
    failsWith(
        () -> assertThat(RUN).usage().hadInvoluntarySwitchesAtMost(0),
        "at most 0",
        "12",
        "to have at most 0 involuntary context switches, but it had 12. Of its 2 processes, sh (7)"
            + " had most: 6.");
  }

  @Test
  void tooMuchReadAndWritten() {
    failsWith(
        () -> assertThat(RUN).usage().readAtMost("1000B"),
        "at most 1000 B",
        "2 KiB",
        "to read at most 1000 B, but it read 2 KiB. Of its 2 processes, sh (7) read most: 1000"
            + " B.");
    failsWith(
        () -> assertThat(RUN).usage().wroteAtMost(ByteSize.parse("3kB")),
        "at most 3 kB",
        "3.9 KiB",
        "to write at most 3 kB, but it wrote 3.9 KiB. Of its 2 processes, sh (7) wrote most:"
            + " 2 KiB.");
  }

  @Test
  void oneProcessIsNamed() {
    Usage usage =
        MadeUsage.of(List.of(MadeUsage.process(7, 0, "c\u001b[1m%s", 1_000_000, 1000)), Map.of());
    assertThatThrownBy(() -> assertThat(usage).usedCpuAtMost("1ns"))
        .hasMessage(
            """
            Expected the program to use at most 1 ns of CPU time, but it used 1.5 ms. Its only \
            process was c␛[1m%s (7).
            Altogether: cpu 1.5 ms, wall 1.5 s, peak 1000 B, 1 process.\
            """);
    assertThatThrownBy(() -> assertThat(usage).hadProcesses(2))
        .hasMessageStartingWith(
            "Expected the program to have 2 processes, but it had 1. It was c␛[1m%s (7).\n");
  }

  @Test
  void noProcessAtAll() {
    assertThatThrownBy(() -> assertThat(Usage.NONE).usedCpuAtLeast("1ns"))
        .hasMessage(
            """
            Expected the program to use at least 1 ns of CPU time, but it used 0 s.
            Altogether: cpu 0 s, wall 0 s, peak 0 B, 0 processes.\
            """);
    assertThatThrownBy(() -> assertThat(Usage.NONE).hadProcesses(1))
        .hasMessageStartingWith("Expected the program to have 1 process, but it had 0.\n");
  }

  @Test
  void tenOfManyProcessesAreNamed() {
    Usage usage =
        MadeUsage.of(
            IntStream.rangeClosed(1, 12)
                .mapToObj(pid -> MadeUsage.process(pid, 0, "p", 1, 1))
                .toList(),
            Map.of());
    assertThatThrownBy(() -> assertThat(usage).hadProcessesAtMost(3))
        .hasMessageStartingWith(
            "Expected the program to have at most 3 processes, but it had 12. They were p (1), p"
                + " (2), p (3), p (4), p (5), p (6), p (7), p (8), p (9), p (10) and 2 more.\n");
  }

  @Test
  void aDescriptionComesFirst() {
    assertThatThrownBy(() -> assertThat(RUN).as("50%").usage().usedCpuAtMost("1s"))
        .hasMessageStartingWith("[50%] Expected `sh -c 'sort 50%d >x'` to use at most 1 s of");
    assertThatThrownBy(() -> assertThat(RUN).usage().as("50%").cpu().isNegative())
        .hasMessageStartingWith("[50%: CPU time of `sh -c 'sort 50%d >x'`\n" + ENDING + "] \n");
  }

  @Test
  void durationsSayWhoseTheyAre() {
    assertThatThrownBy(() -> assertThat(RUN).usage().wall().hasMillis(1))
        .hasMessageStartingWith("[wall time of `sh -c 'sort 50%d >x'`\n" + ENDING + "] \n");
  }

  @Test
  void wrongArguments() {
    assertThatThrownBy(() -> assertThat(RUN).usage().usedCpuAtMost("10 parsecs"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'10 parsecs' is not a duration: unknown unit 'parsecs' at position 4; units are ns,"
                + " us, µs, ms, s, min, h; write for example \"250ms\", \"1.5s\", \"2min\"");
    assertThatThrownBy(() -> assertThat(RUN).usage().wroteAtMost("much"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'much' is not a size: expected a digit at position 1");
    assertThatThrownBy(() -> assertThat(RUN).usage().tookAtMost((String) null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("the duration is null");
  }

  @Test
  void negativeAmounts() {
    String problem = " is negative, which nothing that a run uses can be: expected 0 or more";
    UsageAssert usage = assertThat(RUN).usage();
    for (ThrowingCallable check :
        List.<ThrowingCallable>of(
            () -> usage.hadProcesses(-1),
            () -> usage.hadProcessesAtMost(-1),
            () -> usage.createdThreadsAtMost(-1),
            () -> usage.hadMinorFaultsAtMost(-1),
            () -> usage.hadMajorFaultsAtMost(-1),
            () -> usage.hadVoluntarySwitchesAtMost(-1),
            () -> usage.hadInvoluntarySwitchesAtMost(-1))) {
      assertThatThrownBy(check)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("-1" + problem);
    }
    Duration negative = Duration.ofSeconds(-1);
    for (ThrowingCallable check :
        List.<ThrowingCallable>of(
            () -> usage.usedCpuAtMost(negative),
            () -> usage.usedCpuAtLeast(negative),
            () -> usage.usedUserTimeAtMost(negative),
            () -> usage.usedSystemTimeAtMost(negative),
            () -> usage.tookAtMost(negative),
            () -> usage.tookAtLeast(negative))) {
      assertThatThrownBy(check)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("-1 s" + problem);
    }
  }

  @Test
  void noRunAndNoUsage() {
    assertThatThrownBy(() -> assertThat((Run) null).usage())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Expecting actual not to be null");
    assertThatThrownBy(() -> assertThat((Usage) null).usedCpuAtMost("1s"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Expecting actual not to be null");
    assertThatThrownBy(() -> assertThat((Usage) null).treePeak())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Expecting actual not to be null");
  }
}
