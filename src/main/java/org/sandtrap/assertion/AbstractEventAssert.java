package org.sandtrap.assertion;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.sandtrap.launch.VisibleText;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Trace;

/**
 * The base of the assertions on a trace: how a check fails, what it shows, and when it must not
 * pass because the trace lacks what it asks for.
 *
 * @param <SELF> the type of the assertions, for chaining
 * @param <ACTUAL> the type of the trace
 */
public abstract class AbstractEventAssert<
        SELF extends AbstractEventAssert<SELF, ACTUAL>, ACTUAL extends Trace>
    extends AbstractSandtrapAssert<SELF, ACTUAL> {
  private static final int SHOWN = 100;
  private static final int NAMED = 5;

  /**
   * For subclasses.
   *
   * @param actual the trace
   * @param selfType the type of the assertions
   */
  protected AbstractEventAssert(ACTUAL actual, Class<?> selfType) {
    super(actual, selfType);
  }

  /** What a call did, for each call that did it. */
  final List<FileDeed> deeds(Function<Call, Optional<FileDeed>> kind) {
    return actual.events().stream()
        .flatMap(
            event ->
                event instanceof Call call
                    ? kind.apply(call).stream()
                    : Optional.<FileDeed>empty().stream())
        .toList();
  }

  /**
   * Checks that something did not happen; fails as well where the trace lacks what would tell.
   *
   * @param expectation what the program should have done: {@code "to delete nothing"}
   * @param words the calls by which it happens, as in rules
   * @param found how often it happened
   */
  final SELF checkNone(String expectation, List<String> words, Supplier<List<Offence>> found) {
    return checkNone(expectation, words, found, trace -> Coverage.FULL);
  }

  /**
   * The same, where a trace with all these calls may still not tell.
   *
   * @param further what else the trace must tell
   */
  final SELF checkNone(
      String expectation,
      List<String> words,
      Supplier<List<Offence>> found,
      Function<Trace, Coverage> further) {
    isNotNull();
    List<Offence> offences = found.get();
    return offences.isEmpty()
        ? checkSeen(
            expectation,
            Coverage.withResults(actual, Coverage.calls(words)).and(further.apply(actual)))
        : report(offences, expectation);
  }

  /** Checks that the trace has what a check must see. */
  final SELF checkSeen(String expectation, Coverage coverage) {
    return check(
        coverage.isFull(),
        coverage.gaps(),
        List.of(),
        () -> message(expectation, coverage.isFull() ? "" : coverage.gap()) + Excerpt.end(actual));
  }

  /** Fails with these, of which the first is shown with the calls around it. */
  final SELF report(List<Offence> offences, String expectation) {
    return check(
        false,
        offences.stream().limit(SHOWN).map(one -> Excerpt.line(one.event())).toList(),
        List.of(),
        () ->
            message(expectation, Offence.text(offences))
                + Excerpt.around(actual, offences.get(0).event()));
  }

  /**
   * Checks that something happened.
   *
   * @param expectation what the program should have done: {@code "to delete /tmp/a"}
   * @param words the calls by which it happens, as in rules
   * @param found whether it happened
   * @param finding what it did instead, as a clause: {@code "it deleted nothing"}
   */
  final SELF checkSome(
      String expectation, List<String> words, Supplier<Boolean> found, Supplier<String> finding) {
    return checkSome(expectation, words, found, finding, List::of);
  }

  /**
   * The same, with what happened that is like it.
   *
   * @param similar such things, the nearest first
   */
  final SELF checkSome(
      String expectation,
      List<String> words,
      Supplier<Boolean> found,
      Supplier<String> finding,
      Supplier<List<String>> similar) {
    isNotNull();
    boolean holds = found.get();
    return check(
        holds,
        holds ? "" : finding.get(),
        expectation,
        () -> {
          Coverage coverage = Coverage.withResults(actual, Coverage.calls(words));
          String clause = coverage.isFull() ? finding.get() : coverage.gap();
          return message(expectation, clause) + similar(similar.get()) + Excerpt.end(actual);
        });
  }

  /** A paragraph that names things that are like what was expected; nothing where none is. */
  static String similar(List<String> all) {
    return all.isEmpty()
        ? ""
        : all.stream()
            .distinct()
            .limit(NAMED)
            .map(one -> "\n   " + VisibleText.line(one))
            .collect(Collectors.joining("", "\nSimilar is:", "\nThe end of the trace:"));
  }

  /** The beginning of a message. */
  static String message(String expectation, String finding) {
    return "Expected the program " + expectation + ", but " + VisibleText.line(finding) + ".";
  }

  /** Names in a sentence: of many the first. */
  static String listed(String verb, List<String> all) {
    List<String> some = all.stream().distinct().limit(NAMED).toList();
    long more = all.stream().distinct().count() - some.size();
    return some.isEmpty()
        ? "it " + verb + " nothing"
        : "it " + verb + " " + String.join(", ", some) + (more > 0 ? " and " + more + " more" : "");
  }
}
