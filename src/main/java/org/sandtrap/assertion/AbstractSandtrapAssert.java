package org.sandtrap.assertion;

import java.util.function.Supplier;
import org.assertj.core.api.AbstractAssert;

/**
 * What all assertions of Sandtrap have in common: the one way in which they fail.
 *
 * @param <SELF> the type of the assertions, for chaining
 * @param <ACTUAL> what is checked
 */
public abstract class AbstractSandtrapAssert<
        SELF extends AbstractSandtrapAssert<SELF, ACTUAL>, ACTUAL>
    extends AbstractAssert<SELF, ACTUAL> {
  /**
   * For subclasses.
   *
   * @param actual what is checked
   * @param selfType the type of the assertions
   */
  protected AbstractSandtrapAssert(ACTUAL actual, Class<?> selfType) {
    super(actual, selfType);
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
}
