package org.sandtrap.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests of {@link Limit}. */
class LimitTests {
  @Test
  void aLimitHasANameForAnnotationsAndOneForSentences() {
    assertThat(Limit.WALL.attribute()).isEqualTo("wall");
    assertThat(Limit.WALL.plainName()).isEqualTo("wall time");
    assertThat(Limit.WALL).hasToString("wall time");
    assertThat(Limit.OUTPUT.attribute()).isEqualTo("output");
    assertThat(Limit.OUTPUT.plainName()).isEqualTo("output");
  }

  @ParameterizedTest
  @EnumSource(Limit.class)
  void whatIsCountedIsOneSentence(Limit limit) {
    assertThat(limit.description()).matches("[A-Z][^.]+\\.");
  }
}
