package org.sandtrap.grade.check;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A distance that numbers may have. It is enough to be within one of both; what is exactly on it is
 * within it, as decimal numbers are not rounded.
 *
 * @param absolute the largest difference
 * @param relative the largest difference as a share of the expected number
 */
record Tolerance(Optional<BigDecimal> absolute, Optional<BigDecimal> relative) {
  private static final MathContext SHOWN = new MathContext(3);

  /** What is wrong with a word where this number is expected; empty if it is near enough. */
  Optional<String> offence(BigDecimal number, String found) {
    Optional<BigDecimal> actual = Numeral.decimal(found);
    if (actual.isEmpty()) {
      return Optional.of(noNumber(found));
    }
    BigDecimal distance = number.subtract(actual.get()).abs();
    boolean near = absolute.filter(most -> distance.compareTo(most) <= 0).isPresent();
    if (near || relative.filter(share -> isWithin(distance, share, number)).isPresent()) {
      return Optional.empty();
    }
    return Optional.of("They differ by " + distance.round(SHOWN) + "; " + allowed() + ".");
  }

  private static boolean isWithin(BigDecimal distance, BigDecimal share, BigDecimal number) {
    return distance.compareTo(number.abs().multiply(share)) <= 0;
  }

  private String allowed() {
    List<String> allowed = new ArrayList<>();
    absolute.ifPresent(most -> allowed.add("" + most));
    relative.ifPresent(share -> allowed.add(share + " of the expected number"));
    return String.join(" or ", allowed) + " is allowed";
  }

  private static String noNumber(String found) {
    if (Numeral.isSpecial(found)) {
      return "";
    }
    return Numeral.hasComma(found)
        ? "That is no number here: write a point in place of the comma."
        : "That is no number.";
  }
}
