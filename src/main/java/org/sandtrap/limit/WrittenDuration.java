package org.sandtrap.limit;

import java.time.Duration;

/** A duration that remembers how it was written; equal to others of the same length. */
final class WrittenDuration {
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
