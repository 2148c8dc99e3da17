package org.sandtrap.syscall;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link Errno}. */
class ErrnoTests {
  @ParameterizedTest
  @CsvSource({
    "1, EPERM, Operation not permitted",
    "2, ENOENT, No such file or directory",
    "11, EAGAIN, Resource temporarily unavailable",
    "26, ETXTBSY, Text file busy",
    "35, EDEADLK, Resource deadlock avoided",
    "38, ENOSYS, Function not implemented",
    "95, EOPNOTSUPP, Operation not supported",
    "133, EHWPOISON, Memory page has hardware error"
  })
  void aNumberHasNameAndDescription(int number, String name, String description) {
    assertThat(Errno.of(number)).contains(Errno.valueOf(name));
    assertThat(Errno.name(number)).isEqualTo(name);
    assertThat(Errno.valueOf(name).number()).isEqualTo(number);
    assertThat(Errno.valueOf(name).description()).isEqualTo(description);
  }

  @Test
  void everyNumberUpToTheLastIsThereExceptTheTwoLinuxLeavesOut() {
    for (int number = 1; number <= 133; number++) {
      assertThat(Errno.of(number).isPresent())
          .as("errno %d", number)
          .isEqualTo(number != 41 && number != 58);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, -2, 41, 58, 134, 512, 999})
  void unknownNumbersStayNumbers(int number) {
    assertThat(Errno.of(number)).isEmpty();
    assertThat(Errno.name(number)).isEqualTo("errno " + number);
  }
}
