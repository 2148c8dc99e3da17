package org.sandtrap.junit.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.sandtrap.grade.Feedback;
import org.sandtrap.grade.cases.Aggregation;
import org.sandtrap.grade.cases.Case;
import org.sandtrap.grade.cases.CaseSettings;
import org.sandtrap.junit.Sandboxed;
import org.sandtrap.report.GradeReport;

/** Points of tests, from annotations to scores. */
class GradingTests {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-12-24T12:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path directory;

  private GradeReport graded(Class<?> type) {
    return graded(type, directory);
  }

  private static GradeReport graded(Class<?> type, Path directory) {
    return graded(type, directory, "1h");
  }

  private static GradeReport graded(Class<?> type, Path directory, String deadline) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(type))
            .configurationParameter("sandtrap.grade", directory.toString())
            .configurationParameter("sandtrap.grade.deadline", deadline)
            .build();
    LauncherFactory.create().execute(request);
    return GradeReport.of(directory, CLOCK);
  }

  private static double total(GradeReport report) {
    assertThat(report.faults()).isEmpty();
    assertThat(report.totals()).hasSize(1);
    return report.totals().values().iterator().next();
  }

  @Test
  void whatPassesEarnsItsPoints() {
    GradeReport report = graded(Mixed.class);
    assertThat(total(report)).isEqualTo(6);
    assertThat(report.text())
        .isEqualTo(
            """
            GradingTests.Mixed: 6 of 10 points
              WA  fails  0 of 4
                  [it is wrong]
                  Hint: Read the exercise.
              AC  passes  6 of 6
              AC  withoutPoints  0 of 0
            """);
  }

  @Points(10)
  @org.junit.jupiter.api.TestMethodOrder(org.junit.jupiter.api.MethodOrderer.MethodName.class)
  static class Mixed {
    @Test
    @Points(6)
    void passes() {}

    @Test
    @Points(4)
    @Hint("Read the exercise.")
    void fails() {
      throw new AssertionError("[it is wrong] ");
    }

    @Test
    void withoutPoints() {}
  }

  @Test
  void casesShareThePointsOfTheirTest() {
    assertThat(total(graded(Shared.class))).isEqualTo(3 + 3 + 3 + 5);
  }

  /** 12 points: one case has 3 of its own, three share 9; of the last test the half is right. */
  @Sandboxed(command = "cat")
  static class Shared {
    static List<Case> cases() {
      CaseSettings three = settings(3);
      return List.of(
          Case.of("a", "1", "1").withSettings(three),
          Case.of("b", "1", "1"),
          Case.of("c", "1", "2"),
          Case.of("d/e", "1", "1"));
    }

    static List<Case> two() {
      return List.of(Case.of("right", "1", "1"), Case.of("wrong", "1", "2"));
    }

    static CaseSettings settings(double points) {
      CaseSettings none = CaseSettings.NONE;
      return new CaseSettings(
          none.limits(),
          java.util.OptionalDouble.of(points),
          none.aggregation(),
          none.checker(),
          none.hidden(),
          none.hint());
    }

    @Cases(generator = "cases")
    @Points(12)
    void some() {}

    @Cases(generator = "two")
    @Points(10)
    void half() {}

    @Cases(generator = "two")
    @Points(value = 10, aggregation = Aggregation.ALL)
    void nothing() {}

    @Cases(generator = "two")
    @Points(value = 10, aggregation = Aggregation.MIN)
    void neither() {}
  }

  @Test
  void extraPointsArePastTheTotalAndPenaltiesAreTaken() {
    assertThat(total(graded(Extra.class))).isEqualTo(10.5);
    assertThat(total(graded(Penalty.class, directory.resolve("penalty")))).isEqualTo(9);
    assertThat(total(graded(Nothing.class, directory.resolve("nothing")))).isZero();
  }

  @Points(value = 10, cap = 10.75, step = 0.5)
  static class Extra {
    @Test
    @Points(10)
    void passes() {}

    @Test
    @Points(value = 0.4, extra = true)
    void isFast() {}
  }

  @Points(10)
  static class Penalty {
    @Test
    @Points(10)
    void passes() {}

    @Test
    @Points(-1)
    void hasNoWarnings() {
      throw new AssertionError("warning");
    }
  }

  static class Nothing {
    @Test
    @Points(-5)
    void isNotBelowZero() {
      throw new AssertionError("wrong");
    }
  }

  @Test
  void aGateClosesWhatRequiresIt() {
    GradeReport report = graded(Gated.class);
    assertThat(total(report)).isEqualTo(1);
    assertThat(report.text())
        .contains("secrets  0 of 5  (GradingTests.Gated.samples has not passed)");
  }

  @Sandboxed(command = "cat")
  static class Gated {
    static List<Case> sampleCases() {
      return List.of(Case.of("1", "1", "1"), Case.of("2", "1", "2"));
    }

    @Cases(generator = "sampleCases")
    void samples() {}

    @Test
    @Points(5)
    @Requires("samples")
    void secrets() {}

    @Test
    @Points(1)
    @Requires("samples/1")
    void more() {}
  }

  @Test
  void aTestWithSeveralInvocationsPassesWhenAllDo() {
    assertThat(total(graded(Repeated.class))).isEqualTo(1);
  }

  static class Repeated {
    @RepeatedTest(3)
    @Points(4)
    void fails(RepetitionInfo info) {
      assertThat(info.getCurrentRepetition()).isNotEqualTo(2);
    }

    @Nested
    class Inner {
      @RepeatedTest(2)
      @Points(1)
      void passes() {}
    }
  }

  @Test
  void studentsSeeWhatTheTestShows() {
    String text = graded(Shown.class).text();
    assertThat(text)
        .contains("WA  all/1", "Case 1: WA.")
        .contains("WA  difference/1", "The output is wrong at line 1, column 1.")
        .contains("WA  verdict/1", "WA  later/1", "WA  before/1");
    assertThat(lines(text, "verdict/1")).isEmpty();
    assertThat(lines(text, "later/1")).isEmpty();
    assertThat(lines(text, "output/1")).contains("Your output:", "in").doesNotContain("Input:");
    assertThat(lines(text, "before/1")).contains("Input:", "Your output:");
  }

  private static List<String> lines(String text, String test) {
    return text.lines()
        .dropWhile(line -> !line.contains(test))
        .skip(1)
        .takeWhile(line -> line.startsWith("        "))
        .map(String::strip)
        .toList();
  }

  @Sandboxed(command = "cat")
  static class Shown {
    static List<Case> cases() {
      return List.of(Case.of("1", "in\n", "out\n"));
    }

    @Cases(generator = "cases")
    @Points(1)
    void difference() {}

    @Cases(generator = "cases")
    @Visible(Feedback.ALL)
    void all() {}

    @Cases(generator = "cases")
    @Visible(Feedback.OUTPUT)
    void output() {}

    @Cases(generator = "cases")
    @Hidden
    @Visible(Feedback.ALL)
    void verdict() {}

    @Cases(generator = "cases")
    @Visible(after = "2026-12-24T12:00:01Z")
    void later() {}

    @Cases(generator = "cases")
    @Visible(after = "2026-12-24T12:00:00Z")
    void before() {}
  }

  @Test
  void whatIsNotReachedInTimeEarnsNothing() {
    GradeReport report = graded(Mixed.class, directory, "1ms");
    assertThat(total(report)).isEqualTo(6); // tests without a program take no time
    GradeReport late = graded(Shared.class, directory.resolve("late"), "1ms");
    assertThat(total(late)).isZero();
    assertThat(late.text()).contains("--  half/right  0 of 5", "the time for grading was over.");
  }

  @Test
  void whatIsNoFaultOfTheSubmissionFailsTheGrading() {
    assertThat(graded(Faulty.class).faults())
        .containsExactlyInAnyOrder(
            "GradingTests.Faulty.breaks: java.lang.IllegalStateException: no disk",
            "GradingTests.Faulty.sleeps: it was skipped: later");
  }

  static class Faulty {
    @Test
    @Points(1)
    void breaks() {
      throw new IllegalStateException("no disk");
    }

    @Test
    @Points(1)
    @Disabled("later")
    void sleeps() {}
  }

  @Test
  void pointsThatDoNotAddUpFailTheGrading() {
    assertThat(graded(Wrong.class).faults())
        .contains(
            "GradingTests.Wrong declares 10 points, but its tests add up to 9: most 9. Change one of"
                + " them.");
    assertThat(graded(WrongCases.class).faults())
        .contains(
            "GradingTests.WrongCases.cases has 2 points, but what is in it adds up to 3. Change one"
                + " of them.");
    assertThat(graded(WrongGate.class).faults())
        .anyMatch(fault -> fault.contains("requires GradingTests.WrongGate.none, and there is no"));
    assertThat(graded(WrongMoment.class).faults())
        .anyMatch(fault -> fault.contains("after: \"tomorrow\" is no moment."));
  }

  @Points(10)
  static class Wrong {
    @Test
    @Points(9)
    void most() {}
  }

  @Sandboxed(command = "cat")
  static class WrongCases {
    static List<Case> three() {
      return List.of(Case.of("a", "", "").withSettings(Shared.settings(3)));
    }

    @Cases(generator = "three")
    @Points(2)
    void cases() {}
  }

  static class WrongGate {
    @Test
    @Points(1)
    @Requires("none")
    void passes() {}
  }

  static class WrongMoment {
    @Test
    @Points(1)
    @Visible(after = "tomorrow")
    void passes() {}
  }

  @Test
  void aClassWithoutPointsIsNotGraded() {
    assertThat(graded(Plain.class).faults())
        .containsExactly("no assignment was found. Expected tests with @Points.");
  }

  static class Plain {
    @Test
    void passes() {}
  }

  @Test
  void gradedAgainItIsTheLatestThatCounts() {
    graded(Faulty.class);
    assertThat(graded(Mixed.class).totals()).containsEntry("GradingTests.Mixed", 6.0);
    assertThat(graded(Mixed.class).totals()).containsEntry("GradingTests.Mixed", 6.0);
  }
}
