package org.sandtrap.launch;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A size of a terminal, in characters.
 *
 * @param columns how many in a row
 * @param rows how many rows
 */
public record TerminalSize(int columns, int rows) {
  private static final int MOST = 65535;
  private static final Pattern TEXT = Pattern.compile("(\\d{1,9})x(\\d{1,9})");

  /** Checks the numbers. */
  public TerminalSize {
    if (columns < 1 || columns > MOST || rows < 1 || rows > MOST) {
      throw wrong(columns + "x" + rows);
    }
  }

  /**
   * A size as a text: {@code "80x24"}; empty for {@code "none"}.
   *
   * @throws IllegalArgumentException when it is neither
   */
  public static Optional<TerminalSize> parse(String text) {
    if (text.equals("none")) {
      return Optional.empty();
    }
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw wrong(text);
    }
    return Optional.of(
        new TerminalSize(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))));
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "terminal: '"
            + text
            + "' is no size of a terminal. Expected columns and rows, each from 1 to "
            + MOST
            + ": write for example \"80x24\", or \"none\" for no terminal.");
  }

  @Override
  public String toString() {
    return columns + "x" + rows;
  }
}
