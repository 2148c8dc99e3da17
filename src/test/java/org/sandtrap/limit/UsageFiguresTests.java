package org.sandtrap.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sandtrap.testing.MadeUsage;

/** A usage says which of its figures are exact. */
class UsageFiguresTests {
  private static final ProcessUsage SORT = MadeUsage.process(7, 0, "sort", 1_000_000, 3 << 20);

  @ParameterizedTest
  @EnumSource(Figure.class)
  void aFigureIsKnownOrSaysWhyNot(Figure figure) {
    assertThat(MadeUsage.ofTwo().knows(figure)).isTrue();
    assertThat(SORT.knows(figure)).isTrue();
    assertThat(Usage.NONE.knows(figure)).isTrue();
    Usage usage = MadeUsage.of(List.of(SORT), Map.of(figure, "nobody told"));
    assertThat(Arrays.stream(Figure.values()).filter(each -> !usage.knows(each)))
        .containsExactly(figure);
    assertThat(usage.missing()).containsExactly(Map.entry(figure, "nobody told"));
  }

  @Test
  void aProcessSaysItToo() {
    ProcessUsage lost = MadeUsage.unknown(8, Map.of(Figure.TRANSFER, "nobody told"));
    assertThat(lost.knows(Figure.TRANSFER)).isFalse();
    assertThat(lost.knows(Figure.MINOR_FAULTS)).isTrue();
  }

  @Test
  void theirOrderIsThatOfTheFigures() {
    Usage usage = MadeUsage.of(List.of(SORT), MadeUsage.without("nobody told"));
    assertThat(usage.missing().keySet()).containsExactly(Figure.values());
    assertThat(usage.missing()).isUnmodifiable();
  }

  @Test
  void aPeakThatIsNotExactIsShownAsSuch() {
    Map<Figure, String> missing = Map.of(Figure.PEAK_MEMORY, "nobody told");
    assertThat(MadeUsage.of(List.of(SORT), missing))
        .hasToString("cpu 1.5 ms, wall 1.5 s, peak at least 3 MiB, 1 process");
    ProcessUsage lost = MadeUsage.unknown(7, Map.of(Figure.TRANSFER, "nobody told"));
    assertThat(MadeUsage.of(List.of(lost), missing))
        .hasToString("cpu 0 s, wall 1.5 s, peak not known, 1 process");
  }

  @Test
  void aTransferIsThereOrMissing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MadeUsage.unknown(7, Map.of()))
        .withMessage("the transfer is not there, but nothing says why");
    assertThat(Usage.NONE.transfer()).hasValue(Transfer.NONE);
  }

  @Test
  void noTwoFiguresHaveTheSameName() {
    assertThat(Figure.MINOR_FAULTS).hasToString("minor page faults");
    assertThat(Arrays.stream(Figure.values()).map(Figure::plainName)).doesNotHaveDuplicates();
  }
}
