package org.sandtrap.trace.decode;

import java.nio.charset.StandardCharsets;
import org.sandtrap.trace.value.Value;

/** An address of the internet in the usual writing, see inet_ntop(3). */
public final class InternetAddress {
  private static final int WORDS = 8;

  private InternetAddress() {}

  /** The text of 4 or 16 bytes. */
  public static String text(byte[] bytes) {
    Region region = Region.of(bytes);
    return bytes.length == 4 ? four(region) : six(region);
  }

  /** The same as a value. */
  static Value.Text of(Region region) {
    return new Value.Text(text(region.bytes()).getBytes(StandardCharsets.US_ASCII), true);
  }

  private static String four(Region region) {
    return region.number(0, 1)
        + "."
        + region.number(1, 1)
        + "."
        + region.number(2, 1)
        + "."
        + region.number(3, 1);
  }

  /** The longest row of zeros as two colons, and what has an older address at its end with that. */
  private static String six(Region region) {
    int start = -1;
    int length = 1;
    for (int i = 0; i < WORDS; i++) {
      int zeros = zeros(region, i);
      if (zeros > length) {
        start = i;
        length = zeros;
      }
    }
    boolean mapped =
        start == 0 && (length == 6 || length == 5 && region.networkShort(10) == 0xffff);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < (mapped ? WORDS - 2 : WORDS); i++) {
      if (i == start) {
        text.append(i == 0 ? "::" : ":");
        i += length - 1;
      } else {
        text.append(Integer.toHexString(region.networkShort(2 * i)));
        text.append(i < WORDS - 1 ? ":" : "");
      }
    }
    return mapped ? text + four(region.from(12)) : text.toString();
  }

  private static int zeros(Region region, int from) {
    int count = 0;
    while (from + count < WORDS && region.networkShort(2 * (from + count)) == 0) {
      count++;
    }
    return count;
  }
}
