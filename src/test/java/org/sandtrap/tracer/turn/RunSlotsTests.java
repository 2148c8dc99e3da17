package org.sandtrap.tracer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link RunSlots}. */
class RunSlotsTests {
  @Test
  void withoutANumberThereIsOneForEveryProcessor() {
    assertThat(RunSlots.count(null)).isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @Test
  void aNumberIsTaken() {
    assertThat(RunSlots.count("1")).isEqualTo(1);
    assertThat(RunSlots.count("999999")).isEqualTo(999_999);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "two", "1.5", " 2", "1000000", "99999999999"})
  void anythingElseIsRefusedWithTheRemedy(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunSlots.count(text))
        .withMessage(
            "System property sandtrap.parallel is '"
                + text
                + "', but must be the number of runs that may execute at once, 1 or more. Leave it"
                + " out for one per CPU.");
  }
}
