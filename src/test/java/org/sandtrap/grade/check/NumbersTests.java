package org.sandtrap.grade.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers, and how far they may be away. */
class NumbersTests {
  @ParameterizedTest
  @CsvSource({
    "numbers, 1 is one, 1.0000009 is one",
    "numbers 1e-6, 1, 1.000001", // exactly on it, though no double is
    "numbers 1e-6, 0.3, 0.299999",
    "numbers 1e-6, 1000000, 1000001", // relative
    "numbers relative 1e-3, 1000, 1001",
    "numbers absolute 0.5, 10, 9.5",
    "numbers absolute 1e-9 relative 1e-3, 1000, 999",
    "numbers 0, 100, 1e2",
    "numbers 0, 1, +1",
    "numbers 0, 0.5, .5",
    "numbers 0, 5, 5.",
    "numbers 0, 0, -0.000",
    "numbers 0, 1E-5, 0.00001",
    "numbers 0, 123456789012345678901234567890, 123456789012345678901234567890.0",
    "numbers, inf -inf, INFINITY -Inf",
    "numbers, nan, -NaN(0x8)",
    "numbers, '1,5', '1,5'",
    "numbers, 0x10, 0x10",
    "numbers 1, 1e4000, 1e4000",
  })
  void isNearEnough(String checker, String answer, String output) throws IOException {
    assertThat(Checks.check(checker, answer, output).accepted()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "numbers 1e-6, 1, 1.0000011",
    "numbers 1e-6, 1000000, 1000001.1",
    "numbers absolute 1e-6, 1000000, 1000001",
    "numbers relative 1e-3, 0, 1e-9", // a share of nothing is nothing
    "numbers relative 0.5, 10, 16", // a share of the answer, not of the output
    "numbers, one, One",
    "numbers, 1, one",
    "numbers, one, 1",
    "numbers, 1, inf",
    "numbers, inf, 1e300",
    "numbers, inf, -inf",
    "numbers, 1, nan",
    "numbers, nan, 1",
    "numbers, inf, nan",
    "numbers, 16, 0x10",
    "numbers, 1.5, '1,5'",
    "numbers, 1000, 1_000",
    "numbers, 1, 1d",
    "numbers, 1, 1e",
    "numbers, 1, ١", // digits of another script
    "numbers, 1, 1e99999",
    "numbers, 1, 1e999999999999",
    "numbers absolute 1, 1e4000, 2e4000",
  })
  void isTooFar(String checker, String answer, String output) throws IOException {
    assertThat(Checks.check(checker, answer, output).accepted()).isFalse();
  }

  @Test
  void saysHowFar() throws IOException {
    assertThat(Checks.difference("numbers 1e-6", "0 1.5\n", "0 1.50002\n").message())
        .isEqualTo(
            "Line 1, column 3: expected \"1.5\", but was \"1.50002\". They differ by 0.00002;"
                + " 0.000001 or 0.000001 of the expected number is allowed.");
    assertThat(Checks.difference("numbers", "1.5", "1,5").message())
        .endsWith(" That is no number here: write a point in place of the comma.");
    assertThat(Checks.difference("numbers", "1.5", "0x1").message())
        .endsWith(" That is no number.");
  }

  @Test
  void aNumberOfManyDigitsIsAWord() throws IOException {
    String long1 = "1" + "0".repeat(1_000_000);
    assertThat(Checks.check("numbers 1", long1, long1).accepted()).isTrue();
    assertThat(Checks.check("numbers 1", "1", long1).accepted()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesWhatIsNoTolerance(double tolerance) {
    assertThatThrownBy(() -> new Numbers(tolerance))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "absolute: "
                + tolerance
                + " is no tolerance. Expected a number that is 0 or more, such as 1e-6.");
  }
}
