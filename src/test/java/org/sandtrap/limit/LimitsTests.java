package org.sandtrap.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link Limits}. */
class LimitsTests {
  @Test
  void theDefaultsAreTenSecondsAndSixteenMebibytes() {
    assertThat(Limits.defaults().wall()).contains(Duration.ofSeconds(10));
    assertThat(Limits.defaults().output()).contains(ByteSize.ofMebibytes(16));
    assertThat(Limits.defaults()).hasToString("wall time 10 s, output 16 MiB");
  }

  @Test
  void unlimitedSetsNothing() {
    assertThat(Limits.unlimited().wall()).isEmpty();
    assertThat(Limits.unlimited().output()).isEmpty();
    assertThat(Limit.values())
        .allMatch(limit -> Limits.unlimited().amount(limit).isEmpty())
        .allMatch(limit -> Limits.unlimited().text(limit).equals("unlimited"));
    assertThat(Limits.unlimited()).hasToString("unlimited");
  }

  @Test
  void aWitherChangesOneLimitOfACopy() {
    Limits before = Limits.defaults();

    Limits after = before.withWall(Duration.ofMillis(250)).withOutput(ByteSize.ofBytes(0));

    assertThat(after.wall()).contains(Duration.ofMillis(250));
    assertThat(after.output()).contains(ByteSize.ofBytes(0));
    assertThat(before).isEqualTo(Limits.defaults()).hasToString("wall time 10 s, output 16 MiB");
  }

  @Test
  void textsAreReadAndShownInTheirUnit() {
    Limits limits = Limits.defaults().withWall("1500ms").withOutput("2048 KiB");

    assertThat(limits.wall()).contains(Duration.ofMillis(1500));
    assertThat(limits.text(Limit.WALL)).isEqualTo("1500 ms");
    assertThat(limits.output()).contains(ByteSize.ofMebibytes(2));
    assertThat(limits.text(Limit.OUTPUT)).isEqualTo("2048 KiB");
    assertThat(limits.withWall("90s")).hasToString("wall time 90 s, output 2048 KiB");
    assertThat(limits.withWall("0.50h").text(Limit.WALL)).isEqualTo("0.5 h");
    assertThat(limits.withWall(Duration.ofSeconds(90)).text(Limit.WALL)).isEqualTo("1 min 30 s");
  }

  @Test
  void unlimitedAsATextTakesALimitAway() {
    assertThat(Limits.defaults().withWall("unlimited"))
        .isEqualTo(Limits.defaults().without(Limit.WALL))
        .hasToString("output 16 MiB");
    assertThat(Limits.defaults().withOutput("unlimited"))
        .isEqualTo(Limits.defaults().without(Limit.OUTPUT))
        .hasToString("wall time 10 s");
    assertThat(Limits.unlimited().without(Limit.WALL)).isEqualTo(Limits.unlimited());
  }

  @Test
  void theStackIsTheJvmsUntilSomethingIsSaid() {
    assertThat(Limits.defaults().inheritsStack()).isTrue();
    assertThat(Limits.defaults().stack()).isEmpty();
    assertThat(Limits.defaults().text(Limit.STACK)).isEqualTo("as the JVM's");
    Limits endless = Limits.defaults().withStack("unlimited");
    assertThat(endless.inheritsStack()).isFalse();
    assertThat(endless.stack()).isEmpty();
    assertThat(endless.text(Limit.STACK)).isEqualTo("unlimited");
    assertThat(endless).isNotEqualTo(Limits.defaults());
    assertThat(Limits.defaults().withStack("1MiB").inheritsStack()).isFalse();
    assertThat(Limits.unlimited().inheritsStack()).isFalse();
  }

  @Test
  void limitsAreEqualWhenTheirValuesAre() {
    assertThat(Limits.defaults().withWall("1.5s").withOutput("1MiB"))
        .isEqualTo(Limits.defaults().withWall("1500ms").withOutput("1024KiB"))
        .hasSameHashCodeAs(Limits.defaults().withWall("1500ms").withOutput("1024KiB"))
        .isNotEqualTo(Limits.defaults())
        .isNotEqualTo(Limits.defaults().withWall("1.5s"));
  }

  @Test
  void errorsInTextsStartWithTheLimitAndMentionUnlimited() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Limits.defaults().withWall("10 parsecs"))
        .withMessage(
            "wall: '10 parsecs' is not a duration: unknown unit 'parsecs' at position 4;"
                + " units are ns, us, µs, ms, s, min, h;"
                + " write for example \"250ms\", \"1.5s\", \"2min\" or \"unlimited\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Limits.defaults().withOutput("Unlimited"))
        .withMessage(
            "output: 'Unlimited' is not a size: expected a digit at position 1 but found 'U';"
                + " write for example \"64MiB\", \"1.5GB\", \"4096\" or \"unlimited\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Limits.defaults().withOutput(""))
        .withMessageStartingWith("output: '' is not a size: it is empty;");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "0.0ms", "0h"})
  void aWallTimeOfNothingIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Limits.defaults().withWall(text))
        .withMessageMatching(
            "wall: 0 (s|ms|h) leaves no time to run: a limit must be longer than 0;"
                + " for no limit write \"unlimited\"");
  }

  @Test
  void negativeAndTooLongWallTimesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Limits.defaults().withWall(Duration.ofSeconds(-1)))
        .withMessage(
            "wall: -1 s leaves no time to run: a limit must be longer than 0;"
                + " for no limit write \"unlimited\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Limits.defaults().withWall(Duration.ofNanos(Long.MAX_VALUE).plusNanos(1)))
        .withMessage(
            "wall: 2562047 h 47 min 16.9 s is too long: the longest limit is 292 years;"
                + " for no limit write \"unlimited\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Limits.defaults().withWall(Duration.ofSeconds(Long.MAX_VALUE)))
        .withMessageContaining("is too long");
  }

  @Test
  void theShortestAndTheLongestWallTimeAreTaken() {
    assertThat(Limits.defaults().withWall(Duration.ofNanos(1)).wall())
        .contains(Duration.ofNanos(1));
    assertThat(Limits.defaults().withWall(Duration.ofNanos(Long.MAX_VALUE)).wall())
        .contains(Duration.ofNanos(Long.MAX_VALUE));
  }

  @Test
  void nullIsRefused() {
    assertThatNullPointerException()
        .isThrownBy(() -> Limits.defaults().withOutput((ByteSize) null))
        .withMessage("output is null");
    assertThatNullPointerException()
        .isThrownBy(() -> Limits.defaults().withWall((Duration) null))
        .withMessage("wall is null");
    assertThatNullPointerException()
        .isThrownBy(() -> Limits.defaults().withThreads((String) null))
        .withMessage("threads is null");
    assertThatNullPointerException()
        .isThrownBy(() -> Limits.defaults().withLimits(null))
        .withMessage("limits is null");
  }
}
