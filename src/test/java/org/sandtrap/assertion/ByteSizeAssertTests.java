package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;
import static org.sandtrap.assertion.Failing.assertFails;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sandtrap.MadeRun;
import org.sandtrap.Run;
import org.sandtrap.limit.ByteSize;

/** The checks of a size, and what they say. */
class ByteSizeAssertTests {
  private static final ByteSize SIZE = ByteSize.ofMebibytes(8);
  private static final Run RUN = MadeRun.of("sort", "9%d").run();

  private static final String ENDING =
      """

      Altogether: cpu 1.8 s, wall 1.5 s, peak 3 MiB, 2 processes.
      OK: The program ended normally with exit code 0.
      Standard error is empty.\
      """;

  @Test
  void whatHoldsPassesAndChains() {
    assertThat(SIZE)
        .isLessThan("8388609")
        .isLessThan(ByteSize.ofGibibytes(1))
        .isLessThanOrEqualTo("8MiB")
        .isGreaterThan("8388607")
        .isGreaterThanOrEqualTo("8MiB")
        .isEqualTo("8192KiB")
        .isEqualTo(ByteSize.ofKibibytes(8192))
        .isNotEqualTo("8MB")
        .isNotEqualTo(ByteSize.ofKibibytes(8191))
        .isBetween("8MiB", "8MiB")
        .isCloseTo("8.225MB", "2%")
        .isCloseTo(ByteSize.parse("8.125MiB"), withPercentage(2))
        .isCloseTo("8MiB", "0%");
  }

  @Test
  void notLess() {
    assertFails(
        () -> assertThat(SIZE).isLessThan("8MiB"),
        "less than 8 MiB",
        "8 MiB",
        "Expected the size to be less than 8 MiB, but it is 8 MiB.");
  }

  @Test
  void roundingNeverMakesAFailureLookRight() {
    assertFails(
        () -> assertThat(ByteSize.ofBytes((8 << 20) + 1)).isLessThanOrEqualTo("8MiB"),
        "at most 8 MiB",
        "8 MiB (8388609 bytes)",
        "Expected the size to be at most 8 MiB, but it is 8 MiB (8388609 bytes).");
  }

  @Test
  void notGreater() {
    assertFails(
        () -> assertThat(SIZE).isGreaterThan("8MiB"),
        "greater than 8 MiB",
        "8 MiB",
        "Expected the size to be greater than 8 MiB, but it is 8 MiB.");
    assertFails(
        () -> assertThat(SIZE).isGreaterThanOrEqualTo("1GB"),
        "at least 1 GB",
        "8 MiB",
        "Expected the size to be at least 1 GB, but it is 8 MiB.");
  }

  @Test
  void anotherSize() {
    assertFails(
        () -> assertThat(SIZE).isEqualTo("8MB"),
        "8 MB",
        "8 MiB (8388608 bytes)",
        "Expected the size to be 8 MB, but it is 8 MiB (8388608 bytes).");
  }

  @Test
  void theSameSize() {
    assertFails(
        () -> assertThat(SIZE).isNotEqualTo("8192KiB"),
        "other than 8192 KiB",
        "8 MiB",
        "Expected the size to be other than 8192 KiB, but it is 8 MiB.");
    assertThatThrownBy(() -> assertThat(SIZE).isNotEqualTo(SIZE))
        .hasMessage("Expected the size to be other than 8 MiB, but it is 8 MiB.");
    assertThat(SIZE).isNotEqualTo((Object) "8MiB");
  }

  @Test
  void notBetween() {
    assertFails(
        () -> assertThat(SIZE).isBetween("1MiB", "7MiB"),
        "between 1 MiB and 7 MiB",
        "8 MiB",
        "Expected the size to be between 1 MiB and 7 MiB, but it is 8 MiB.");
    assertThatThrownBy(() -> assertThat(SIZE).isBetween("9MiB", "10MiB"))
        .hasMessage("Expected the size to be between 9 MiB and 10 MiB, but it is 8 MiB.");
    assertThatThrownBy(() -> assertThat(SIZE).isBetween("2MiB", "1MiB"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no size is between 2 MiB and 1 MiB: the smaller one comes first");
  }

  @Test
  void notClose() {
    assertFails(
        () -> assertThat(ByteSize.parse("103kB")).isCloseTo("100kB", "2%"),
        "within 2% of 100 kB",
        "103 kB (103000 bytes)",
        "Expected the size to be within 2% of 100 kB, but it is 103 kB (103000 bytes).");
    assertThatThrownBy(() -> assertThat(ByteSize.parse("97999")).isCloseTo("100kB", "2 %"))
        .hasMessage("Expected the size to be within 2% of 100 kB, but it is 97999 B.");
    assertThat(ByteSize.parse("98kB")).isCloseTo("100kB", "2%");
    assertThat(ByteSize.parse("102kB")).isCloseTo("100kB", "2.0%");
  }

  @Test
  void thePeakOfARun() {
    assertThat(RUN)
        .usage()
        .peakMemory()
        .isEqualTo("3MiB")
        .returnToUsage()
        .treePeak()
        .isEqualTo("3.5MiB")
        .returnToUsage()
        .peakVirtual()
        .isEqualTo("100MiB");
    assertFails(
        () -> assertThat(RUN).usage().peakMemory().isLessThan("1MiB"),
        "less than 1 MiB",
        "3 MiB",
        "Expected the peak memory of `sort 9%d` to be less than 1 MiB, but it is 3 MiB. Of its 2"
            + " processes, sort (8) had most: 3 MiB."
            + ENDING);
  }

  @Test
  void thePeakOfTheTreeSaysWhereItComesFrom() {
    assertThatThrownBy(() -> assertThat(RUN).usage().treePeak().isLessThan("1MiB"))
        .hasMessage(
            "Expected the peak memory of all processes together of `sort 9%d` to be less than 1"
                + " MiB, but it is 3.5 MiB. It is the largest sum of resident sizes seen. Of its 2"
                + " processes, sort (8) had most: 3 MiB."
                + ENDING);
  }

  @Test
  void thePeakOfAddressSpace() {
    assertThatThrownBy(() -> assertThat(RUN).as("9%d").usage().peakVirtual().isLessThan("1MiB"))
        .hasMessage(
            "[9%d] Expected the peak address space of `sort 9%d` to be less than 1 MiB, but it is"
                + " 100 MiB. Of its 2 processes, sh (7) had most: 90 MiB."
                + ENDING);
  }

  @Test
  void wrongArguments() {
    assertThatThrownBy(() -> assertThat(SIZE).isLessThan("10 parsecs"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'10 parsecs' is not a size: unknown unit 'parsecs' at position 4; units are B, kB, MB,"
                + " GB, TB, KiB, MiB, GiB, TiB; write for example \"64MiB\", \"1.5GB\","
                + " \"4096\"");
    assertThatThrownBy(() -> assertThat(SIZE).isCloseTo("1MiB", "2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'2' is not a percentage: expected a number with a percent sign after it; write for"
                + " example \"2%\", \"0.5%\"");
    assertThatThrownBy(
            () -> assertThat(SIZE).isCloseTo(SIZE, withPercentage(Double.POSITIVE_INFINITY)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "an infinite tolerance would accept everything: expected a finite one, such as 0.001");
    assertThatThrownBy(() -> assertThat(SIZE).isEqualTo((String) null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("the size is null");
    assertThatThrownBy(() -> assertThat(SIZE).isNotEqualTo((String) null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("the size is null");
  }

  @Test
  void noSize() {
    assertThatThrownBy(() -> assertThat((ByteSize) null).isLessThan("1MiB"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Expecting actual not to be null");
  }
}
