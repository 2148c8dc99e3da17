package org.sandtrap.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EventType;
import org.sandtrap.Sandbox;
import org.sandtrap.assertion.SandtrapAssertions;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.trace.SnapshotFile;

/** Snapshots that no test of a class needs any more. */
@Tag("build")
class SnapshotReviewTests {
  private static final String NAME = Reviewed.class.getName();

  @Sandboxed(trace = "exit")
  static class Reviewed {
    @Test
    void compares(Sandbox sandbox) {
      SandtrapAssertions.assertThat(sandbox.run("true").trace()).matchesSnapshot();
    }

    @Test
    void failsBefore(Sandbox sandbox) {
      assertThat(sandbox.run("false").exitCode()).hasValue(0);
    }
  }

  private static Path file(String rest) {
    return SnapshotFile.DIRECTORY.resolve(NAME + "." + rest + ".trace");
  }

  private static void clear() throws IOException {
    for (String rest : List.of("compares", "compares-other", "failsBefore", "isGone")) {
      Files.deleteIfExists(file(rest));
    }
  }

  @Test
  void thoseOfNoTestAndOfNoComparisonAreReported() throws Exception {
    try {
      for (String rest : List.of("compares-other", "failsBefore", "isGone")) {
        Files.writeString(file(rest), "");
      }
      List<String> lenient = reviewed("create");
      // The one of a test that failed before its comparison may be needed.
      assertThat(lenient)
          .containsSubsequence(
              "unused " + file("compares-other"), "unused " + file("isGone"), "failures 1")
          .noneMatch(line -> line.contains("failsBefore.trace"));
      assertThat(reviewed("strict"))
          .anyMatch(
              line ->
                  line.startsWith("No test of Reviewed needs these snapshots: ")
                      && line.contains("isGone"));
    } finally {
      clear();
    }
  }

  /** What a JVM says of the tests in which snapshots are treated so, whatever CI this runs in. */
  private static List<String> reviewed(String mode) throws Exception {
    return ChildJvm.of(Review.class).withOptions("-Dsandtrap.snapshots=" + mode).run();
  }

  /** Runs the tests and prints the snapshots they do not need and what fails. */
  static final class Review {
    private Review() {}

    /** Does it. */
    public static void main(String[] none) {
      EngineExecutionResults results = Engine.run(Reviewed.class);
      results
          .allEvents()
          .filter(event -> event.getType() == EventType.REPORTING_ENTRY_PUBLISHED)
          .map(event -> event.getRequiredPayload(ReportEntry.class).getKeyValuePairs())
          .flatMap(pairs -> pairs.entrySet().stream())
          .filter(entry -> entry.getKey().equals("sandtrap.unusedSnapshot"))
          .forEach(entry -> System.out.println("unused " + entry.getValue()));
      List<Throwable> failures = Engine.throwables(results);
      failures.forEach(failure -> System.out.println(failure.getMessage()));
      System.out.println("failures " + failures.size());
    }
  }
}
