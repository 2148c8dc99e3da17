package org.sandtrap.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.sandtrap.grade.Assignment;
import org.sandtrap.grade.Details;
import org.sandtrap.grade.GradedItem;
import org.sandtrap.grade.TestResult;

/**
 * A log of graded tests: a file of JSON lines, one for each assignment before its tests, and one
 * for each test as soon as it has ended. A JVM that is killed loses one test at most. Used by
 * several threads.
 */
public final class GradeLog implements AutoCloseable {
  private final BufferedWriter out;

  private GradeLog(BufferedWriter out) {
    this.out = out;
  }

  /**
   * Begins a log of this JVM in a directory, which several JVMs may share.
   *
   * @throws UncheckedIOException when it cannot be written
   * @throws IllegalStateException when Jackson is not on the class path
   */
  public static GradeLog create(Path directory) {
    try {
      Files.createDirectories(directory);
      return new GradeLog(fresh(directory));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Grades cannot be written into " + directory + ". Expected a directory of yours.", e);
    }
  }

  /** A file whose name is after those of all before it, which the report relies on. */
  private static BufferedWriter fresh(Path directory) throws IOException {
    for (long moment = System.currentTimeMillis(); ; moment++) {
      String name = "%d-%d.jsonl".formatted(moment, ProcessHandle.current().pid());
      try {
        return Files.newBufferedWriter(directory.resolve(name), StandardOpenOption.CREATE_NEW);
      } catch (FileAlreadyExistsException e) {
        // Of a test run in this JVM that has begun in the same millisecond.
      }
    }
  }

  /** Writes what will be graded. */
  public void plan(Assignment assignment) {
    line(
        json -> {
          json.text("kind", "assignment");
          json.text("name", assignment.name());
          json.decimal("total", assignment.total());
          json.decimal("cap", assignment.cap());
          json.decimal("step", assignment.step());
          items(json, assignment.items());
        });
  }

  private static void items(JsonText json, List<GradedItem> items) {
    json.objects(
        "items",
        items,
        item -> {
          json.text("id", item.id());
          json.text("name", item.name());
          json.decimal("points", item.points());
          json.truth("extra", item.extra());
          json.text("aggregation", item.aggregation().name());
          json.text("feedback", item.feedback().name());
          json.text("visibleAfter", item.visibleAfter().map(Object::toString));
          json.text("hint", item.hint());
          json.texts("gates", item.gates());
          items(json, item.items());
        });
  }

  /** Writes how a test ended. */
  public void result(TestResult result) {
    line(
        json -> {
          json.text("kind", "result");
          json.text("id", result.id());
          json.text("status", result.status().name());
          json.decimal("share", result.share());
          json.text("verdict", result.verdict());
          Details details = result.details();
          json.text("ending", details.ending());
          json.text("output", details.output());
          json.text("input", details.input());
          json.text("difference", details.difference());
          json.text("all", details.all());
          json.nanos("duration", result.duration());
        });
  }

  /** Writes a fault of the grading itself, which fails the build. */
  public void error(String message) {
    line(
        json -> {
          json.text("kind", "error");
          json.text("message", message);
        });
  }

  /** The fields of a line. */
  private interface Fields {
    void writeTo(JsonText json);
  }

  private synchronized void line(Fields fields) {
    try {
      try (JsonText json = JsonText.lines(out)) {
        json.document(() -> fields.writeTo(json));
        json.endLine();
      } catch (NoClassDefFoundError e) {
        throw MissingJackson.explained(e);
      }
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the log. */
  @Override
  public synchronized void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
