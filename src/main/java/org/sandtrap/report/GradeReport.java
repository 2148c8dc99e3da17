package org.sandtrap.report;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sandtrap.grade.Assignment;
import org.sandtrap.grade.GradedItem;
import org.sandtrap.grade.Score;
import org.sandtrap.grade.StudentText;
import org.sandtrap.grade.TestResult;

/**
 * A report of the scores of a submission, made of what graded tests have written into a directory.
 *
 * <pre>{@code
 * java -cp … org.sandtrap.report.GradeReport target/grade gradescope=/autograder/results/results.json
 * }</pre>
 *
 * <p>It prints the scores, and writes {@code grade.json} into the directory and the other formats
 * where they are wanted. Its exit code says whether the grading worked, not whether the submission
 * is right: 0 if each test of each assignment has a result, 1 if not, 2 for wrong arguments.
 */
public final class GradeReport {
  private final String submission;
  private final GradeRecords records;
  private final Instant now;
  private final List<String> faults;

  private GradeReport(String submission, GradeRecords records, List<String> errors, Instant now) {
    this.submission = submission;
    this.records = records;
    this.now = now;
    this.faults = faults(records, errors);
  }

  /**
   * Reads what the graded tests of one submission have written.
   *
   * @param directory the directory of the configuration parameter {@code sandtrap.grade}
   * @param clock the clock that says which tests are visible by now
   * @throws java.io.UncheckedIOException when it cannot be read
   * @throws IllegalArgumentException when there are several submissions
   */
  public static GradeReport of(Path directory, Clock clock) {
    SortedMap<String, GradeReport> all = all(directory, clock);
    if (all.size() > 1) {
      throw new IllegalArgumentException(
          directory + " has several submissions: " + all.keySet() + ". Read them all.");
    }
    return all.get(all.firstKey());
  }

  /**
   * Reads what the graded tests of all submissions have written.
   *
   * @param directory the directory of the configuration parameter {@code sandtrap.grade}
   * @param clock the clock that says which tests are visible by now
   * @return the reports by the names of the submissions; one without a name where nothing was
   *     graded, which says so
   * @throws java.io.UncheckedIOException when it cannot be read
   */
  public static SortedMap<String, GradeReport> all(Path directory, Clock clock) {
    GradeRecords.All all = GradeRecords.read(directory);
    if (all.submissions().isEmpty()) {
      all.submissions().put("", GradeRecords.none());
    }
    SortedMap<String, GradeReport> reports = new TreeMap<>();
    all.submissions()
        .forEach(
            (name, records) ->
                reports.put(name, new GradeReport(name, records, all.errors(), clock.instant())));
    return reports;
  }

  /**
   * Prints the scores and ends the JVM.
   *
   * @param arguments the directory, and any number of {@code format=file}; the format is {@code
   *     gradescope} for one submission, or {@code csv} for any number
   */
  public static void main(String[] arguments) throws IOException {
    System.exit(GradeCommand.run(arguments, System.out, System.err));
  }

  /** The name of the submission; empty where it has none. */
  public String submission() {
    return submission;
  }

  /** What went wrong with the grading; empty if each test of each assignment has a result. */
  public List<String> faults() {
    return faults;
  }

  /** Whether each test of an assignment has a result that is no fault of the grading. */
  public boolean isComplete(String assignment) {
    Assignment known = records.assignments().get(assignment);
    return known != null && known.tests().allMatch(test -> fault(test, records).isEmpty());
  }

  private static List<String> faults(GradeRecords records, List<String> errors) {
    List<String> faults = new ArrayList<>(errors);
    if (records.assignments().isEmpty()) {
      faults.add("no assignment was found. Expected tests with @Points.");
    }
    for (Assignment assignment : records.assignments().values()) {
      assignment.tests().forEach(test -> fault(test, records).ifPresent(faults::add));
    }
    return List.copyOf(faults);
  }

  private static Optional<String> fault(GradedItem test, GradeRecords records) {
    TestResult result = records.results().get(test.id());
    if (result == null) {
      return Optional.of(test.id() + " was not reached.");
    }
    return result.status() == TestResult.Status.ERROR
        ? Optional.of(test.id() + ": " + result.details().ending())
        : Optional.empty();
  }

  /** The score of each assignment, by its name. */
  public Map<String, Double> totals() {
    Map<String, Double> totals = new TreeMap<>();
    for (Assignment assignment : records.assignments().values()) {
      totals.put(assignment.name(), assignment.total(assignment.scores(records.results())));
    }
    return totals;
  }

  /** The rows of all assignments, as platforms show them. */
  List<GradeRow> rows() {
    return records.assignments().values().stream()
        .flatMap(assignment -> GradeRow.of(assignment.scores(records.results()), now).stream())
        .toList();
  }

  /** The scores as a table, with what a student reads of each test that failed. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Assignment assignment : records.assignments().values()) {
      List<Score> scores = assignment.scores(records.results());
      text.append(assignment.name())
          .append(": ")
          .append(Assignment.text(assignment.total(scores)))
          .append(" of ")
          .append(Assignment.text(assignment.total()))
          .append(" points\n");
      scores.forEach(score -> append(text, score, "  "));
    }
    return text.toString();
  }

  private void append(StringBuilder text, Score score, String indent) {
    GradedItem item = score.item();
    text.append(indent)
        .append(score.result().map(TestResult::verdict).orElse(item.isTest() ? "--" : ""))
        .append(item.isTest() ? "  " : "")
        .append(item.name())
        .append("  ")
        .append(Assignment.text(score.points()))
        .append(" of ")
        .append(Assignment.text(item.most()))
        .append(score.closedBy().map(gate -> "  (" + gate + " has not passed)").orElse(""))
        .append('\n');
    String shown = score.result().map(result -> StudentText.of(item, result, now)).orElse("");
    shown.lines().forEach(line -> text.append(indent).append("    ").append(line).append('\n'));
    score.items().forEach(inner -> append(text, inner, indent + "  "));
  }

  /** Writes the fields of its JSON: what a student may read, and in {@code all} the teacher's. */
  void fields(JsonText json) {
    json.text("submission", submission);
    json.texts("faults", faults);
    json.objects(
        "assignments",
        records.assignments().values(),
        assignment -> {
          List<Score> scores = assignment.scores(records.results());
          json.text("name", assignment.name());
          json.decimal("score", assignment.total(scores));
          json.decimal("total", assignment.total());
          items(json, scores);
        });
  }

  private void items(JsonText json, List<Score> scores) {
    json.objects(
        "items",
        scores,
        score -> {
          GradedItem item = score.item();
          json.text("name", item.name());
          json.decimal("score", score.points());
          json.decimal("most", item.most());
          json.truth("extra", item.extra());
          json.text("verdict", score.result().map(TestResult::verdict));
          json.text("closedBy", score.closedBy());
          json.text("student", score.result().map(result -> StudentText.of(item, result, now)));
          json.text("all", score.result().map(result -> result.details().all()));
          items(json, score.items());
        });
  }
}
