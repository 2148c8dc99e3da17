package org.sandtrap.limit;

import java.time.Duration;

/** What the values of a {@link Limit} are, and the unit in which they are computed with. */
public enum Kind {
  /** A duration, in nanoseconds. */
  DURATION("a duration") {
    @Override
    public String text(long amount) {
      return DurationText.format(Duration.ofNanos(amount));
    }

    @Override
    Ceiling parse(String text) {
      return WrittenDuration.parse(text);
    }
  },
  /** A size, in bytes. */
  SIZE("a size") {
    @Override
    public String text(long amount) {
      return ByteSize.ofBytes(amount).toString();
    }

    @Override
    Ceiling parse(String text) {
      return new WrittenSize(ByteSize.parse(text));
    }
  },
  /** A count of things. */
  COUNT("a count") {
    @Override
    public String text(long amount) {
      return Long.toString(amount);
    }

    @Override
    Ceiling parse(String text) {
      return WrittenCount.parse(text);
    }
  };

  private final String plainName;

  Kind(String plainName) {
    this.plainName = plainName;
  }

  /** The name in sentences, with an article: {@code a size}. */
  public String plainName() {
    return plainName;
  }

  /** A value as people read it: {@code 1.2 s}, {@code 64 MiB}, {@code 17}. */
  public abstract String text(long amount);

  /** The value that a text means; {@code "unlimited"} is none. */
  abstract Ceiling parse(String text);
}
