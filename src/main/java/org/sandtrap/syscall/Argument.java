package org.sandtrap.syscall;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One argument of a system call.
 *
 * @param name as in the manual: {@code pathname}
 * @param index the register it is in, 0 to 5
 * @param kind what it is
 * @param constants the set of {@link Constants} whose names make sense for it, if there is one
 */
public record Argument(String name, int index, ArgumentKind kind, Optional<String> constants) {
  /**
   * Checks name and index.
   *
   * @throws IllegalArgumentException if the name is none, or the index is not 0 to 5
   */
  public Argument {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(constants, "constants");
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "'" + name + "' is not the name of an argument; expected one such as pathname");
    }
    if (index < 0 || index > 5) {
      throw new IllegalArgumentException(
          name + " cannot be argument " + index + ": a system call has six, from 0 to 5");
    }
  }

  /** No regular expression: the tables have two thousand, which the first rule of a JVM reads. */
  private static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean fits = c == '_' || (c >= 'a' && c <= 'z') || (i > 0 && c >= '0' && c <= '9');
      if (!fits) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** The name and the kind: {@code pathname (path)}. */
  @Override
  public String toString() {
    return name + " (" + kind.name().toLowerCase(Locale.ROOT) + ")";
  }
}
