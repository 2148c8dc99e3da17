package org.sandtrap.grade.check;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines around a difference as {@code diff -u} shows them. However long the texts are, only a
 * few lines are compared, and of each only a part.
 */
final class DiffWindow {
  /** How many lines are shown before the difference. */
  private static final int CONTEXT = 3;

  /** How many lines from the difference on are compared, so that the diff finds together again. */
  private static final int COMPARED = 24;

  /** How many lines of one kind are shown together. */
  private static final int MOST_ALIKE = 4;

  /** After so many lines no more are shown. */
  private static final int MOST_ROWS = 12;

  /** How many characters of a line are shown, and how many of those before the difference. */
  private static final int WIDTH = 80;

  private static final int WIDTH_BEFORE = 30;

  private static final String UNFINISHED = "\n\\ No newline at end of file";
  private static final String VISIBLE_BLANK = "\\u0020";

  private final List<String> rows = new ArrayList<>();
  private int answerLines;
  private int outputLines;

  private DiffWindow() {}

  static String of(byte[] answer, Position wanted, byte[] output, Position place) {
    int above = Lines.above(output, place.lineStart(), CONTEXT);
    List<String> context = lines(output, above, place.lineStart(), 1);
    List<String> before = lines(answer, wanted.lineStart(), answer.length, wanted.column());
    List<String> after = lines(output, place.lineStart(), output.length, place.column());
    DiffWindow window = new DiffWindow();
    context.forEach(line -> window.add(' ', line));
    try {
      Compared.add(window, before, after);
    } catch (NoClassDefFoundError e) {
      window.addFirst('-', before);
      window.addFirst('+', after);
      window.rows.add(
          "For a whole diff add io.github.java-diff-utils:java-diff-utils to the class path of"
              + " the tests.");
    }
    return window.text(wanted.line() - context.size(), place.line() - context.size());
  }

  private String text(int answerLine, int outputLine) {
    // The lines above are taken from the output: the answer may have fewer.
    String hunk = "@@ -%d,%d +%d,%d @@\n";
    return "--- expected\n+++ output\n"
        + hunk.formatted(Math.max(1, answerLine), answerLines, outputLine, outputLines)
        + String.join("\n", rows);
  }

  private void add(char sign, String line) {
    rows.add(sign + line);
    answerLines += sign == '+' ? 0 : 1;
    outputLines += sign == '-' ? 0 : 1;
  }

  private void addFirst(char sign, List<String> lines) {
    lines.stream().limit(1).forEach(line -> add(sign, line));
  }

  /** Some lines between two indices, all but the first from their beginning. */
  private static List<String> lines(byte[] text, int from, int to, int column) {
    List<String> lines = new ArrayList<>();
    int start = from;
    while (start < to && lines.size() < COMPARED) {
      int end = Lines.end(text, start);
      lines.add(line(text, start, end, lines.isEmpty() ? column : 1));
      start = end + 1;
    }
    return lines;
  }

  private static String line(byte[] text, int start, int end, int column) {
    int from = start;
    if (column > WIDTH) { // Then the place would not be seen.
      for (int skipped = 0; skipped < column - 1 - WIDTH_BEFORE && from < end; skipped++) {
        from += Utf8.length(Utf8.at(text, from));
      }
    }
    String shown =
        (from > start ? VisibleBytes.MORE : "") + VisibleBytes.plain(text, from, end, WIDTH);
    int content = shown.length();
    while (content > 0 && shown.charAt(content - 1) == ' ') {
      content--;
    }
    return shown.substring(0, content)
        + VISIBLE_BLANK.repeat(shown.length() - content)
        + (end == text.length ? UNFINISHED : "");
  }

  /** The use of the library, in a class of its own, which is only loaded when it is needed. */
  private static final class Compared {
    private static void add(DiffWindow window, List<String> before, List<String> after) {
      int done = 0;
      for (AbstractDelta<String> delta : DiffUtils.diff(before, after).getDeltas()) {
        int start = delta.getSource().getPosition();
        unchanged(window, before.subList(done, start));
        done = start + delta.getSource().size();
        boolean all =
            changed(window, '-', delta.getSource().getLines())
                & changed(window, '+', delta.getTarget().getLines());
        if (!all || window.rows.size() >= MOST_ROWS) {
          return;
        }
      }
      unchanged(window, before.subList(done, before.size()));
    }

    private static void unchanged(DiffWindow window, List<String> lines) {
      lines.stream()
          .limit(Math.max(0, MOST_ROWS - window.rows.size()))
          .forEach(line -> window.add(' ', line));
    }

    private static boolean changed(DiffWindow window, char sign, List<String> lines) {
      lines.stream().limit(MOST_ALIKE).forEach(line -> window.add(sign, line));
      return lines.size() <= MOST_ALIKE;
    }
  }
}
