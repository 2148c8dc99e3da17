package org.sandtrap.limit;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** The rounding of measured numbers that are shown. */
final class Rounding {
  private static final int EXACT_DECIMALS = 3;

  private Rounding() {}

  /** The number itself if three decimals are enough for it, else rounded to one. */
  static BigDecimal readable(BigDecimal number) {
    BigDecimal exact = number.stripTrailingZeros();
    return exact.scale() <= EXACT_DECIMALS
        ? exact
        : exact.setScale(1, RoundingMode.HALF_UP).stripTrailingZeros();
  }
}
