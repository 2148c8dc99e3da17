package org.sandtrap.tracer.binding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each reason why JNA could not unpack a library has its own remedy. */
class LoadingRemedyTests {
  @ParameterizedTest
  @CsvSource({
    "IOException: /tmp/jna123.tmp (Too many open files), ulimit -n",
    "IOException: File too large, ulimit -f",
    "IOException: No space left on device, make some",
    "IOException: Disk quota exceeded, make some",
    "IOException: Read-only file system, JNA cannot write",
  })
  void theRemedyIsThatOfTheReason(String message, String remedy) {
    assertThat(LoadingRemedy.of(message)).contains(remedy);
  }
}
