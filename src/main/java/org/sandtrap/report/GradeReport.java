package org.sandtrap.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
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
  private static final String FILE = "grade.json";

  /** A format of scores. */
  private interface Format {
    void write(GradeReport report, Path file) throws IOException;
  }

  private static final SortedMap<String, Format> FORMATS =
      new TreeMap<>(Map.of("json", GradeReport::write, "gradescope", GradescopeResults::write));

  private final GradeRecords records;
  private final Instant now;
  private final List<String> faults;

  private GradeReport(GradeRecords records, Clock clock) {
    this.records = records;
    this.now = clock.instant();
    this.faults = faults(records);
  }

  /**
   * Reads what graded tests have written.
   *
   * @param directory the directory of the configuration parameter {@code sandtrap.grade}
   * @param clock the clock that says which tests are visible by now
   * @throws java.io.UncheckedIOException when it cannot be read
   */
  public static GradeReport of(Path directory, Clock clock) {
    return new GradeReport(GradeRecords.read(directory), clock);
  }

  /**
   * Prints the scores and ends the JVM.
   *
   * @param arguments the directory, and any number of {@code format=file}; the format is {@code
   *     json} or {@code gradescope}
   */
  public static void main(String[] arguments) throws IOException {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) throws IOException {
    Map<String, Path> files = new LinkedHashMap<>();
    for (String argument :
        Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length)) {
      int equals = argument.indexOf('=');
      if (equals < 0 || !FORMATS.containsKey(argument.substring(0, equals))) {
        System.err.println(
            "\""
                + argument
                + "\" is no format with its file. Expected one of "
                + String.join("=FILE, ", FORMATS.keySet())
                + "=FILE.");
        return 2;
      }
      files.put(argument.substring(0, equals), Path.of(argument.substring(equals + 1)));
    }
    if (arguments.length == 0 || !Files.isDirectory(Path.of(arguments[0]))) {
      System.err.println(
          "Expected as the first argument the directory of the results, as in"
              + " -Dsandtrap.grade=target/grade. If it is not there no test has been graded.");
      return 2;
    }
    Path directory = Path.of(arguments[0]);
    GradeReport report = of(directory, Clock.systemUTC());
    report.write(directory.resolve(FILE));
    for (Map.Entry<String, Path> file : files.entrySet()) {
      FORMATS.get(file.getKey()).write(report, file.getValue());
    }
    System.out.print(report.text());
    report.faults().forEach(fault -> System.err.println("Not graded: " + fault));
    return report.faults().isEmpty() ? 0 : 1;
  }

  /** What went wrong with the grading; empty if each test of each assignment has a result. */
  public List<String> faults() {
    return faults;
  }

  private static List<String> faults(GradeRecords records) {
    List<String> faults = new ArrayList<>(records.errors());
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

  /**
   * Writes the scores as JSON, replacing the file at once: what a student may read, and in {@code
   * all} what is for the teacher.
   *
   * @throws IOException when it cannot be written
   */
  public void write(Path file) throws IOException {
    WholeFile.write(
        file,
        out -> {
          try (JsonText json = new JsonText(out)) {
            json.document(() -> fields(json));
          } catch (NoClassDefFoundError e) {
            throw MissingJackson.explained(e);
          }
        });
  }

  private void fields(JsonText json) {
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
