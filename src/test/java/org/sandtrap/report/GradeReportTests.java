package org.sandtrap.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.grade.Assignment;
import org.sandtrap.grade.Details;
import org.sandtrap.grade.Feedback;
import org.sandtrap.grade.GradedItem;
import org.sandtrap.grade.TestResult;
import org.sandtrap.grade.TestResult.Status;
import org.sandtrap.grade.cases.Aggregation;

/** Reports of what graded tests have written. */
class GradeReportTests {
  private static final Details SECRET = new Details("ended", "out", "in", "differs", "all of it");

  @TempDir private Path directory;

  private static GradedItem item(String name, Feedback feedback) {
    return new GradedItem(
        "SumTest." + name,
        name,
        1,
        false,
        Aggregation.SUM,
        feedback,
        Optional.empty(),
        Optional.of("Think."),
        List.of(),
        List.of());
  }

  private static TestResult result(String name, Status status) {
    double share = status == Status.PASSED ? 1 : 0;
    return new TestResult("SumTest." + name, status, share, "WA", SECRET, Duration.ofMillis(3));
  }

  private void write(TestResult... results) {
    try (GradeLog log = GradeLog.create(directory)) {
      List<GradedItem> items =
          List.of(item("shown", Feedback.DIFFERENCE), item("hidden", Feedback.VERDICT));
      log.plan(List.of(""), new Assignment("SumTest", 2, 2, 0, items));
      List.of(results).forEach(result -> log.result("", result));
    }
  }

  private GradeReport report() {
    return GradeReport.of(directory, Clock.systemUTC());
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    write(result("shown", Status.FAILED), result("hidden", Status.PASSED));
    assertThat(report().faults()).isEmpty();
    assertThat(report().totals()).isEqualTo(Map.of("SumTest", 1.0));
    assertThat(report().text())
        .isEqualTo(
            """
            SumTest: 1 of 2 points
              WA  shown  0 of 1
                  ended
                  differs
                  Input:
                  in
                  Your output:
                  out
                  Hint: Think.
              WA  hidden  1 of 1
            """);
  }

  @Test
  void theFileHasWhatIsForStudentsApart() throws Exception {
    write(result("shown", Status.FAILED), result("hidden", Status.FAILED));
    assertThat(exit(directory.toString())).isZero();
    Path file = directory.resolve("grade.json");
    @SuppressWarnings("unchecked")
    Map<String, Object> json =
        (Map<String, Object>) JsonTree.read(Files.readString(file)).orElseThrow();
    Map<?, ?> submission = (Map<?, ?>) ((List<?>) json.get("submissions")).get(0);
    Map<?, ?> assignment = (Map<?, ?>) ((List<?>) submission.get("assignments")).get(0);
    Map<?, ?> hidden = (Map<?, ?>) ((List<?>) assignment.get("items")).get(1);
    assertThat(assignment.get("score")).isEqualTo(0.0);
    assertThat(hidden.get("verdict")).isEqualTo("WA");
    assertThat(hidden.get("student")).isEqualTo("Hint: Think.");
    assertThat(hidden.get("all")).isEqualTo("all of it");
  }

  @Test
  void aTestWithoutAResultWasNotReached() {
    write(result("shown", Status.PASSED));
    assertThat(report().faults()).containsExactly("SumTest.hidden was not reached.");
    assertThat(report().totals()).isEqualTo(Map.of("SumTest", 1.0));
  }

  @Test
  void aLineThatWasCutWhenTheJvmDiedIsNoResult() throws IOException {
    write(result("shown", Status.PASSED));
    try (var files = Files.list(directory)) {
      Path log = files.findFirst().orElseThrow();
      String cut = "{\"kind\":\"result\",\"id\":\"SumTest.hidden\",\"status\":\"PAS";
      Files.writeString(log, cut, StandardOpenOption.APPEND);
    }
    assertThat(report().faults()).containsExactly("SumTest.hidden was not reached.");
  }

  @Test
  void anErrorIsAFaultOfTheGrading() {
    write(result("shown", Status.PASSED), result("hidden", Status.ERROR));
    assertThat(report().faults()).containsExactly("SumTest.hidden: ended");
  }

  @Test
  void aCohortHasALineForEachSubmission() throws Exception {
    try (GradeLog log = GradeLog.create(directory)) {
      Assignment assignment =
          new Assignment("SumTest", 1, 1, 0, List.of(item("shown", Feedback.DIFFERENCE)));
      log.plan(List.of("anna", "=ben", "cleo"), assignment);
      log.result("=ben", result("shown", Status.FAILED));
      log.result("anna", result("shown", Status.PASSED));
    }
    Path file = directory.resolve("grades.csv");
    assertThat(exit(directory.toString(), "csv=" + file)).isEqualTo(1);
    assertThat(file)
        .hasContent("submission,SumTest,graded\r\n'=ben,0,yes\r\nanna,1,yes\r\ncleo,0,no\r\n");
    assertThat(exit(directory.toString(), "gradescope=" + file)).isEqualTo(2);
  }

  /** The fields of Gradescope's specification of autograders, and no others. */
  @Test
  void gradescopeReadsTheScores() throws Exception {
    write(result("shown", Status.FAILED), result("hidden", Status.PASSED));
    Path file = directory.resolve("results.json");
    assertThat(exit(directory.toString(), "gradescope=" + file)).isZero();
    Map<?, ?> json = (Map<?, ?>) JsonTree.read(Files.readString(file)).orElseThrow();
    assertThat(json.keySet())
        .map(String::valueOf)
        .containsExactly(
            "score",
            "execution_time",
            "output",
            "output_format",
            "test_output_format",
            "test_name_format",
            "visibility",
            "stdout_visibility",
            "tests");
    assertThat(json.get("score")).isEqualTo(1.0);
    assertThat(json.get("execution_time")).isEqualTo(0.006);
    assertThat(json.get("output")).isEqualTo("");
    assertThat((List<?>) json.get("tests"))
        .map(Object::toString)
        .containsExactly(
            "{score=0.0, max_score=1.0, status=failed, name=shown, number=1, output=WA\nended\n"
                + "differs\nInput:\nin\nYour output:\nout\nHint: Think., visibility=visible}",
            "{score=1.0, max_score=1.0, status=passed, name=hidden, number=2, output=,"
                + " visibility=visible}");
  }

  @Test
  void theExitCodeSaysWhetherTheGradingWorked() throws Exception {
    write(result("shown", Status.FAILED), result("hidden", Status.FAILED));
    assertThat(exit(directory.toString())).isZero();
    assertThat(directory.resolve("grade.json")).exists();
    write(result("shown", Status.FAILED));
    assertThat(exit(directory.toString())).isEqualTo(1);
    assertThat(exit(directory.resolve("none").toString())).isEqualTo(2);
    assertThat(exit()).isEqualTo(2);
    assertThat(exit(directory.toString(), "pdf=grades.pdf")).isEqualTo(2);
  }

  private static int exit(String... arguments) throws Exception {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                GradeReport.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
