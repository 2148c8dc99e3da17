package org.sandtrap.grade.check;

import java.time.Duration;

/** A text that can be read for some time only: what a regular expression does else has no end. */
final class TimedText implements CharSequence {
  /** How many characters are read between two looks at the clock, less one: some microseconds. */
  private static final int LOOKS = 0xfff;

  private final String text;
  private final long end;
  private int reads;

  TimedText(String text, Duration time) {
    this(text, System.nanoTime() + time.toNanos());
  }

  private TimedText(String text, long end) {
    this.text = text;
    this.end = end;
  }

  @Override
  public char charAt(int index) {
    if ((++reads & LOOKS) == 0 && System.nanoTime() - end > 0) {
      throw new Expired();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int stop) {
    return new TimedText(text.substring(start, stop), end);
  }

  @Override
  public String toString() {
    return text;
  }

  /** The end of the time. */
  static final class Expired extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Expired() {
      super("The time is over.", null, false, false);
    }
  }
}
