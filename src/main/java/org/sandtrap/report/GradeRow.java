package org.sandtrap.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.sandtrap.grade.Assignment;
import org.sandtrap.grade.Feedback;
import org.sandtrap.grade.GradedItem;
import org.sandtrap.grade.Score;
import org.sandtrap.grade.StudentText;
import org.sandtrap.grade.TestResult;
import org.sandtrap.grade.TestResult.Status;
import org.sandtrap.grade.cases.Aggregation;

/**
 * A row of a list of scores, as platforms show them: a test, or a group whose points cannot be
 * divided among its tests.
 *
 * @param name what people read
 * @param points what it has earned
 * @param most what it can earn
 * @param passed whether all of it is right
 * @param hidden whether students see its verdict only
 * @param text what a student reads
 * @param duration how long it took
 */
record GradeRow(
    String name,
    double points,
    double most,
    boolean passed,
    boolean hidden,
    String text,
    Duration duration) {
  /** The rows of an assignment. */
  static List<GradeRow> of(List<Score> scores, Instant now) {
    return scores.stream().flatMap(score -> rows(score, now)).toList();
  }

  private static Stream<GradeRow> rows(Score score, Instant now) {
    GradedItem item = score.item();
    boolean divided = item.aggregation() == Aggregation.SUM && score.closedBy().isEmpty();
    return item.isTest() || !divided
        ? Stream.of(row(score, now))
        : score.items().stream().flatMap(inner -> rows(inner, now));
  }

  private static GradeRow row(Score score, Instant now) {
    GradedItem item = score.item();
    List<Score> tests = tests(score).toList();
    List<String> texts = new ArrayList<>();
    score.closedBy().ifPresent(gate -> texts.add("No points: " + gate + " has not passed."));
    tests.forEach(test -> text(test, now, tests.size() > 1, texts));
    return new GradeRow(
        item.name(),
        score.points(),
        item.most(),
        tests.stream().allMatch(GradeRow::hasPassed),
        item.feedbackAt(now) == Feedback.VERDICT,
        String.join("\n", texts),
        tests.stream()
            .flatMap(test -> test.result().stream())
            .map(TestResult::duration)
            .reduce(Duration.ZERO, Duration::plus));
  }

  private static Stream<Score> tests(Score score) {
    return score.item().isTest()
        ? Stream.of(score)
        : score.items().stream().flatMap(GradeRow::tests);
  }

  private static boolean hasPassed(Score test) {
    return test.result().filter(result -> result.status() == Status.PASSED).isPresent();
  }

  private static void text(Score test, Instant now, boolean named, List<String> texts) {
    if (hasPassed(test)) {
      return;
    }
    String verdict = test.result().map(TestResult::verdict).orElse("not reached");
    String name = named ? test.item().name() + ": " : "";
    String shown = test.result().map(result -> StudentText.of(test.item(), result, now)).orElse("");
    texts.add((name + verdict + "\n" + shown).strip());
  }

  /** Points as platforms take them, without the noise of a division. */
  static double rounded(double points) {
    return Double.parseDouble(Assignment.text(points));
  }
}
