package org.sandtrap.assertion;

import java.util.function.Consumer;
import org.assertj.core.api.AbstractSoftAssertions;
import org.assertj.core.api.SoftAssertionsProvider;
import org.assertj.core.api.StandardSoftAssertionsProvider;

/**
 * Soft assertions: a failure does not end the test, all are reported at the end. They take
 * AssertJ's own as well, and stay soft where they go on from a run to its parts. What lies behind a
 * failure, as the output of a run that is null, is not checked.
 *
 * <pre>{@code
 * assertSoftly(
 *     softly -> {
 *       softly.assertThat(run).exitedWith(0).stdout().isEqualTo("2\n");
 *       softly.assertThat(run).usage().tookAtMost("1s").peakMemory().isLessThan("8MiB");
 *     });
 * }</pre>
 *
 * <p>With JUnit, AssertJ's {@code SoftAssertionsExtension} provides them as a parameter, or in a
 * field with {@code @InjectSoftAssertions}.
 */
public class SandtrapSoftAssertions extends AbstractSoftAssertions
    implements StandardSoftAssertionsProvider, SandtrapSoftAssertionsProvider {
  /** None has failed yet. */
  public SandtrapSoftAssertions() {}

  /**
   * Makes assertions and then fails with all failures, if there are any.
   *
   * <pre>{@code
   * SandtrapSoftAssertions.assertSoftly(softly -> softly.assertThat(run).exitedWith(0));
   * }</pre>
   *
   * @param assertions makes the assertions
   */
  public static void assertSoftly(Consumer<SandtrapSoftAssertions> assertions) {
    SoftAssertionsProvider.assertSoftly(SandtrapSoftAssertions.class, assertions);
  }
}
