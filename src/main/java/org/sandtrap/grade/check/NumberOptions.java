package org.sandtrap.grade.check;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Options of {@link Numbers} as text: {@code 1e-6}, {@code absolute 1e-9 relative 1e-6}. */
final class NumberOptions {
  private static final String EXPECTED =
      "Expected one tolerance for both, as in \"numbers 1e-6\", or by name, as in \"numbers absolute"
          + " 1e-9\", \"numbers relative 1e-6\" or \"numbers absolute 1e-9 relative 1e-6\".";

  private NumberOptions() {}

  static Checker read(List<String> words) {
    if (words.isEmpty()) {
      return new Numbers();
    }
    if (words.size() == 1) {
      Optional<BigDecimal> both = Optional.of(tolerance(words.get(0)));
      return new Numbers(new Tolerance(both, both));
    }
    Optional<BigDecimal> absolute = Optional.empty();
    Optional<BigDecimal> relative = Optional.empty();
    for (int at = 0; at < words.size(); at += 2) {
      String name = words.get(at);
      if (at + 1 == words.size()) {
        throw refused(name, "stands without a number behind it");
      } else if (name.equals("absolute") && absolute.isEmpty()) {
        absolute = Optional.of(tolerance(words.get(at + 1)));
      } else if (name.equals("relative") && relative.isEmpty()) {
        relative = Optional.of(tolerance(words.get(at + 1)));
      } else {
        boolean known = name.equals("absolute") || name.equals("relative");
        throw refused(name, known ? "is there twice" : "is no tolerance");
      }
    }
    return new Numbers(new Tolerance(absolute, relative));
  }

  private static BigDecimal tolerance(String word) {
    return Numeral.decimal(word)
        .filter(number -> number.signum() >= 0)
        .orElseThrow(() -> refused(word, "is no tolerance, which is a number that is 0 or more"));
  }

  private static IllegalArgumentException refused(String word, String why) {
    return new IllegalArgumentException(
        "numbers: " + VisibleBytes.quoted(word, 40) + " " + why + ". " + EXPECTED);
  }
}
