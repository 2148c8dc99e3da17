package org.sandtrap.assertion;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a command as it would be typed into a shell, so that its words can be told apart. */
final class ShellWords {
  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");
  private static final int LONGEST = 200;

  private ShellWords() {}

  static String join(List<String> words) {
    String line = words.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
    return line.codePointCount(0, line.length()) <= LONGEST
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
  }

  private static String quote(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
