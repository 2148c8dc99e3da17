package org.sandtrap.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sandtrap.grade.Assignment;
import org.sandtrap.grade.Details;
import org.sandtrap.grade.Feedback;
import org.sandtrap.grade.GradedItem;
import org.sandtrap.grade.TestResult;
import org.sandtrap.grade.cases.Aggregation;
import tools.jackson.core.JacksonException;

/**
 * The records of graded tests in a directory, as {@link GradeLog} has written them. Where several
 * logs have the same assignment, the latest counts.
 */
final class GradeRecords {
  private final Map<String, Assignment> assignments = new LinkedHashMap<>();
  private final Map<String, TestResult> results = new LinkedHashMap<>();
  private final List<String> errors = new ArrayList<>();

  private GradeRecords() {}

  /**
   * Reads all logs.
   *
   * @throws UncheckedIOException when the directory cannot be read
   */
  static GradeRecords read(Path directory) {
    GradeRecords records = new GradeRecords();
    try (Stream<Path> files = Files.list(directory)) {
      files
          .filter(file -> file.getFileName().toString().endsWith(".jsonl"))
          .sorted()
          .forEach(records::add);
    } catch (IOException e) {
      throw new UncheckedIOException(
          directory
              + " cannot be read. Expected what tests have written that ran with"
              + " -Dsandtrap.grade="
              + directory
              + ".",
          e);
    }
    return records;
  }

  Map<String, Assignment> assignments() {
    return assignments;
  }

  Map<String, TestResult> results() {
    return results;
  }

  List<String> errors() {
    return errors;
  }

  private void add(Path file) {
    Map<String, TestResult> fresh = new LinkedHashMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        add(line, fresh);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    results.putAll(fresh);
  }

  private void add(String line, Map<String, TestResult> fresh) {
    Fields fields;
    try {
      fields = new Fields(JsonTree.read(line));
    } catch (JacksonException e) {
      return; // the last line of a JVM that was killed
    }
    switch (fields.text("kind")) {
      case "assignment" -> {
        Assignment assignment = assignment(fields);
        assignments.put(assignment.name(), assignment);
        assignment.tests().map(GradedItem::id).forEach(results::remove);
      }
      case "result" -> {
        TestResult result = result(fields);
        fresh.merge(result.id(), result, TestResult::or);
      }
      default -> errors.add(fields.text("message"));
    }
  }

  private static Assignment assignment(Fields fields) {
    return new Assignment(
        fields.text("name"),
        fields.number("total"),
        fields.number("cap"),
        fields.number("step"),
        items(fields));
  }

  private static List<GradedItem> items(Fields fields) {
    return fields.objects("items").stream().map(GradeRecords::item).toList();
  }

  private static GradedItem item(Fields fields) {
    return new GradedItem(
        fields.text("id"),
        fields.text("name"),
        fields.number("points"),
        fields.truth("extra"),
        Aggregation.valueOf(fields.text("aggregation")),
        Feedback.valueOf(fields.text("feedback")),
        fields.optional("visibleAfter").map(Instant::parse),
        fields.optional("hint"),
        fields.texts("gates"),
        items(fields));
  }

  private static TestResult result(Fields fields) {
    return new TestResult(
        fields.text("id"),
        TestResult.Status.valueOf(fields.text("status")),
        fields.number("share"),
        fields.text("verdict"),
        new Details(
            fields.text("ending"),
            fields.text("output"),
            fields.text("input"),
            fields.text("difference"),
            fields.text("all")),
        Duration.ofNanos((long) fields.number("duration")));
  }

  /** The fields of an object. */
  private record Fields(Object object) {
    private Object value(String key) {
      return ((Map<?, ?>) object).get(key);
    }

    String text(String key) {
      return String.valueOf(value(key));
    }

    Optional<String> optional(String key) {
      return Optional.ofNullable(value(key)).map(String::valueOf);
    }

    double number(String key) {
      return (Double) value(key);
    }

    boolean truth(String key) {
      return (Boolean) value(key);
    }

    List<String> texts(String key) {
      return ((List<?>) value(key)).stream().map(String::valueOf).toList();
    }

    List<Fields> objects(String key) {
      return ((List<?>) value(key)).stream().map(each -> new Fields(each)).toList();
    }
  }
}
