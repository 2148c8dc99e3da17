package org.sandtrap.grade.compile;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sandtrap.launch.VisibleText;

/** Plain lines of what a tool printed for a terminal. */
final class PrintedText {
  private static final int MOST_CHARACTERS = 1 << 20;
  private static final int LONGEST_LINE = 2000;

  /**
   * Colours, and the links that newer versions of gcc put around the names of warnings. None
   * reaches beyond its line: a name of a file could open one and never close it.
   */
  private static final Pattern ESCAPES =
      Pattern.compile("\\e(?:\\[[0-9;:?]*+[@-~]|\\][^\\n\\e\\x07]*+(?:\\x07|\\e\\\\))");

  private PrintedText() {}

  static List<String> lines(String printed) {
    String read = cut(printed, MOST_CHARACTERS);
    return Stream.of(ESCAPES.matcher(read).replaceAll("").split("\n", -1))
        .map(PrintedText::line)
        .toList();
  }

  private static String line(String line) {
    String whole = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    return VisibleText.line(shortened(whole, LONGEST_LINE));
  }

  /** The beginning of a text that is longer, with a mark where it was cut. */
  static String shortened(String text, int most) {
    return text.length() <= most ? text : cut(text, most - 1) + "…";
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }
}
