package org.sandtrap.assertion;

import static org.sandtrap.assertion.Failing.assertFails;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.Figure;
import org.sandtrap.limit.Usage;
import org.sandtrap.testing.MadeUsage;

/**
 * A figure that the host did not tell is not compared, unless what it is at least is answer enough.
 */
class MissingFigureTests {
  private static final Map<Figure, String> MISSING = MadeUsage.without("9% were lost");

  /** The process that is known has a peak of 3 MiB, 70 faults, and has written 2000 bytes. */
  private static final Usage SOME =
      MadeUsage.of(
          List.of(
              MadeUsage.process(7, 0, "sort", 1_000_000, 3 << 20), MadeUsage.unknown(8, MISSING)),
          MISSING);

  private static final Usage NOTHING =
      MadeUsage.of(List.of(MadeUsage.unknown(8, MISSING)), MISSING);

  private static final String NOT_KNOWN =
      """
      Not known: peak memory, peak memory of all processes together, peak address space, minor \
      page faults, major page faults, voluntary context switches, involuntary context switches, \
      bytes read and written.\
      """;
  private static final String OF_SOME =
      "\nAltogether: cpu 1.5 ms, wall 1.5 s, peak at least 3 MiB, 2 processes.\n" + NOT_KNOWN;
  private static final String OF_NOTHING =
      "\nAltogether: cpu 0 s, wall 1.5 s, peak not known, 1 process.\n" + NOT_KNOWN;

  @Test
  void whatItIsAtLeastIsEnoughToPass() {
    assertThat(SOME)
        .peakMemory()
        .isGreaterThan("2MiB")
        .isGreaterThanOrEqualTo("3MiB")
        .isNotEqualTo("2MiB")
        .returnToUsage()
        .treePeak()
        .isGreaterThan("3MiB");
  }

  @Test
  void otherFiguresAreCheckedAsEver() {
    assertThat(SOME).usedCpuAtMost("2ms").tookAtMost("2s").hadProcesses(2).createdThreadsAtMost(1);
  }

  @Test
  void whatIsTooMuchAlreadyFails() {
    assertFails(
        () -> assertThat(SOME).hadMinorFaultsAtMost(69),
        "at most 69",
        "at least 70",
        "Expected the program to have at most 69 minor page faults, but it had at least 70."
            + OF_SOME);
    assertFails(
        () -> assertThat(SOME).wroteAtMost("1kB"),
        "at most 1 kB",
        "at least 2 KiB",
        "Expected the program to write at most 1 kB, but it wrote at least 2 KiB." + OF_SOME);
  }

  @Test
  void aSizeThatIsTooLargeAlreadyFails() {
    String subject = "Expected the peak memory of the program to be ";
    String found = ", but it is at least 3 MiB." + OF_SOME;
    assertFails(
        () -> assertThat(SOME).peakMemory().isLessThan("3MiB"),
        "less than 3 MiB",
        "at least 3 MiB",
        subject + "less than 3 MiB" + found);
    assertFails(
        () -> assertThat(SOME).peakMemory().isLessThanOrEqualTo("2MiB"),
        "at most 2 MiB",
        "at least 3 MiB",
        subject + "at most 2 MiB" + found);
    assertFails(
        () -> assertThat(SOME).peakMemory().isEqualTo(ByteSize.ofMebibytes(2)),
        "2 MiB",
        "at least 3 MiB",
        subject + "2 MiB" + found);
    assertFails(
        () -> assertThat(SOME).peakMemory().isBetween("1MiB", "2MiB"),
        "between 1 MiB and 2 MiB",
        "at least 3 MiB",
        subject + "between 1 MiB and 2 MiB" + found);
    assertFails(
        () -> assertThat(SOME).peakMemory().isCloseTo("2MiB", "10%"),
        "within 10% of 2 MiB",
        "at least 3 MiB",
        subject + "within 10% of 2 MiB" + found);
  }

  @Test
  void whatMayBeMoreIsNotKnownToBeLittle() {
    assertFails(
        () -> assertThat(SOME).hadMajorFaultsAtMost(7),
        "at most 7",
        "at least 7",
        "Expected the program to have at most 7 major page faults, but that is not known, only that"
            + " it had at least 7: 9% were lost."
            + OF_SOME);
    assertFails(
        () -> assertThat(SOME).readAtMost("1GiB"),
        "at most 1 GiB",
        "at least 1000 B",
        "Expected the program to read at most 1 GiB, but that is not known, only that it read at"
            + " least 1000 B: 9% were lost."
            + OF_SOME);
  }

  @Test
  void aSizeThatMayBeMoreIsNotKnownToBeRight() {
    for (String size : List.of("3MiB", "4MiB")) {
      ByteSize expected = ByteSize.parse(size);
      failsAsUnknown(() -> assertThat(SOME).peakMemory().isEqualTo(size), expected.toString());
      failsAsUnknown(
          () -> assertThat(SOME).peakMemory().isNotEqualTo(size), "other than " + expected);
      failsAsUnknown(
          () -> assertThat(SOME).peakMemory().isLessThanOrEqualTo(size), "at most " + expected);
      failsAsUnknown(
          () -> assertThat(SOME).peakMemory().isCloseTo(size, "1%"), "within 1% of " + expected);
      failsAsUnknown(
          () -> assertThat(SOME).peakMemory().isBetween(size, "5MiB"),
          "between " + expected + " and 5 MiB");
    }
    failsAsUnknown(() -> assertThat(SOME).peakMemory().isLessThan("4MiB"), "less than 4 MiB");
    failsAsUnknown(() -> assertThat(SOME).peakMemory().isGreaterThan("3MiB"), "greater than 3 MiB");
    failsAsUnknown(
        () -> assertThat(SOME).peakMemory().isGreaterThanOrEqualTo("4MiB"), "at least 4 MiB");
  }

  private static void failsAsUnknown(ThrowingCallable check, String wanted) {
    assertFails(
        check,
        wanted,
        "at least 3 MiB",
        "Expected the peak memory of the program to be "
            + wanted
            + ", but that is not known, only that it is at least 3 MiB: 9% were lost."
            + OF_SOME);
  }

  @Test
  void nothingToldIsNoZero() {
    assertFails(
        () -> assertThat(NOTHING).hadMinorFaultsAtMost(0),
        "at most 0",
        "unknown",
        "Expected the program to have at most 0 minor page faults, but that is not known: 9% were"
            + " lost."
            + OF_NOTHING);
    assertFails(
        () -> assertThat(NOTHING).wroteAtMost("1GiB"),
        "at most 1 GiB",
        "unknown",
        "Expected the program to write at most 1 GiB, but that is not known: 9% were lost."
            + OF_NOTHING);
    assertFails(
        () -> assertThat(NOTHING).peakMemory().isLessThan("1GiB"),
        "less than 1 GiB",
        "unknown",
        "Expected the peak memory of the program to be less than 1 GiB, but that is not known: 9%"
            + " were lost."
            + OF_NOTHING);
  }
}
