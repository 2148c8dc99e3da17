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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sandtrap.grade.Assignment;
import org.sandtrap.grade.Details;
import org.sandtrap.grade.Feedback;
import org.sandtrap.grade.GradedItem;
import org.sandtrap.grade.TestResult;
import org.sandtrap.grade.cases.Aggregation;

/**
 * The records of the graded tests of a submission, as {@link GradeLog} has written them. Where
 * several logs have the same assignment, the latest counts.
 */
final class GradeRecords {
  private final Map<String, Assignment> assignments = new LinkedHashMap<>();
  private final Map<String, TestResult> results = new LinkedHashMap<>();

  private GradeRecords() {}

  /**
   * The records of a directory.
   *
   * @param submissions those of each submission, by its name
   * @param errors faults of the grading that belong to no submission
   */
  record All(SortedMap<String, GradeRecords> submissions, List<String> errors) {}

  /**
   * Reads all logs.
   *
   * @throws UncheckedIOException when the directory cannot be read
   */
  static All read(Path directory) {
    All all = new All(new TreeMap<>(), new ArrayList<>());
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file :
          files.filter(one -> one.getFileName().toString().endsWith(".jsonl")).sorted().toList()) {
        add(file, all);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          directory
              + " cannot be read. Expected what tests have written that ran with"
              + " -Dsandtrap.grade="
              + directory
              + ".",
          e);
    }
    return all;
  }

  /** The records of nothing. */
  static GradeRecords none() {
    return new GradeRecords();
  }

  Map<String, Assignment> assignments() {
    return assignments;
  }

  Map<String, TestResult> results() {
    return results;
  }

  private static void add(Path file, All all) throws IOException {
    all.errors().clear(); // a later run of the tests has its own
    Map<String, Map<String, TestResult>> fresh = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      Optional<Object> object = json(line);
      if (object.isEmpty()) {
        continue; // the last line of a JVM that was killed
      }
      Fields fields = new Fields(object.get());
      switch (fields.text("kind")) {
        case "assignment" -> {
          Assignment assignment = assignment(fields);
          fields.texts("submissions").forEach(name -> of(name, all).plan(assignment));
        }
        case "result" -> {
          TestResult result = result(fields);
          fresh
              .computeIfAbsent(fields.text("submission"), name -> new LinkedHashMap<>())
              .merge(result.id(), result, TestResult::or);
        }
        default -> all.errors().add(fields.text("message"));
      }
    }
    fresh.forEach((name, results) -> of(name, all).results.putAll(results));
  }

  private static Optional<Object> json(String line) {
    try {
      return JsonTree.read(line);
    } catch (NoClassDefFoundError e) {
      throw MissingJackson.explained(e);
    }
  }

  private static GradeRecords of(String submission, All all) {
    return all.submissions().computeIfAbsent(submission, name -> new GradeRecords());
  }

  private void plan(Assignment assignment) {
    assignments.put(assignment.name(), assignment);
    assignment.tests().map(GradedItem::id).forEach(results::remove);
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
