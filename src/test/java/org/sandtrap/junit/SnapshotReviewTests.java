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
      EngineExecutionResults results = Engine.run(Reviewed.class);
      List<String> reported =
          results
              .allEvents()
              .filter(event -> event.getType() == EventType.REPORTING_ENTRY_PUBLISHED)
              .map(event -> event.getRequiredPayload(ReportEntry.class).getKeyValuePairs())
              .flatMap(pairs -> pairs.entrySet().stream())
              .filter(entry -> entry.getKey().equals("sandtrap.unusedSnapshot"))
              .map(entry -> entry.getValue())
              .toList();
      // The one of a test that failed before its comparison may be needed.
      assertThat(reported)
          .containsExactly(file("compares-other").toString(), file("isGone").toString());
      assertThat(Engine.throwables(results)).hasSize(1);
      List<String> strict =
          ChildJvm.of(Strict.class).withOptions("-Dsandtrap.snapshots=strict").run();
      assertThat(strict)
          .anyMatch(
              line ->
                  line.startsWith("No test of Reviewed needs these snapshots: ")
                      && line.contains("isGone"));
    } finally {
      clear();
    }
  }

  /** Runs the tests where snapshots are strict, and prints what fails. */
  static final class Strict {
    private Strict() {}

    /** Does it. */
    public static void main(String[] none) {
      Engine.throwables(Engine.run(Reviewed.class))
          .forEach(problem -> System.out.println(problem.getMessage()));
    }
  }
}
