package org.sandtrap.trace;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.DiffAlgorithmI;
import com.github.difflib.algorithm.myers.MeyersDiff;
import com.github.difflib.algorithm.myers.MeyersDiffWithLinearSpace;
import com.github.difflib.patch.Patch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The difference of two texts as {@code diff -u} shows it; the only class of traces that knows
 * java-diff-utils. Without that library it is the first line that differs.
 */
final class SnapshotDifference {
  private static final int CONTEXT = 3;
  private static final int MOST_LINES = 200;

  /** Up to so many lines the better algorithm needs little memory: at most half their square. */
  private static final int FEW = 2_000;

  /** Beyond so many lines the other one would need more than seconds. */
  private static final int MOST_COMPARED = 20_000;

  private SnapshotDifference() {}

  static String of(Path file, Path actual, String expected, String text) {
    List<String> before = lines(expected);
    List<String> after = lines(text);
    if (before.size() + after.size() > MOST_COMPARED) {
      return first(before, after);
    }
    try {
      return Unified.of(file, actual, before, after);
    } catch (NoClassDefFoundError e) {
      return first(before, after)
          + "\nFor a whole diff add io.github.java-diff-utils:java-diff-utils to the class path of"
          + " the tests.";
    }
  }

  /** A text that has no line end at its end differs from one that has. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    if (lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1);
    } else {
      lines.add("\\ No newline at end of file");
    }
    return lines;
  }

  private static String first(List<String> before, List<String> after) {
    int at = 0;
    while (at < before.size() && at < after.size() && before.get(at).equals(after.get(at))) {
      at++;
    }
    return "They differ from line "
        + (at + 1)
        + " on:\n-"
        + (at < before.size() ? before.get(at) : "(the end)")
        + "\n+"
        + (at < after.size() ? after.get(at) : "(the end)");
  }

  /** A diff by the library, in a class of its own, which is only loaded when it is needed. */
  private static final class Unified {
    private static String of(Path file, Path actual, List<String> before, List<String> after) {
      boolean few = before.size() + after.size() <= FEW;
      DiffAlgorithmI<String> algorithm =
          few ? new MeyersDiff<>() : new MeyersDiffWithLinearSpace<>();
      Patch<String> patch = DiffUtils.diff(before, after, algorithm);
      List<String> lines =
          UnifiedDiffUtils.generateUnifiedDiff(
              file.toString(), actual.toString(), before, patch, CONTEXT);
      String more =
          lines.size() > MOST_LINES
              ? "\n… and " + (lines.size() - MOST_LINES) + " lines more."
              : "";
      return String.join("\n", lines.subList(0, Math.min(MOST_LINES, lines.size()))) + more;
    }
  }
}
