package org.sandtrap.assertion;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractDurationAssert;
import org.assertj.core.api.DurationAssert;
import org.sandtrap.Run;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.DurationText;
import org.sandtrap.limit.Usage;

/**
 * How the figures of a usage are checked; {@link AbstractUsageAssert} says which there are.
 *
 * @param <SELF> the type of the assertions, for chaining
 * @param <ACTUAL> the type of the usage
 */
abstract class AbstractFigureAssert<
        SELF extends AbstractFigureAssert<SELF, ACTUAL>, ACTUAL extends Usage>
    extends AbstractSandtrapAssert<SELF, ACTUAL> {
  /** Whose usage it is. Not final: AssertJ's soft assertions construct with a usage alone. */
  private Optional<Run> run = Optional.empty();

  AbstractFigureAssert(ACTUAL actual, Class<?> selfType) {
    super(actual, selfType);
  }

  /** Tells whose usage it is; null when that is not known. */
  final SELF of(Run owner) {
    run = Optional.ofNullable(owner);
    return myself;
  }

  static Duration duration(String text) {
    return DurationText.parse(Objects.requireNonNull(text, "the duration is null"));
  }

  static ByteSize size(String text) {
    return ByteSize.parse(Objects.requireNonNull(text, "the size is null"));
  }

  final <T extends Comparable<T>> SELF checkAtMost(FigureWords<T> figure, T most) {
    FigureWords.checked(Objects.requireNonNull(most, "the most that is expected is null"));
    isNotNull();
    boolean holds = figure.total().apply(actual).compareTo(most) <= 0;
    return check(figure, holds, !holds, "at most ", most);
  }

  final <T extends Comparable<T>> SELF checkAtLeast(FigureWords<T> figure, T least) {
    FigureWords.checked(Objects.requireNonNull(least, "the least that is expected is null"));
    isNotNull();
    boolean holds = figure.total().apply(actual).compareTo(least) >= 0;
    return check(figure, holds, holds, "at least ", least);
  }

  private <T extends Comparable<T>> SELF check(
      FigureWords<T> figure, boolean holds, boolean settled, String bound, T expected) {
    Known known = figure.known(actual, expected);
    String wanted = bound + figure.text(expected);
    return check(
        holds && known.answers(settled),
        known.found(),
        wanted,
        () ->
            told()
                .failure(
                    "to " + figure.verb() + " " + wanted + figure.noun(expected),
                    known.clause("it " + figure.past(), settled),
                    figure.foremost(actual).stream().toList()));
  }

  final SELF checkProcesses(boolean holds, String bound, long expected) {
    String noun = expected == 1 ? " process" : " processes";
    return check(
        holds,
        Long.toString(actual.processesCreated()),
        bound + expected,
        () ->
            told()
                .failure(
                    "to have " + bound + expected + noun,
                    "it had " + actual.processesCreated(),
                    told().roll()));
  }

  final UsageSizeAssert<SELF> peak(
      FigureWords<ByteSize> figure, String name, List<String> details) {
    UsageSizeAssert<SELF> size =
        goOn(figure.total()::apply, (ByteSize found) -> new UsageSizeAssert<SELF>(found))
            .returningTo(myself);
    if (actual != null) {
      UsageDescription told = told();
      List<String> more =
          Stream.concat(details.stream(), figure.foremost(actual).stream()).toList();
      size.of(name + " of " + told.program(), figure.gap(actual), () -> told.circumstances(more));
    }
    return size;
  }

  final AbstractDurationAssert<?> time(FigureWords<Duration> figure, String name) {
    return goOn(figure.total()::apply, DurationAssert::new, usage -> told().part(name));
  }

  private UsageDescription told() {
    return new UsageDescription(actual, run);
  }
}
