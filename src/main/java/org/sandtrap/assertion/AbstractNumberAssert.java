package org.sandtrap.assertion;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.assertj.core.api.ListAssert;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.sandtrap.Run;

/**
 * Assertions on the numbers that a run wrote; {@link AbstractRunAssert} says how they fail.
 *
 * @param <SELF> the type of the assertions, for chaining
 * @param <ACTUAL> the type of the run
 */
abstract class AbstractNumberAssert<
        SELF extends AbstractNumberAssert<SELF, ACTUAL>, ACTUAL extends Run>
    extends AbstractDenialAssert<SELF, ACTUAL> {
  AbstractNumberAssert(ACTUAL actual, Class<?> selfType) {
    super(actual, selfType);
  }

  /**
   * Checks that each word on standard output is a number as printf(3) writes them, such as {@code
   * 42}, {@code -1.5e-3}, {@code inf} or {@code nan}.
   *
   * <pre>{@code
   * assertThat(sandbox.run("echo", "1 -2.5")).wroteOnlyNumbers(); // passes
   * assertThat(sandbox.run("echo", "x = 1")).wroteOnlyNumbers();  // fails: 'x' is none
   * }</pre>
   *
   * @return these assertions
   */
  public SELF wroteOnlyNumbers() {
    isNotNull();
    hasStdout();
    Optional<Word> other =
        Word.of(actual.stdoutText()).stream().filter(word -> word.number().isEmpty()).findFirst();
    return checkRun(
        other.isEmpty(),
        other.map(Word::quoted).orElse(""),
        "a number",
        "to write only numbers",
        "it wrote " + other.map(Word::toString).orElse(""));
  }

  /**
   * Checks the numbers on standard output, all of them and in their order, each to a tolerance.
   *
   * <pre>{@code
   * assertThat(sandbox.run("echo", "1 3.1416")).wroteNumbers(within(0.001), 1, Math.PI); // passes
   * assertThat(sandbox.run("echo", "1 3.15")).wroteNumbers(within(0.001), 1, Math.PI);   // fails
   * }</pre>
   *
   * @param tolerance by how much each may differ
   * @param expected what they should be
   * @return these assertions
   * @throws IllegalArgumentException if the tolerance is infinite
   */
  public SELF wroteNumbers(Offset<Double> tolerance, double... expected) {
    return checkNumbers(Tolerance.of(tolerance), expected);
  }

  /**
   * Checks the numbers on standard output, all of them and in their order, each to a percentage of
   * the expected one.
   *
   * <pre>{@code
   * assertThat(sandbox.run("echo", "1 1010")).wroteNumbers(withPercentage(1), 1, 1000); // passes
   * assertThat(sandbox.run("echo", "1 1020")).wroteNumbers(withPercentage(1), 1, 1000); // fails
   * }</pre>
   *
   * @param tolerance by how much each may differ
   * @param expected what they should be
   * @return these assertions
   * @throws IllegalArgumentException if the tolerance is infinite
   */
  public SELF wroteNumbers(Percentage tolerance, double... expected) {
    return checkNumbers(Tolerance.of(tolerance), expected);
  }

  /**
   * Goes on with the numbers on standard output; fails at once where something else is among them.
   *
   * <pre>{@code
   * assertThat(sandbox.run("echo", "1 2")).stdoutNumbers().containsExactly(1.0, 2.0); // passes
   * assertThat(sandbox.run("echo", "1 2")).stdoutNumbers().hasSize(1);                // fails
   * }</pre>
   *
   * @return AssertJ's assertions on lists
   */
  public final ListAssert<Double> stdoutNumbers() {
    if (actual != null) {
      wroteOnlyNumbers();
    }
    return goOn(
        AbstractNumberAssert::numbers,
        Lists::of,
        run -> RunDescription.of("numbers on standard output", run));
  }

  /**
   * Checks that standard output was captured; what went elsewhere is empty here, which must not
   * look like a finding. Not final, so that it fails softly where a way goes on from it that
   * AssertJ's proxies leave alone.
   *
   * @return these assertions
   */
  protected SELF hasStdout() {
    return hasOutput("standard output", Run::stdoutPlace);
  }

  /**
   * The same of standard error.
   *
   * @return these assertions
   */
  protected SELF hasStderr() {
    return hasOutput("standard error", Run::stderrPlace);
  }

  private SELF hasOutput(String name, Function<Run, Optional<String>> placed) {
    Optional<String> place = actual == null ? Optional.empty() : placed.apply(actual);
    return checkRun(
        place.isEmpty(),
        place.orElse(""),
        "captured",
        "to have its " + name + " captured",
        "it went to " + place.orElse(""));
  }

  /** Null where something else is among them, or they are elsewhere. */
  private static List<Double> numbers(Run run) {
    List<Optional<Double>> all = Word.of(run.stdoutText()).stream().map(Word::number).toList();
    return run.stdoutPlace().isEmpty() && all.stream().allMatch(Optional::isPresent)
        ? all.stream().map(Optional::orElseThrow).toList()
        : null;
  }

  private SELF checkNumbers(Tolerance tolerance, double... expected) {
    Objects.requireNonNull(expected, "the expected numbers are null");
    wroteOnlyNumbers();
    List<Word> words = Word.of(actual.stdoutText());
    int common = Math.min(words.size(), expected.length);
    int wrong =
        IntStream.range(0, common)
            .filter(i -> !tolerance.accepts(words.get(i).number().orElseThrow(), expected[i]))
            .findFirst()
            .orElse(common);
    List<String> found = words.stream().map(Word::text).toList();
    List<String> wanted = Arrays.stream(expected).mapToObj(Tolerance::text).toList();
    if (wrong < common) {
      return checkRun(
          false,
          found,
          wanted,
          "to write a number " + tolerance.words() + " " + wanted.get(wrong) + ordinal(wrong),
          "it wrote " + words.get(wrong));
    }
    return checkRun(
        words.size() == expected.length,
        found,
        wanted,
        "to write " + count(expected.length),
        "it wrote " + words.size() + surplus(words, expected.length));
  }

  private static String ordinal(int index) {
    return " as number " + (index + 1);
  }

  private static String count(int count) {
    return count + (count == 1 ? " number" : " numbers");
  }

  private static String surplus(List<Word> words, int expected) {
    return words.size() > expected ? ", the first too many being " + words.get(expected) : "";
  }
}
