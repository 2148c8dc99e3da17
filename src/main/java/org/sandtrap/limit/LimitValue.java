package org.sandtrap.limit;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/**
 * A value that a limit is set to. It prints in the unit it was written in; two are equal when their
 * amounts are.
 */
sealed interface LimitValue {
  /** The kind of limit that takes it. */
  Kind kind();

  /** The value in the unit of its kind; the largest one when it does not fit. */
  long amount();

  /** A duration that remembers how it was written. */
  final class OfDuration implements LimitValue {
    /** As many nanoseconds as there are numbers for. */
    static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private final Duration value;
    private String text; // null until it is asked for: not every run prints its limits

    private OfDuration(Duration value, String text) {
      this.value = value;
      this.text = text;
    }

    static OfDuration of(Duration value) {
      return new OfDuration(value, null);
    }

    static OfDuration parse(String text) {
      return new OfDuration(DurationText.parse(text), DurationText.tidy(text));
    }

    Duration value() {
      return value;
    }

    @Override
    public Kind kind() {
      return Kind.DURATION;
    }

    @Override
    public long amount() {
      if (value.isNegative()) {
        return -1;
      }
      return value.compareTo(LONGEST) > 0 ? Long.MAX_VALUE : value.toNanos();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof OfDuration duration && duration.value.equals(value);
    }

    @Override
    public int hashCode() {
      return value.hashCode();
    }

    @Override
    public String toString() {
      String known = text;
      if (known == null) {
        known = DurationText.format(value);
        text = known; // threads may do this beside each other, with the same result
      }
      return known;
    }
  }

  /** A size, which remembers itself how it was written. */
  record OfSize(ByteSize value) implements LimitValue {
    @Override
    public Kind kind() {
      return Kind.SIZE;
    }

    @Override
    public long amount() {
      return value.bytes();
    }

    @Override
    public String toString() {
      return value.toString();
    }
  }

  /** The limit of this JVM, whatever that is. */
  record Inherited(Kind kind) implements LimitValue {
    @Override
    public long amount() {
      return Long.MAX_VALUE;
    }

    @Override
    public String toString() {
      return "as the JVM's";
    }
  }

  /** A count of things. */
  record OfCount(long amount) implements LimitValue {
    /** More of anything no kernel counts. */
    static final long LARGEST = Integer.MAX_VALUE;

    private static final Quantity.Grammar GRAMMAR =
        new Quantity.Grammar("a count", List.of(), "\"1\", \"16\", \"1024\"");

    /**
     * Reads a count: digits, nothing else.
     *
     * @throws IllegalArgumentException if the text is something else, or above 2<sup>31</sup>-1;
     *     the message names the text, the position and examples
     */
    static OfCount parse(String text) {
      Quantity quantity = Quantity.parse(text, GRAMMAR);
      int point = quantity.number().indexOf('.');
      if (point >= 0) {
        throw quantity.error(
            "found '.' at position " + (point + 1) + ", a count is a whole number");
      }
      int digits = quantity.number().length();
      if (digits < text.length()) {
        String found = Character.toString(text.codePointAt(digits));
        throw quantity.error(
            "found '" + found + "' at position " + (digits + 1) + ", a count is digits only");
      }
      BigDecimal number = new BigDecimal(text);
      if (number.compareTo(BigDecimal.valueOf(LARGEST)) > 0) {
        throw quantity.error("it is too large, the largest count is " + LARGEST);
      }
      return new OfCount(number.longValueExact());
    }

    @Override
    public Kind kind() {
      return Kind.COUNT;
    }

    @Override
    public String toString() {
      return Long.toString(amount);
    }
  }
}
