package org.sandtrap.assertion;

import java.util.Objects;
import org.sandtrap.Cause;

/**
 * Assertions on why a run ended, to be inherited.
 *
 * @param <SELF> the type of the assertions, for chaining
 */
public abstract class AbstractCauseAssert<SELF extends AbstractCauseAssert<SELF>>
    extends AbstractSandtrapAssert<SELF, Cause> {
  /**
   * For subclasses.
   *
   * @param actual the cause
   * @param selfType the type of the assertions
   */
  protected AbstractCauseAssert(Cause actual, Class<?> selfType) {
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
    Objects.requireNonNull(part, "part");
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
