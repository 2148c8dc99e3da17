package org.sandtrap.assertion;

import java.util.Optional;
import java.util.function.Supplier;
import org.sandtrap.limit.ByteSize;

/**
 * Assertions on a size that a run used; {@link AbstractUsageAssert#peakMemory} makes them.
 *
 * @param <USAGE> the type of the assertions it came from
 */
public final class UsageSizeAssert<USAGE> extends AbstractByteSizeAssert<UsageSizeAssert<USAGE>> {
  private final USAGE usage;

  UsageSizeAssert(
      ByteSize actual,
      String subject,
      Optional<String> gap,
      Supplier<String> circumstances,
      USAGE usage) {
    super(actual, UsageSizeAssert.class, subject, gap, circumstances);
    this.usage = usage;
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
  public USAGE returnToUsage() {
    return usage;
  }
}
