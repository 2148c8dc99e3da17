package org.sandtrap.tracer.binding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kernel versions as distributions write them. */
class KernelVersionTests {
  @ParameterizedTest
  @CsvSource({
    "6.1.0-18-amd64, 6, 1",
    "5.4, 5, 4",
    "5.10.16.3-microsoft-standard-WSL2, 5, 10",
    "6.18-rc1, 6, 18",
  })
  void readsTheFirstTwoNumbers(String release, int major, int minor) {
    assertThat(KernelVersion.parse(release)).contains(new KernelVersion(major, minor));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "6", "six.one", "999999999999.1", "6.999999999999"})
  void whatIsNoVersionIsNotHeldAgainstTheHost(String release) {
    assertThat(KernelVersion.parse(release)).isEmpty();
    assertThat(KernelVersion.obstacle(release)).isEmpty();
  }

  @Test
  void anOldKernelIsNamedWithTheRemedy() {
    assertThat(KernelVersion.obstacle("4.19.0-26-amd64"))
        .hasToString(
            "Optional[This is Linux 4.19.0-26-amd64, but Sandtrap needs 5.4 or later. Install a newer kernel; in a"
                + " container that is the host's kernel. gVisor imitates an old one: use the runtime runc instead.]");
    assertThat(KernelVersion.obstacle("5.3.18")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5.4.0", "5.15.0-1", "6.0", "10.0"})
  void aNewKernelIsNoObstacle(String release) {
    assertThat(KernelVersion.obstacle(release)).isEmpty();
  }
}
