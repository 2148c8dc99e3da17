package org.sandtrap.assertion;

import java.util.function.Consumer;
import org.assertj.core.api.AbstractSoftAssertions;
import org.assertj.core.api.BDDSoftAssertionsProvider;
import org.assertj.core.api.SoftAssertionsProvider;

/**
 * Soft assertions for tests that say given, when, then; otherwise the same as {@link
 * SandtrapSoftAssertions}.
 *
 * <pre>{@code
 * assertSoftly(softly -> softly.then(run).exitedWith(0).stdout().isEqualTo("2\n"));
 * }</pre>
 */
public class BddSandtrapSoftAssertions extends AbstractSoftAssertions
    implements BDDSoftAssertionsProvider, BddSandtrapSoftAssertionsProvider {
  /** None has failed yet. */
  public BddSandtrapSoftAssertions() {}

  /**
   * Makes assertions and then fails with all failures, if there are any.
   *
   * <pre>{@code
   * BddSandtrapSoftAssertions.assertSoftly(softly -> softly.then(run).exitedWith(0));
   * }</pre>
   *
   * @param assertions makes the assertions
   */
  public static void assertSoftly(Consumer<BddSandtrapSoftAssertions> assertions) {
    SoftAssertionsProvider.assertSoftly(BddSandtrapSoftAssertions.class, assertions);
  }
}
