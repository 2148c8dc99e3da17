package org.sandtrap.grade;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The text that a student reads of a test. */
public final class StudentText {
  private static final int MOST = 4000;

  private StudentText() {}

  /**
   * The text, as far as the item shows it; empty for what passed.
   *
   * @param item the test
   * @param result its result
   * @param now the time of the report, by the clock of the machine that makes it
   */
  public static String of(GradedItem item, TestResult result, Instant now) {
    if (result.status() == TestResult.Status.PASSED) {
      return "";
    }
    Feedback level = item.feedbackAt(now);
    Details details = result.details();
    List<String> parts = new ArrayList<>();
    if (level == Feedback.ALL) {
      add(parts, "", details.all());
    } else {
      add(parts, "", shown(level, Feedback.OUTPUT, details.ending()));
      add(parts, "", shown(level, Feedback.DIFFERENCE, details.difference()));
      add(parts, "Input:\n", shown(level, Feedback.INPUT, details.input()));
      add(parts, "Your output:\n", shown(level, Feedback.OUTPUT, details.output()));
    }
    item.hint().ifPresent(hint -> parts.add("Hint: " + hint));
    return String.join("\n", parts);
  }

  private static String shown(Feedback level, Feedback least, String part) {
    return level.compareTo(least) >= 0 ? part : "";
  }

  private static void add(List<String> parts, String title, String part) {
    if (!part.isBlank()) {
      String text = part.stripTrailing();
      parts.add(title + (text.length() <= MOST ? text : text.substring(0, MOST) + "\n…"));
    }
  }
}
