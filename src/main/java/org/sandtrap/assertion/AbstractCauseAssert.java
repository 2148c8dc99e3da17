package org.sandtrap.assertion;

import java.util.Objects;
import org.sandtrap.Cause;

/**
 * Assertions on why a run ended, to be inherited.
 *
 * @param <SELF> the type of the assertions, for chaining
 * @param <ACTUAL> the type of the cause; AssertJ's soft assertions look for it here
 */
public abstract class AbstractCauseAssert<
        SELF extends AbstractCauseAssert<SELF, ACTUAL>, ACTUAL extends Cause>
    extends AbstractSandtrapAssert<SELF, ACTUAL> {
  /**
   * For subclasses.
   *
   * @param actual the cause
   * @param selfType the type of the assertions
   */
  protected AbstractCauseAssert(ACTUAL actual, Class<?> selfType) {
    super(actual, selfType);
  }

  /**
   * Checks the sentence that says what happened.
   *
   * <pre>{@code
   * assertThat(sandbox.run("true")).cause().hasMessage("The program ended normally with exit code 0.");
   * assertThat(sandbox.run("false")).cause().hasMessage("The program ended normally."); // fails
   * }</pre>
   *
   * @param expected the whole sentence
   * @return these assertions
   */
  public SELF hasMessage(String expected) {
    Objects.requireNonNull(expected, "the message is null");
    isNotNull();
    String message = actual.message();
    return check(
        message.equals(expected),
        message,
        expected,
        () ->
            "Expected the message of the cause to be:\n  "
                + expected
                + "\nbut it is:\n  "
                + message);
  }

  /**
   * Checks a part of the sentence that says what happened.
   *
   * <pre>{@code
   * assertThat(sandbox.run("target/crash")).cause().hasMessageContaining("crash.c:7");  // passes
   * assertThat(sandbox.run("target/crash")).cause().hasMessageContaining("other.c:7");  // fails
   * }</pre>
   *
   * @param part the part
   * @return these assertions
   */
  public SELF hasMessageContaining(String part) {
    isNotNull();
    Objects.requireNonNull(part, "the part is null");
    String message = actual.message();
    return check(
        message.contains(part),
        message,
        part,
        () ->
            "Expected the message of the cause to contain:\n  "
                + part
                + "\nbut it is:\n  "
                + message);
  }
}
