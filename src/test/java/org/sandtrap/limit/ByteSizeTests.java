package org.sandtrap.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of {@link ByteSize}. */
class ByteSizeTests {
  private static final String END = "; write for example \"64MiB\", \"1.5GB\", \"4096\"";
  private static final String UNITS = "; units are B, kB, MB, GB, TB, KiB, MiB, GiB, TiB" + END;

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0 B",
    "4096, 4096, 4096 B",
    "0B, 0, 0 B",
    "512B, 512, 512 B",
    "1kB, 1000, 1 kB",
    "1MB, 1000000, 1 MB",
    "2GB, 2000000000, 2 GB",
    "1TB, 1000000000000, 1 TB",
    "1KiB, 1024, 1 KiB",
    "64MiB, 67108864, 64 MiB",
    "64 MiB, 67108864, 64 MiB",
    "64   MiB, 67108864, 64 MiB",
    "1GiB, 1073741824, 1 GiB",
    "1TiB, 1099511627776, 1 TiB",
    "1.5MiB, 1572864, 1.5 MiB",
    "1.50MiB, 1572864, 1.5 MiB",
    "0.5KiB, 512, 0.5 KiB",
    "0.001kB, 1, 0.001 kB",
    "1.0B, 1, 1 B",
    "007MiB, 7340032, 7 MiB",
    "2048KiB, 2097152, 2048 KiB",
    "10000000kB, 10000000000, 10000000 kB",
    "9223372036854775807, 9223372036854775807, 9223372036854775807 B",
    "0.0009765625GiB, 1048576, 0.0009765625 GiB"
  })
  void aTextIsReadAndPrintedBackInItsUnit(String text, long bytes, String printed) {
    assertThat(ByteSize.parse(text).bytes()).isEqualTo(bytes);
    assertThat(ByteSize.parse(text)).hasToString(printed);
    assertThat(ByteSize.parse(printed)).isEqualTo(ByteSize.parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "''|it is empty",
        "'  '|it is empty",
        "-1MiB|it is negative (position 1)",
        "+1MiB|expected a digit at position 1 but found '+'",
        "MiB|expected a digit at position 1 but found 'M'",
        " 64MiB|expected a digit at position 1 but found ' '",
        ".5MiB|expected a digit at position 1 but found '.'",
        "٣MiB|expected a digit at position 1 but found '٣'",
        "😀|expected a digit at position 1 but found '😀'",
        "1.MiB|found '.' at position 2, a number has one point with digits on both sides",
        "1.2.3MiB|found '.' at position 4, a number has one point with digits on both sides",
        "1,5MiB|found ',' at position 2, decimals are written with a point",
        "1.5B|it is not a whole number of bytes (1.5)",
        "0.1KiB|it is not a whole number of bytes (102.4)",
        "9223372036854775808|it is too large, the largest size is 9223372036854775807 bytes",
        "8388608TiB|it is too large, the largest size is 9223372036854775807 bytes"
      })
  void whatIsNoSizeIsRefusedWithTheReason(String text, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ByteSize.parse(text))
        .withMessage("'" + text + "' is not a size: " + problem + END);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "64M|unknown unit 'M' at position 3",
        "64 M|unknown unit 'M' at position 4",
        "64mib|unknown unit 'mib' at position 3 (did you mean MiB?)",
        "64KB|unknown unit 'KB' at position 3 (did you mean kB?)",
        "1 parsec|unknown unit 'parsec' at position 3",
        "64MiB |unknown unit 'MiB ' at position 3",
        "1e3|unknown unit 'e3' at position 2",
        "1_000|unknown unit '_000' at position 2",
        "1 000|unknown unit '000' at position 3",
        "64MiB1KiB|unknown unit 'MiB1KiB' at position 3"
      })
  void anUnknownUnitIsNamedWithItsPosition(String text, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ByteSize.parse(text))
        .withMessage("'" + text + "' is not a size: " + problem + UNITS);
  }

  @Test
  void aVeryLongTextIsCutInTheMessage() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ByteSize.parse("9".repeat(1000)))
        .withMessageStartingWith("'" + "9".repeat(60) + "…' is not a size: it is too large");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1, 1 B",
    "1023, 1023 B",
    "1024, 1 KiB",
    "1025, 1 KiB",
    "1536, 1.5 KiB",
    "1500, 1.5 KiB",
    "16777216, 16 MiB",
    "1468006, 1.4 MiB",
    "1310720, 1.25 MiB",
    "1048575, 1 MiB",
    "1073741823, 1 GiB",
    "123456789, 117.7 MiB",
    "1125899906842624, 1024 TiB",
    "9223372036854775807, 8388608 TiB"
  })
  void measuredBytesPrintInTheUnitThatReadsWell(long bytes, String printed) {
    assertThat(ByteSize.ofBytes(bytes)).hasToString(printed);
    assertThat(ByteSize.ofBytes(bytes).bytes()).isEqualTo(bytes);
  }

  @Test
  void factoriesCountInTheirUnit() {
    assertThat(ByteSize.ofKibibytes(3).bytes()).isEqualTo(3072);
    assertThat(ByteSize.ofKibibytes(2048)).hasToString("2048 KiB");
    assertThat(ByteSize.ofMebibytes(16).bytes()).isEqualTo(16 << 20);
    assertThat(ByteSize.ofMebibytes(16)).hasToString("16 MiB");
    assertThat(ByteSize.ofGibibytes(2).bytes()).isEqualTo(2L << 30);
    assertThat(ByteSize.ofGibibytes(2)).hasToString("2 GiB");
    assertThat(ByteSize.ofGibibytes(0)).hasToString("0 GiB");
  }

  @Test
  void factoriesRefuseNegativeAndTooLargeNumbers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ByteSize.ofBytes(-1))
        .withMessage("-1 bytes is not a size: it is negative; the smallest size is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ByteSize.ofMebibytes(-1))
        .withMessage("'-1 MiB' is not a size: it is negative (position 1)" + END);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ByteSize.ofGibibytes(1L << 33))
        .withMessage(
            "'8589934592 GiB' is not a size: it is too large,"
                + " the largest size is 9223372036854775807 bytes"
                + END);
    assertThat(ByteSize.ofGibibytes((1L << 33) - 1).bytes())
        .isEqualTo(Long.MAX_VALUE - (1 << 30) + 1);
  }

  @Test
  void sizesAreEqualAndOrderedByTheirBytes() {
    ByteSize size = ByteSize.parse("1MiB");

    assertThat(size)
        .isEqualTo(ByteSize.parse("1024KiB"))
        .hasSameHashCodeAs(ByteSize.ofBytes(1 << 20))
        .isEqualByComparingTo(ByteSize.ofBytes(1 << 20))
        .isNotEqualTo(ByteSize.parse("1MB"))
        .isGreaterThan(ByteSize.parse("1MB"))
        .isLessThan(ByteSize.ofBytes(Long.MAX_VALUE));
  }
}
