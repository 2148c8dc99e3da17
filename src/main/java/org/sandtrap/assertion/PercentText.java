package org.sandtrap.assertion;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Percentage;

/** Percentages as people write them: {@code 2%}, {@code 0.5 %}. */
final class PercentText {
  private static final Pattern PERCENT = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?) ?%");

  private PercentText() {}

  static Percentage parse(String text) {
    Objects.requireNonNull(text, "the percentage is null");
    Matcher matcher = PERCENT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a percentage: expected a number with a percent sign after it; write for"
              + " example \"2%\", \"0.5%\"");
    }
    return Percentage.withPercentage(Double.parseDouble(matcher.group(1)));
  }
}
