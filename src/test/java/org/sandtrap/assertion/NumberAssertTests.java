package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.byLessThan;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.sandtrap.assertion.Failing.assertFails;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.assertj.core.util.DoubleComparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.MadeRun;
import org.sandtrap.Run;

/** The checks of the numbers that a run wrote, and what they say. */
class NumberAssertTests {
  private static final Run RUN = writing("1 3.1416\n\t-2.5e3\r\n");
  private static final Run MIXED = writing("1 2\n  π=3,14 4\n");

  private static final String ENDING =
      """

      OK: The program ended normally with exit code 0.
      Standard error is empty.\
      """;

  private static Run writing(String output) {
    return MadeRun.of("calc").wrote(output.getBytes(StandardCharsets.UTF_8), "").run();
  }

  @Test
  void whatHoldsPassesAndChains() {
    assertThat(RUN)
        .wroteOnlyNumbers()
        .wroteNumbers(within(0.001), 1, Math.PI, -2500)
        .wroteNumbers(byLessThan(0.001), 1, Math.PI, -2500)
        .wroteNumbers(withPercentage(0.1), 1, Math.PI, -2501)
        .stdoutNumbers()
        .hasSize(3)
        .containsExactly(1.0, 3.1416, -2500.0)
        .usingElementComparator(new DoubleComparator(0.01))
        .containsExactly(1.0, 3.14, -2500.0);
    assertThat(writing(" \n")).wroteNumbers(within(0.0)).stdoutNumbers().isEmpty();
  }

  @Test
  void differencesAreThoseThatPeopleSee() {
    assertThat(writing("1.1 0.9")).wroteNumbers(within(0.1), 1, 1);
    assertThat(writing("101 99")).wroteNumbers(withPercentage(1), 100, 100);
    assertThat(writing("-101")).wroteNumbers(withPercentage(1), -100);
  }

  @Test
  void whatIsNotFiniteMustBeTheSame() {
    assertThat(writing("inf -Infinity -nan +INF"))
        .wroteNumbers(
            within(1.0),
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.NaN,
            Double.POSITIVE_INFINITY);
    assertThatThrownBy(() -> assertThat(writing("nan")).wroteNumbers(within(1.0), 0))
        .hasMessageStartingWith(
            "Expected `calc` to write a number within 1 of 0 as number 1, but it wrote 'nan' in line"
                + " 1 at column 1.\n");
  }

  @Test
  void numbersAsTheyArePrinted() {
    assertThat(writing("0 007 +1 -1 1. .5 1e3 1E-3 -1.5e+2")).wroteOnlyNumbers();
  }

  @ParameterizedTest
  @ValueSource(strings = {"3,14", "1f", "0x10", "1e", "--1", ".", "e3", "1_000", "١", "infinite"})
  void whatIsNoNumber(String word) {
    assertThatThrownBy(() -> assertThat(writing(word)).wroteOnlyNumbers())
        .hasMessageStartingWith(
            "Expected `calc` to write only numbers, but it wrote '"
                + word
                + "' in line 1 at column 1.\n");
  }

  private static String output(Run run) {
    return "\nStandard output:\n  " + String.join("\n  ", run.stdoutLines());
  }

  @Test
  void somethingElseIsAmongThem() {
    String message =
        "Expected `calc` to write only numbers, but it wrote 'π=3,14' in line 2 at column 3."
            + ENDING
            + output(MIXED);
    assertFails(() -> assertThat(MIXED).wroteOnlyNumbers(), "a number", "'π=3,14'", message);
    assertFails(() -> assertThat(MIXED).stdoutNumbers(), "a number", "'π=3,14'", message);
    assertFails(
        () -> assertThat(MIXED).wroteNumbers(within(0.1), 1, 2, 3.14, 4),
        "a number",
        "'π=3,14'",
        message);
  }

  @Test
  void manyNumbersInOneLine() {
    String line = "1 ".repeat(1 << 18);
    assertTimeoutPreemptively(
        Duration.ofMinutes(1), () -> assertThat(writing(line)).stdoutNumbers().hasSize(1 << 18));
    assertThatThrownBy(() -> assertThat(writing(line + "x")).wroteOnlyNumbers())
        .hasMessageContaining("it wrote 'x' in line 1 at column 524289.");
    assertThatThrownBy(() -> assertThat(writing("1\n\n 😀")).wroteOnlyNumbers())
        .hasMessageContaining("it wrote '😀' in line 3 at column 2.");
  }

  @Test
  void aWordIsCutAndShown() {
    assertThatThrownBy(() -> assertThat(writing("\u001b" + "é".repeat(40))).wroteOnlyNumbers())
        .hasMessageContaining("it wrote '␛" + "é".repeat(39) + "…' in line 1 at column 1.");
  }

  @Test
  void aNumberTooFarAway() {
    assertFails(
        () -> assertThat(RUN).wroteNumbers(within(0.01), 1, 3.2, -2500),
        List.of("1", "3.2", "-2500"),
        List.of("1", "3.1416", "-2.5e3"),
        "Expected `calc` to write a number within 0.01 of 3.2 as number 2, but it wrote '3.1416' in"
            + " line 1 at column 3."
            + ENDING
            + output(RUN));
    assertThatThrownBy(() -> assertThat(RUN).wroteNumbers(byLessThan(0.5), 1, 3, -2500.5))
        .hasMessage(
            "Expected `calc` to write a number less than 0.5 away from -2500.5 as number 3, but it"
                + " wrote '-2.5e3' in line 2 at column 2."
                + ENDING
                + output(RUN));
    assertThatThrownBy(() -> assertThat(RUN).wroteNumbers(withPercentage(1), 1.5))
        .hasMessage(
            "Expected `calc` to write a number within 1% of 1.5 as number 1, but it wrote '1' in"
                + " line 1 at column 1."
                + ENDING
                + output(RUN));
  }

  @Test
  void tooFewAndTooMany() {
    assertFails(
        () -> assertThat(RUN).wroteNumbers(within(0.01), 1, 3.14, -2500, 7),
        List.of("1", "3.14", "-2500", "7"),
        List.of("1", "3.1416", "-2.5e3"),
        "Expected `calc` to write 4 numbers, but it wrote 3." + ENDING + output(RUN));
    assertThatThrownBy(() -> assertThat(RUN).wroteNumbers(within(0.01), 1))
        .hasMessage(
            "Expected `calc` to write 1 number, but it wrote 3, the first too many being '3.1416' in"
                + " line 1 at column 3."
                + ENDING
                + output(RUN));
  }

  @Test
  void otherNumbersSayWhoseTheyAre() {
    assertThatThrownBy(() -> assertThat(RUN).as("9%d").stdoutNumbers().hasSize(1))
        .hasMessageStartingWith("[9%d: numbers on standard output of `calc`" + ENDING + "] \n");
  }

  @Test
  void wrongArgumentsAndNoRun() {
    assertThatThrownBy(() -> assertThat(RUN).wroteNumbers((Offset<Double>) null, 1))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("the tolerance is null");
    assertThatThrownBy(() -> assertThat(RUN).wroteNumbers((Percentage) null, 1))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("the tolerance is null");
    assertThatThrownBy(() -> assertThat(RUN).wroteNumbers(within(0.0), (double[]) null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("the expected numbers are null");
    String infinite =
        "an infinite tolerance would accept everything: expected a finite one, such as 0.001";
    assertThatThrownBy(
            () -> assertThat(RUN).wroteNumbers(within(Double.POSITIVE_INFINITY), 1, 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(infinite);
    assertThatThrownBy(
            () -> assertThat(RUN).wroteNumbers(withPercentage(Double.POSITIVE_INFINITY), 1, 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(infinite);
    for (Runnable step :
        new Runnable[] {
          () -> assertThat((Run) null).wroteOnlyNumbers(),
          () -> assertThat((Run) null).wroteNumbers(within(0.0)),
          () -> assertThat((Run) null).stdoutNumbers()
        }) {
      assertThatThrownBy(step::run)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("Expecting actual not to be null");
    }
  }
}
