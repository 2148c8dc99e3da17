package org.sandtrap.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which values the limits take, and what is said about others. */
class LimitValueTests {
  private static final String NONE = "; for no limit write \"unlimited\"";
  private static final String COUNTS =
      "; write for example \"1\", \"16\", \"1024\" or \"unlimited\"";

  @ParameterizedTest
  @CsvSource({
    "WALL, 1ns, 1",
    "CPU, 1ns, 1",
    "IDLE, 9223372036854775807ns, 9223372036854775807",
    "MEMORY, 1B, 1",
    "MEMORY, 9223372036854775807, 9223372036854775807",
    "ADDRESS_SPACE, 1, 1",
    "STACK, 4KiB, 4096",
    "OUTPUT, 0, 0",
    "FILE_SIZE, 0 B, 0",
    "DISK, 0, 0",
    "FILES, 0, 0",
    "PROCESSES, 1, 1",
    "PROCESSES, 0016, 16",
    "THREADS, 2147483647, 2147483647",
    "OPEN_FILES, 3, 3"
  })
  void theSmallestAndTheLargestValuesAreTaken(Limit limit, String text, long amount) {
    assertThat(Limits.unlimited().with(limit, text).amount(limit)).hasValue(amount);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "WALL|0s|0 s leaves no time to run: a limit must be longer than 0",
        "CPU|0.0ms|0 ms leaves no time to run: a limit must be longer than 0",
        "IDLE|0h|0 h leaves no time to run: a limit must be longer than 0",
        "MEMORY|0|0 B leaves no memory to run in: a limit must be larger than 0",
        "ADDRESS_SPACE|0KiB|0 KiB leaves no memory to run in: a limit must be larger than 0",
        "STACK|4095|4095 B is too small for a stack: the smallest limit is 4096 B, one page",
        "STACK|1kB|1 kB is too small for a stack: the smallest limit is 4096 B, one page",
        "PROCESSES|0|0 leaves no process to run: the smallest limit is 1, the main process",
        "THREADS|0|0 leaves no thread to run: the smallest limit is 1, the first thread",
        "OPEN_FILES|2|2 is too small: the smallest limit is 3, for standard input, output and"
            + " error"
      })
  void whatMakesNoSenseIsRefused(Limit limit, String text, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Limits.unlimited().with(limit, text))
        .withMessage(limit.attribute() + ": " + problem + NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FILES|-1|-1 is negative: the smallest limit is 0",
        "PROCESSES|-1|-1 leaves no process to run: the smallest limit is 1, the main process",
        "THREADS|2147483648|2147483648 is too large: the largest limit is 2147483647",
        "OPEN_FILES|9223372036854775807|9223372036854775807 is too large: the largest limit is"
            + " 2147483647"
      })
  void aNumberThatMakesNoSenseIsRefused(Limit limit, long number, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Limits.unlimited().with(limit, number))
        .withMessage(limit.attribute() + ": " + problem + NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "''|it is empty",
        "-1|it is negative (position 1)",
        "many|expected a digit at position 1 but found 'm'",
        " 1|expected a digit at position 1 but found ' '",
        "Unlimited|expected a digit at position 1 but found 'U'",
        "1.5|found '.' at position 2, a count is a whole number",
        "16.0|found '.' at position 3, a count is a whole number",
        "16.|found '.' at position 3, a count is digits only",
        "1k|found 'k' at position 2, a count is digits only",
        "1_000|found '_' at position 2, a count is digits only",
        "1,000|found ',' at position 2, a count is digits only",
        "16 |found ' ' at position 3, a count is digits only",
        "16 processes|found ' ' at position 3, a count is digits only",
        "16😀|found '😀' at position 3, a count is digits only",
        "2147483648|it is too large, the largest count is 2147483647",
        "99999999999999999999|it is too large, the largest count is 2147483647"
      })
  void whatIsNoCountIsRefusedWithTheReason(String text, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Limits.unlimited().withProcesses(text))
        .withMessage("processes: '" + text + "' is not a count: " + problem + COUNTS);
  }

  @Test
  void aTextOfAnotherKindIsReadAsThatOfTheLimit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Limits.unlimited().withMemory("1s"))
        .withMessage(
            "memory: '1s' is not a size: unknown unit 's' at position 2; units are B, kB, MB, GB,"
                + " TB, KiB, MiB, GiB, TiB; write for example \"64MiB\", \"1.5GB\", \"4096\" or"
                + " \"unlimited\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Limits.unlimited().withCpu("64MiB"))
        .withMessageStartingWith("cpu: '64MiB' is not a duration: unknown unit 'MiB'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Limits.unlimited().withAddressSpace("10 parsecs"))
        .withMessageStartingWith("addressSpace: '10 parsecs' is not a size: unknown unit");
  }
}
