package org.sandtrap.limit;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The part that is common to usages that miss some of their figures. */
final class MissingFigures {
  private MissingFigures() {}

  /**
   * Copies the figures that are missing, in the order of {@link Figure}.
   *
   * @throws IllegalArgumentException if they do not say whether the transfer is there
   */
  static Map<Figure, String> checked(Map<Figure, String> missing, Optional<Transfer> transfer) {
    if (transfer.isPresent() == missing.containsKey(Figure.TRANSFER)) {
      throw new IllegalArgumentException(
          transfer.isPresent()
              ? "the transfer is there, but it is said to be missing"
              : "the transfer is not there, but nothing says why");
    }
    if (missing.isEmpty()) {
      return Map.of(); // as of almost all of very many processes
    }
    Map<Figure, String> copy = new EnumMap<>(Figure.class);
    copy.putAll(missing);
    return Collections.unmodifiableMap(copy);
  }
}
