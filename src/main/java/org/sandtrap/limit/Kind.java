package org.sandtrap.limit;

import java.time.Duration;

/** A kind of value of a {@link Limit}, and the unit in which it is computed with. */
public enum Kind {
  /** A duration, in nanoseconds. */
  DURATION("a duration", "nanoseconds") {
    @Override
    public String text(long amount) {
      return DurationText.format(Duration.ofNanos(amount));
    }

    @Override
    LimitValue parse(String text) {
      return LimitValue.OfDuration.parse(text);
    }
  },
  /** A size, in bytes. */
  SIZE("a size", "bytes") {
    @Override
    public String text(long amount) {
      return ByteSize.ofBytes(amount).toString();
    }

    @Override
    LimitValue parse(String text) {
      return new LimitValue.OfSize(ByteSize.parse(text));
    }
  },
  /** A count of things. */
  COUNT("a count", "count") {
    @Override
    public String text(long amount) {
      return Long.toString(amount);
    }

    @Override
    LimitValue parse(String text) {
      return LimitValue.OfCount.parse(text);
    }
  };

  private final String plainName;
  private final String unit;

  Kind(String plainName, String unit) {
    this.plainName = plainName;
    this.unit = unit;
  }

  /** The name in sentences, with an article: {@code a size}. */
  public String plainName() {
    return plainName;
  }

  /**
   * What amounts are in: {@code nanoseconds}, {@code bytes}, or {@code count}, which is how many.
   */
  public String unit() {
    return unit;
  }

  /** A value as people read it: {@code 1.2 s}, {@code 64 MiB}, {@code 17}. */
  public abstract String text(long amount);

  /** The value that a text means; {@code "unlimited"} is none. */
  abstract LimitValue parse(String text);
}
