package org.sandtrap.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of {@link DurationText}. */
class DurationTextTests {
  private static final String END = "; write for example \"250ms\", \"1.5s\", \"2min\"";
  private static final String UNITS = "; units are ns, us, µs, ms, s, min, h" + END;

  @ParameterizedTest
  @CsvSource({
    "0s, 0",
    "0 h, 0",
    "1ns, 1",
    "10us, 10000",
    "10µs, 10000",
    "10μs, 10000",
    "250ms, 250000000",
    "250 ms, 250000000",
    "1.5s, 1500000000",
    "1.0ns, 1",
    "0.001us, 1",
    "0.000000001s, 1",
    "2min, 120000000000",
    "0.5h, 1800000000000",
    "007s, 7000000000",
    "9223372036854775807ns, 9223372036854775807",
    "2562047h, 9223369200000000000"
  })
  void aTextIsReadAsADuration(String text, long nanos) {
    assertThat(DurationText.parse(text)).isEqualTo(Duration.ofNanos(nanos));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "''|it is empty",
        "'   '|it is empty",
        "-5s|it is negative (position 1)",
        "s|expected a digit at position 1 but found 's'",
        "unlimited|expected a digit at position 1 but found 'u'",
        "PT5S|expected a digit at position 1 but found 'P'",
        ".5s|expected a digit at position 1 but found '.'",
        "1.s|found '.' at position 2, a number has one point with digits on both sides",
        "1,5s|found ',' at position 2, decimals are written with a point",
        "1.5ns|it is not a whole number of nanoseconds (1.5)",
        "0.0000000001s|it is not a whole number of nanoseconds (0.1)",
        "9223372036854775808ns|it is too long, the longest duration is 292 years",
        "2562048h|it is too long, the longest duration is 292 years"
      })
  void whatIsNoDurationIsRefusedWithTheReason(String text, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DurationText.parse(text))
        .withMessage("'" + text + "' is not a duration: " + problem + END);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "10|the unit is missing at position 3",
        "0|the unit is missing at position 2",
        "1.5|the unit is missing at position 4",
        "10 |the unit is missing at position 4",
        "10 parsecs|unknown unit 'parsecs' at position 4",
        "1m|unknown unit 'm' at position 2",
        "1S|unknown unit 'S' at position 2 (did you mean s?)",
        "1 Min|unknown unit 'Min' at position 3 (did you mean min?)",
        "1min30s|unknown unit 'min30s' at position 2",
        "1 s |unknown unit 's ' at position 3",
        "1e3ms|unknown unit 'e3ms' at position 2"
      })
  void aMissingOrUnknownUnitIsNamedWithItsPosition(String text, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DurationText.parse(text))
        .withMessage("'" + text + "' is not a duration: " + problem + UNITS);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "1, 1 ns",
    "999, 999 ns",
    "1000, 1 µs",
    "1500, 1.5 µs",
    "12345678, 12.3 ms",
    "12300000, 12.3 ms",
    "250000000, 250 ms",
    "999960001, 1 s",
    "999949999, 999.9 ms",
    "1500000000, 1.5 s",
    "1250000000, 1.25 s",
    "10012000000, 10.012 s",
    "10012345678, 10 s",
    "59990000000, 59.99 s",
    "59969999999, 1 min",
    "60000000000, 1 min",
    "90000000000, 1 min 30 s",
    "100300000000, 1 min 40.3 s",
    "119999999999, 2 min",
    "3600000000000, 1 h",
    "3605000000000, 1 h 5 s",
    "5400000000000, 1 h 30 min",
    "3599999999999, 1 h",
    "36000000000000, 10 h",
    "1800000000000, 30 min",
    "1200000000000, 20 min",
    "-1500000000, -1.5 s",
    "-1, -1 ns",
    "9223372036854775807, 2562047 h 47 min 16.9 s"
  })
  void aDurationIsWrittenSoThatItReadsWell(long nanos, String text) {
    assertThat(DurationText.format(Duration.ofNanos(nanos))).isEqualTo(text);
  }

  @Test
  void theLongestDurationsOfJavaCanBeWritten() {
    assertThat(DurationText.format(Duration.ofSeconds(Long.MAX_VALUE)))
        .isEqualTo("2562047788015215 h 30 min 7 s");
    assertThat(DurationText.format(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)))
        .isEqualTo("2562047788015215 h 30 min 8 s");
    assertThat(DurationText.format(Duration.ofSeconds(Long.MIN_VALUE)))
        .isEqualTo("-2562047788015215 h 30 min 8 s");
  }
}
