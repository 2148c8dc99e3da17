package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.opentest4j.AssertionFailedError;

/** What a check says that fails: the message, and the two values of which an IDE shows a diff. */
final class Failing {
  private Failing() {}

  static void assertFails(ThrowingCallable check, Object expected, Object actual, String message) {
    assertThatThrownBy(check)
        .hasMessage(message)
        .asInstanceOf(type(AssertionFailedError.class))
        .satisfies(
            error -> {
              assertThat(error.getExpected().getValue()).isEqualTo(expected);
              assertThat(error.getActual().getValue()).isEqualTo(actual);
            });
  }

  /** The first line of each failure in a soft block. */
  static List<String> failures(Consumer<SandtrapSoftAssertions> checks) {
    SandtrapSoftAssertions softly = new SandtrapSoftAssertions();
    checks.accept(softly);
    return softly.assertionErrorsCollected().stream()
        .map(error -> error.getMessage().lines().findFirst().orElseThrow())
        .toList();
  }
}
