package org.sandtrap.junit.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.sandtrap.grade.cases.Case;
import org.sandtrap.grade.compile.Program;
import org.sandtrap.report.GradeReport;
import org.sandtrap.testing.Landlock;

/** A class of submissions, graded in one test run. */
class CohortTests {
  private static final AtomicInteger RUNS = new AtomicInteger();

  /** Where the submissions are, whatever the working directory is. */
  private static final Path SUBMISSIONS = Path.of("target", "cohort-tests");

  @TempDir private Path results;

  @BeforeEach
  void makeSubmissions() throws IOException {
    Landlock.require();
    RUNS.set(0);
    write("anna", "echo $(($1 + $2))");
    write("ben", "echo $(($1 - $2))");
    write("cleo", "kill -9 $PPID; kill -9 0; echo 3");
    Files.createDirectories(SUBMISSIONS.resolve("dora"));
  }

  private static void write(String name, String script) throws IOException {
    Path directory = Files.createDirectories(SUBMISSIONS.resolve(name));
    Files.writeString(directory.resolve("sum.sh"), "#!/bin/sh\n" + script + "\n");
  }

  private SortedMap<String, GradeReport> grade(Class<?> type, Map<String, String> parameters) {
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(type))
                .configurationParameter("sandtrap.grade", results.toString())
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameters(parameters)
                .build());
    return GradeReport.all(results, Clock.systemUTC());
  }

  @org.sandtrap.junit.Untrusted
  @Submissions("target/cohort-tests")
  @Compile(
      sources = "*.sh",
      command = {"cp", "{sources}", "{output}"})
  @Points(3)
  static class Sums {
    static List<Case> cases() {
      return List.of(
          Case.of("one", "", "3").withArguments("1", "2"),
          Case.of("two", "", "-1").withArguments("1", "-2"));
    }

    @Cases(generator = "cases")
    @Points(2)
    void sums(Program program, Case given) {
      RUNS.incrementAndGet();
      given.check(program);
    }

    @Nested
    class More {
      @Test
      @Points(1)
      void addsNothing(Program program) {
        RUNS.incrementAndGet();
        assertThat(program.run("0", "0").stdoutText()).isEqualTo("0\n");
      }
    }
  }

  private static void assertGrades(SortedMap<String, GradeReport> reports) {
    assertThat(reports).containsOnlyKeys("anna", "ben", "cleo", "dora");
    assertThat(reports.values()).flatExtracting(GradeReport::faults).isEmpty();
    assertThat(reports.values())
        .extracting(report -> report.totals().get("CohortTests.Sums"))
        .containsExactly(3.0, 1.0, 0.0, 0.0);
    assertThat(reports.get("dora").text()).contains("CE  sums/one", "nothing matches *.sh");
  }

  @Test
  void eachSubmissionIsGraded() {
    assertGrades(grade(Sums.class, Map.of()));
    assertThat(RUNS).hasValue(9);
  }

  @Test
  void oneIsGradedAgain() throws IOException {
    grade(Sums.class, Map.of());
    write("ben", "echo $(($1 + $2))");
    SortedMap<String, GradeReport> reports =
        grade(Sums.class, Map.of("sandtrap.submission", SUBMISSIONS.resolve("ben").toString()));
    assertThat(RUNS).hasValue(12);
    assertThat(reports.values())
        .extracting(report -> report.totals().get("CohortTests.Sums"))
        .containsExactly(3.0, 3.0, 0.0, 0.0);
  }

  @Test
  void whatIsGradedIsLeftOutWhenItGoesOn() throws IOException {
    assertGrades(grade(Sums.class, Map.of("sandtrap.grade.resume", "true")));
    assertThat(RUNS).hasValue(9);
    forgetHalf();
    assertGrades(grade(Sums.class, Map.of("sandtrap.grade.resume", "true")));
    assertThat(RUNS.get()).isGreaterThan(9);
    int runs = RUNS.get();
    assertGrades(grade(Sums.class, Map.of("sandtrap.grade.resume", "true")));
    assertThat(RUNS).hasValue(runs);
  }

  /** As if the JVM had been killed in the middle, and in the middle of a line. */
  private void forgetHalf() throws IOException {
    try (var logs = Files.list(results)) {
      for (Path log : logs.toList()) {
        String text = Files.readString(log);
        Files.writeString(log, text.substring(0, text.length() * 2 / 3));
      }
    }
  }

  @Test
  void aDirectoryThatIsNotThereFailsTheGrading() {
    grade(Nowhere.class, Map.of());
    assertThat(GradeReport.of(results, Clock.systemUTC()).faults())
        .anyMatch(fault -> fault.contains("no-such-cohort is no directory."));
  }

  @Submissions("target/no-such-cohort")
  static class Nowhere {
    @Test
    @Points(1)
    void passes() {}
  }
}
