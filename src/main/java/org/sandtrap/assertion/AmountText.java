package org.sandtrap.assertion;

import java.math.BigDecimal;
import java.time.Duration;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.DurationText;

/**
 * The text of an amount that was found, to be read beside the expected one. Amounts are rounded for
 * reading; where the two are so near that this could make them look alike, the exact one follows.
 */
final class AmountText {
  /** Rounding changes an amount by at most 5 %. */
  private static final BigDecimal NEAR = new BigDecimal("0.1");

  private AmountText() {}

  static String of(Duration found, Duration expected) {
    String text = DurationText.format(found);
    return near(nanos(found), nanos(expected)) ? text + " (" + nanos(found) + " ns)" : text;
  }

  static String of(ByteSize found, ByteSize expected) {
    boolean near = near(BigDecimal.valueOf(found.bytes()), BigDecimal.valueOf(expected.bytes()));
    return near ? exact(found) : found.toString();
  }

  /** With the number of bytes, unless that is what it is shown as. */
  static String exact(ByteSize size) {
    String bytes = size.bytes() + " B";
    return size.toString().equals(bytes) ? bytes : size + " (" + size.bytes() + " bytes)";
  }

  static String of(Long found, Long expected) {
    return found.toString();
  }

  private static boolean near(BigDecimal found, BigDecimal expected) {
    BigDecimal difference = found.subtract(expected).abs();
    return difference.signum() != 0 && difference.compareTo(found.multiply(NEAR)) < 0;
  }

  private static BigDecimal nanos(Duration duration) {
    return BigDecimal.valueOf(duration.getSeconds())
        .scaleByPowerOfTen(9)
        .add(BigDecimal.valueOf(duration.getNano()));
  }
}
