package org.sandtrap.assertion;

import org.jspecify.annotations.Nullable;
import org.sandtrap.limit.ByteSize;

/**
 * Assertions on a size that a run used; {@link AbstractUsageAssert#peakMemory} makes them.
 *
 * @param <USAGE> the type of the assertions it came from
 */
public class UsageSizeAssert<USAGE>
    extends AbstractByteSizeAssert<UsageSizeAssert<USAGE>, ByteSize> {
  private USAGE usage;

  /**
   * For AssertJ, whose soft assertions subclass this.
   *
   * @param actual the size
   */
  protected UsageSizeAssert(@Nullable ByteSize actual) {
    super(actual, UsageSizeAssert.class);
  }

  final UsageSizeAssert<USAGE> returningTo(USAGE origin) {
    usage = origin;
    return this;
  }

  /**
   * Goes back to the assertions on what the run used.
   *
   * <pre>{@code
   * assertThat(run).usage().peakMemory().isLessThan("64MiB").returnToUsage().tookAtMost("1s");
   * }</pre>
   *
   * @return the assertions that this came from
   */
  public final USAGE returnToUsage() {
    return usage;
  }
}
