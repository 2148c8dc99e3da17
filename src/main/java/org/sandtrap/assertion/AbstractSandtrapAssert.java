package org.sandtrap.assertion;

import java.util.function.Function;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractObjectAssert;
import org.assertj.core.api.AssertFactory;

/**
 * What all assertions of Sandtrap have in common: the one way in which they fail, and the one in
 * which they go on with a part of what they check.
 *
 * @param <SELF> the type of the assertions, for chaining
 * @param <ACTUAL> what is checked
 */
public abstract class AbstractSandtrapAssert<
        SELF extends AbstractSandtrapAssert<SELF, ACTUAL>, ACTUAL>
    extends AbstractObjectAssert<SELF, ACTUAL> {
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
      throw failureWithActualExpected(found, expected, "%s", message.get());
    }
    return myself;
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
   * @param part takes the part out; null where there is none, which a check must have told before
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
