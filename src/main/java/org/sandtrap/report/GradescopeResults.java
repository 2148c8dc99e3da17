package org.sandtrap.report;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * The results of a submission in the form that Gradescope reads, {@code
 * /autograder/results/results.json} of its autograder specification: the score of all assignments,
 * and a test for each row.
 */
final class GradescopeResults {
  private static final String TEXT = "text";
  private static final String VISIBLE = "visible";
  private static final double SECOND = 1e9;

  private GradescopeResults() {}

  /**
   * Writes the file at once.
   *
   * @throws IllegalArgumentException when there are several submissions
   */
  static void write(Collection<GradeReport> reports, Path file) throws IOException {
    if (reports.size() != 1) {
      throw new IllegalArgumentException(
          "gradescope: its file is for one submission, and there are "
              + reports.size()
              + ". Grade one of them with -Dsandtrap.submission=….");
    }
    GradeReport report = reports.iterator().next();
    JsonFile.write(file, json -> fields(json, report));
  }

  private static void fields(JsonText json, GradeReport report) {
    List<GradeRow> rows = report.rows();
    Duration duration = rows.stream().map(GradeRow::duration).reduce(Duration.ZERO, Duration::plus);
    json.decimal("score", report.totals().values().stream().mapToDouble(each -> each).sum());
    json.decimal("execution_time", duration.toNanos() / SECOND);
    json.text("output", output(report));
    json.text("output_format", TEXT);
    json.text("test_output_format", TEXT);
    json.text("test_name_format", TEXT);
    json.text("visibility", VISIBLE);
    json.text("stdout_visibility", "hidden");
    int[] number = {0};
    json.objects(
        "tests",
        rows,
        row -> {
          json.decimal("score", GradeRow.rounded(row.points()));
          json.decimal("max_score", GradeRow.rounded(row.most()));
          json.text("status", row.passed() ? "passed" : "failed");
          json.text("name", row.name());
          json.text("number", Integer.toString(++number[0]));
          json.text("output", row.text());
          json.text("visibility", VISIBLE);
        });
  }

  private static String output(GradeReport report) {
    return report.faults().isEmpty()
        ? ""
        : "Not everything could be graded. Please tell your teacher.";
  }
}
