package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractDurationAssert;
import org.sandtrap.Run;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.DurationText;
import org.sandtrap.limit.Usage;

/**
 * How the figures of a usage are checked; {@link AbstractUsageAssert} says which there are.
 *
 * @param <SELF> the type of the assertions, for chaining
 */
abstract class AbstractFigureAssert<SELF extends AbstractFigureAssert<SELF>>
    extends AbstractSandtrapAssert<SELF, Usage> {
  private final Optional<Run> run;

  AbstractFigureAssert(Usage actual, Optional<Run> run, Class<?> selfType) {
    super(actual, selfType);
    this.run = run;
  }

  static Duration duration(String text) {
    return DurationText.parse(Objects.requireNonNull(text, "the duration is null"));
  }

  static ByteSize size(String text) {
    return ByteSize.parse(Objects.requireNonNull(text, "the size is null"));
  }

  final <T extends Comparable<T>> SELF checkAtMost(FigureWords<T> figure, T most) {
    Objects.requireNonNull(most, "the most that is expected is null");
    isNotNull();
    boolean holds = figure.total().apply(actual).compareTo(most) <= 0;
    return check(figure, holds, !holds, "at most ", most);
  }

  final <T extends Comparable<T>> SELF checkAtLeast(FigureWords<T> figure, T least) {
    Objects.requireNonNull(least, "the least that is expected is null");
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
                    "to " + figure.verb() + " " + wanted + figure.noun(),
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
    isNotNull();
    UsageDescription told = told();
    List<String> more = Stream.concat(details.stream(), figure.foremost(actual).stream()).toList();
    return new UsageSizeAssert<>(
            figure.total().apply(actual),
            name + " of " + told.program(),
            figure.gap(actual),
            () -> told.circumstances(more),
            myself)
        .as("%s", descriptionText());
  }

  final AbstractDurationAssert<?> time(FigureWords<Duration> figure, String name) {
    isNotNull();
    String given = descriptionText();
    String part = told().part(name);
    return assertThat(figure.total().apply(actual))
        .as("%s", given.isEmpty() ? part : given + ": " + part);
  }

  private UsageDescription told() {
    return new UsageDescription(actual, run);
  }
}
