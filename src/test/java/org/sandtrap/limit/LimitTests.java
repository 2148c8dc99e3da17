package org.sandtrap.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Tests of {@link Limit}. */
class LimitTests {
  @Test
  void aLimitHasANameForAnnotationsAndOneForSentences() {
    assertThat(Limit.WALL.attribute()).isEqualTo("wall");
    assertThat(Limit.WALL.plainName()).isEqualTo("wall time");
    assertThat(Limit.WALL).hasToString("wall time");
    assertThat(Limit.ADDRESS_SPACE.attribute()).isEqualTo("addressSpace");
    assertThat(Limit.ADDRESS_SPACE.plainName()).isEqualTo("address space");
  }

  @Test
  void noTwoLimitsHaveTheSameName() {
    assertThat(Arrays.stream(Limit.values()).map(Limit::attribute)).doesNotHaveDuplicates();
    assertThat(Arrays.stream(Limit.values()).map(Limit::plainName)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(Limit.class)
  void whatIsCountedIsOneSentence(Limit limit) {
    assertThat(limit.description()).matches("[A-Z][^.]+\\.");
  }

  @ParameterizedTest
  @EnumSource(
      value = Limit.class,
      names = {"ADDRESS_SPACE", "STACK", "THREADS", "OPEN_FILES"})
  void atSomeLimitsCallsFailAndTheProgramGoesOn(Limit limit) {
    assertThat(limit.endsRun()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = Limit.class,
      mode = Mode.EXCLUDE,
      names = {"ADDRESS_SPACE", "STACK", "THREADS", "OPEN_FILES"})
  void atTheOthersTheRunEnds(Limit limit) {
    assertThat(limit.endsRun()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Limit.class)
  void onlyTimeOnTheClockIsForgivenToAProgramThatHasEnded(Limit limit) {
    assertThat(limit.conclusive()).isEqualTo(limit != Limit.WALL && limit != Limit.IDLE);
  }

  @Test
  void aKindWritesWhatWasMeasured() {
    assertThat(Kind.DURATION.text(1_200_000_000)).isEqualTo("1.2 s");
    assertThat(Kind.SIZE.text(67108864)).isEqualTo("64 MiB");
    assertThat(Kind.COUNT.text(17)).isEqualTo("17");
    assertThat(Kind.COUNT.plainName()).isEqualTo("a count");
    assertThat(Kind.DURATION.unit()).isEqualTo("nanoseconds");
  }
}
