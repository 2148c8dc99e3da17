package org.sandtrap.assertion;

import static org.assertj.core.presentation.StandardRepresentation.STANDARD_REPRESENTATION;

import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractObjectAssert;
import org.assertj.core.api.AssertFactory;
import org.assertj.core.description.Description;
import org.assertj.core.error.DescriptionFormatter;
import org.assertj.core.error.ErrorMessageFactory;
import org.assertj.core.presentation.Representation;

/**
 * The base of all assertions of Sandtrap: one way to fail, and one way to go on with a part of what
 * is checked.
 *
 * @param <SELF> the type of the assertions, for chaining
 * @param <ACTUAL> what is checked
 */
public abstract class AbstractSandtrapAssert<
        SELF extends AbstractSandtrapAssert<SELF, ACTUAL>, ACTUAL>
    extends AbstractObjectAssert<SELF, ACTUAL> {
  private static final String LINE_END = "%n";

  /**
   * For subclasses.
   *
   * @param actual what is checked
   * @param selfType the type of the assertions
   */
  protected AbstractSandtrapAssert(ACTUAL actual, Class<?> selfType) {
    super(actual, selfType);
    info.useRepresentation(SandtrapRepresentation.unlessRegistered(info.representation()));
  }

  /**
   * The only place where a check of Sandtrap fails, so that a change of AssertJ is one change here.
   *
   * @param holds whether the check passes
   * @param found what there is, and {@code expected} what there should be: an IDE shows the
   *     difference
   * @param expected see {@code found}
   * @param message what the failure says; may contain {@code %}
   * @return these assertions
   */
  protected final SELF check(
      boolean holds, Object found, Object expected, Supplier<String> message) {
    if (!holds) {
      throw failure(found, expected, message.get());
    }
    return myself;
  }

  /** AssertJ takes %n for the end of a line whatever one does, as in the word %network. */
  private AssertionError failure(Object found, Object expected, String message) {
    if (!message.contains(LINE_END)) {
      return failureWithActualExpected(found, expected, "%s", message);
    }
    AssertionError error = assertionError(new PlainMessage(message));
    error.setStackTrace(
        Stream.of(error.getStackTrace())
            .dropWhile(frame -> frame.getClassName().endsWith("Assert"))
            .toArray(StackTraceElement[]::new));
    return error;
  }

  /**
   * A message that is no format.
   *
   * @param text what it says
   */
  private record PlainMessage(String text) implements ErrorMessageFactory {
    @Override
    public String create(Description description, Representation representation) {
      return DescriptionFormatter.instance().format(description) + text;
    }

    @Override
    public String create(Description description) {
      return create(description, STANDARD_REPRESENTATION);
    }

    @Override
    public String create() {
      return text;
    }
  }

  /**
   * Goes on with a part of what is checked. Keeps what was said with {@code as()}, {@code
   * withFailMessage()} and {@code withRepresentation()}, and in soft assertions stays soft.
   *
   * <pre>{@code
   * assertThat(sandbox.run("true")).extracting(Run::pid, INTEGER).isPositive(); // passes
   * assertThat(sandbox.run("true")).extracting(Run::pid, INTEGER).isZero();     // fails
   * }</pre>
   *
   * @param <T> the type of the part
   * @param <ASSERT> the type of the assertions on it
   * @param extractor takes the part out
   * @param assertFactory makes the assertions on it
   * @return the assertions on it
   */
  @Override
  public <T, ASSERT extends AbstractAssert<?, ?>> ASSERT extracting(
      Function<? super ACTUAL, ? extends T> extractor, AssertFactory<T, ASSERT> assertFactory) {
    // Public, because AssertJ's proxies for soft assertions know it by its name if it is public.
    return super.extracting(extractor, assertFactory);
  }

  /**
   * Goes on with a part. The methods that use this are final, so that AssertJ's proxies for soft
   * assertions leave them alone and see what they call.
   *
   * @param part takes the part out; null where there is none, which a check must have reported
   *     before
   * @param factory makes the assertions on it
   */
  final <T, ASSERT extends AbstractAssert<?, ?>> ASSERT goOn(
      Function<ACTUAL, T> part, AssertFactory<T, ASSERT> factory) {
    isNotNull();
    T found = actual == null ? null : part.apply(actual);
    return found == null ? Unreachable.make(factory) : extracting(any -> found, factory);
  }

  /** The same; a failure begins with what the part is, after what was said with {@code as()}. */
  final <T, ASSERT extends AbstractAssert<?, ?>> ASSERT goOn(
      Function<ACTUAL, T> part, AssertFactory<T, ASSERT> factory, Function<ACTUAL, String> name) {
    ASSERT next = goOn(part, factory);
    if (actual != null) {
      String given = descriptionText();
      next.as("%s", given.isEmpty() ? name.apply(actual) : given + ": " + name.apply(actual));
    }
    return next;
  }
}
