package org.sandtrap.message;

import java.util.List;
import java.util.Optional;
import org.sandtrap.launch.VisibleText;

/**
 * The end of a long text.
 *
 * @param lines its last lines, control characters made visible
 * @param cut what was left out: {@code the last 20 of 57 lines}; empty if nothing was
 */
public record Tail(List<String> lines, Optional<String> cut) {
  private static final int MOST_LINES = 20;
  private static final int MOST_CHARACTERS = 2000;

  static Tail of(String text) {
    List<String> all = text.lines().toList();
    List<String> last = all.subList(Math.max(0, all.size() - MOST_LINES), all.size());
    String joined = String.join("\n", last);
    if (joined.length() > MOST_CHARACTERS) {
      String note = "the last " + MOST_CHARACTERS + " of " + text.length() + " characters";
      return new Tail(visible(end(joined)), Optional.of(note));
    }
    String note = "the last " + MOST_LINES + " of " + all.size() + " lines";
    return new Tail(
        visible(joined), all.size() > MOST_LINES ? Optional.of(note) : Optional.empty());
  }

  private static String end(String text) {
    int start = text.length() - MOST_CHARACTERS;
    return text.substring(Character.isLowSurrogate(text.charAt(start)) ? start + 1 : start);
  }

  private static List<String> visible(String text) {
    return text.lines().map(VisibleText::line).toList();
  }
}
