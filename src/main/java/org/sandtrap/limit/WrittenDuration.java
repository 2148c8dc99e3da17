package org.sandtrap.limit;

import java.time.Duration;

/** A duration that remembers how it was written; equal to others of the same length. */
final class WrittenDuration implements Ceiling {
  /** As many nanoseconds as there are numbers for. */
  static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  private final Duration value;
  private final String text;

  private WrittenDuration(Duration value, String text) {
    this.value = value;
    this.text = text;
  }

  static WrittenDuration of(Duration value) {
    return new WrittenDuration(value, DurationText.format(value));
  }

  static WrittenDuration parse(String text) {
    return new WrittenDuration(DurationText.parse(text), DurationText.tidy(text));
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
    return other instanceof WrittenDuration duration && duration.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
