package org.sandtrap.assertion;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The end of a long text.
 *
 * @param lines its last lines, control characters made visible
 * @param cut what was left out: {@code the last 20 of 57 lines}; empty if nothing was
 */
record Tail(List<String> lines, Optional<String> cut) {
  private static final int MOST_LINES = 20;
  private static final int MOST_CHARACTERS = 2000;

  /** The Unicode block that has a picture for every control character, in their order. */
  private static final int CONTROL_PICTURES = 0x2400;

  private static final int DELETE = 0x7f;
  private static final int PICTURE_OF_DELETE = 0x2421;

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
    return text.lines().map(Tail::withPictures).toList();
  }

  /** Shows control characters, which could move the cursor or be invalid in a report. */
  static String withPictures(String line) {
    return line.chars()
        .map(Tail::picture)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private static int picture(int character) {
    if (character == DELETE) {
      return PICTURE_OF_DELETE;
    }
    return character < ' ' && character != '\t' ? CONTROL_PICTURES + character : character;
  }
}
