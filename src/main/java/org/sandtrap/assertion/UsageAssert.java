package org.sandtrap.assertion;

import org.jspecify.annotations.Nullable;
import org.sandtrap.Run;
import org.sandtrap.limit.Usage;

/**
 * Assertions on what a run used; {@link AbstractRunAssert#usage} and {@link
 * SandtrapAssertions#assertThat(Usage)} make them.
 */
public class UsageAssert extends AbstractUsageAssert<UsageAssert, Usage> {
  /**
   * Assertions on what was used. Assertions made from a run say more when they fail.
   *
   * @param actual what was used, which may be null: every check of it then fails
   */
  public UsageAssert(@Nullable Usage actual) {
    super(actual, UsageAssert.class);
  }

  /**
   * Assertions on what a run used.
   *
   * @param run the run
   */
  public UsageAssert(Run run) {
    super(run.usage(), UsageAssert.class);
    of(run);
  }
}
