package org.sandtrap.limit;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Durations as people write and read them: {@code 250ms}, {@code 1.5s}. */
public final class DurationText {
  private static final long MICROSECOND = 1_000;
  private static final long MILLISECOND = 1_000 * MICROSECOND;
  private static final long SECOND = 1_000 * MILLISECOND;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  private static final Map<String, Long> NANOS = units();
  private static final Quantity.Grammar GRAMMAR =
      new Quantity.Grammar(
          "a duration", List.copyOf(NANOS.keySet()), "\"250ms\", \"1.5s\", \"2min\"");

  private static final char GREEK_MU = '\u03bc';
  private static final char MICRO_SIGN = '\u00b5';

  private DurationText() {}

  /**
   * Reads a duration: a number, with decimals if they give whole nanoseconds, and one of the units
   * ns, us (or µs), ms, s, min and h after it, with spaces between or without. {@code 0s} is
   * allowed.
   *
   * @throws IllegalArgumentException if the text is not a duration or above 2<sup>63</sup>-1
   *     nanoseconds (292 years); the message names the text, the position and examples
   */
  public static Duration parse(String text) {
    Quantity quantity = Quantity.parse(text, GRAMMAR);
    if (quantity.unit().isEmpty()) {
      throw quantity.missingUnit();
    }
    Long worth = NANOS.get(quantity.unit().replace(GREEK_MU, MICRO_SIGN));
    if (worth == null) {
      throw quantity.unknownUnit();
    }
    BigDecimal nanos = quantity.times(worth).stripTrailingZeros();
    if (nanos.scale() > 0) {
      throw quantity.error(
          "it is not a whole number of nanoseconds (" + nanos.toPlainString() + ")");
    }
    if (nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw quantity.error("it is too long, the longest duration is 292 years");
    }
    return Duration.ofNanos(nanos.longValueExact());
  }

  /**
   * Writes a duration in the largest unit that fits, from a minute on in hours, minutes and
   * seconds: {@code 250 ms}, {@code 1.5 s}, {@code 12.3 ms}, {@code 1 min 40 s}. Exact if three
   * decimals are enough, else rounded to one.
   */
  public static String format(Duration duration) {
    BigDecimal nanos =
        BigDecimal.valueOf(duration.getSeconds())
            .multiply(BigDecimal.valueOf(SECOND))
            .add(BigDecimal.valueOf(duration.getNano()));
    return nanos.signum() < 0 ? "-" + format(nanos.negate()) : format(nanos);
  }

  /**
   * The duration that a text means, written the way the text was: in its unit. Only for texts that
   * {@link #parse} takes.
   */
  static String tidy(String text) {
    Quantity quantity = Quantity.parse(text, GRAMMAR);
    BigDecimal number = new BigDecimal(quantity.number()).stripTrailingZeros();
    return number.toPlainString() + " " + quantity.unit();
  }

  private static String format(BigDecimal nanos) {
    if (nanos.signum() == 0) {
      return "0 s";
    }
    for (String unit : List.of("ns", "µs", "ms", "s")) {
      BigDecimal number = Rounding.readable(nanos.divide(BigDecimal.valueOf(NANOS.get(unit))));
      if (number.compareTo(BigDecimal.valueOf(unit.equals("s") ? 60 : 1000)) < 0) {
        return number.toPlainString() + " " + unit;
      }
    }
    return compound(Rounding.readable(nanos.divide(BigDecimal.valueOf(SECOND))));
  }

  private static String compound(BigDecimal seconds) {
    BigDecimal sixty = BigDecimal.valueOf(60);
    BigDecimal[] minutes = seconds.divideAndRemainder(sixty);
    BigDecimal[] hours = minutes[0].divideAndRemainder(sixty);
    List<String> parts = new ArrayList<>();
    addIfAny(parts, hours[0], "h");
    addIfAny(parts, hours[1], "min");
    addIfAny(parts, minutes[1], "s");
    return String.join(" ", parts);
  }

  private static void addIfAny(List<String> parts, BigDecimal number, String unit) {
    if (number.signum() != 0) {
      parts.add(number.stripTrailingZeros().toPlainString() + " " + unit);
    }
  }

  private static Map<String, Long> units() {
    Map<String, Long> units = new LinkedHashMap<>();
    units.put("ns", 1L);
    units.put("us", MICROSECOND);
    units.put("µs", MICROSECOND);
    units.put("ms", MILLISECOND);
    units.put("s", SECOND);
    units.put("min", MINUTE);
    units.put("h", HOUR);
    return units;
  }
}
