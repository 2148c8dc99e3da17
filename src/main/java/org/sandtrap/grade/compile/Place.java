package org.sandtrap.grade.compile;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place as a tool prints it.
 *
 * @param file the path, as it is printed; empty if there is none
 * @param line from 1; 0 if there is none
 * @param column from 1; 0 if there is none
 */
record Place(Optional<String> file, int line, int column) {
  static final Place NONE = new Place(Optional.empty(), 0, 0);

  static Place of(String file, @Nullable String line, @Nullable String column) {
    return new Place(Optional.of(file), number(line), number(column));
  }

  /** A number of at most nine digits, as all patterns here have it. */
  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
