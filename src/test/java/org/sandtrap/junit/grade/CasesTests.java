package org.sandtrap.junit.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.Event;
import org.sandtrap.grade.cases.Case;
import org.sandtrap.grade.cases.CaseFailure;
import org.sandtrap.grade.compile.Program;
import org.sandtrap.junit.Engine;
import org.sandtrap.junit.Sandboxed;

/** Tests that are invoked for each case. */
class CasesTests {
  private static List<String> finished(Class<?> type) {
    return Engine.run(type).testEvents().succeeded().stream()
        .map(Event::getTestDescriptor)
        .map(test -> test.getDisplayName())
        .toList();
  }

  @Test
  void eachCaseIsATest() {
    assertThat(finished(Sorted.class)).containsExactly("empty", "three", "words/1");
  }

  @Sandboxed(command = "sort")
  static class Sorted {
    static Stream<Case> cases() {
      return Stream.of(
          Case.of("empty", "", ""),
          Case.of("three", "c\nb\na\n", "a\nb\nc\n"),
          Case.of("words/1", "x\nx\n", "x\n").withArguments("-u"));
    }

    @Cases(generator = "cases")
    void sorts(Program program, Case given) {
      given.check(program);
    }
  }

  @Test
  void aTestThatTakesNoCaseIsCheckedAllTheSame() {
    assertThat(finished(Checked.class)).containsExactly("right");
    assertThat(Engine.throwables(Engine.run(Checked.class)))
        .singleElement()
        .isInstanceOfSatisfying(
            CaseFailure.class,
            failure -> {
              assertThat(failure).hasMessageStartingWith("Case wrong: WA. ");
              assertThat(failure.result().verdict()).isEqualTo("WA");
              assertThat(failure.result().share()).isZero();
            });
  }

  @Sandboxed(command = "cat")
  static class Checked {
    static List<Case> cases() {
      return List.of(Case.of("right", "1", "1"), Case.of("wrong", "1", "2"));
    }

    @Cases(generator = "cases")
    void copies() {}
  }

  @Test
  void aRunThatDoesNotEndNormallyIsNoAnswer() {
    assertThat(Engine.throwables(Engine.run(Endings.class)))
        .extracting(failure -> ((CaseFailure) failure).result().verdict())
        .containsExactly("AT", "RT", "TL");
  }

  @Sandboxed(
      command = {"sh", "-s"},
      wall = "500ms")
  static class Endings {
    static List<Case> cases() {
      return List.of(
          Case.of("exit", "echo 1; exit 3", "1"),
          Case.of("crash", "echo 1; kill -SEGV $$", "1"),
          Case.of("endless", "echo 1; sleep 60", "1"),
          Case.of("right", "echo 1", "1"));
    }

    @Cases(generator = "cases")
    void prints() {}
  }

  @Test
  void theProgramIsRunOnTheCaseOnly() {
    assertThat(finished(NeedsInput.class)).containsExactly("one", "one");
  }

  /** Fails where there is no input, as many programs do. */
  @Sandboxed(command = {"sh", "-c", "read line || exit 3; echo $line"})
  static class NeedsInput {
    static List<Case> cases() {
      return List.of(Case.of("one", "1\n", "1\n"));
    }

    @Cases(generator = "cases")
    void byItself() {}

    @Cases(generator = "cases")
    void byTheTest(Program program, Case given) {
      given.check(program);
    }
  }

  @Test
  void faultsOfTheAssignmentAreNamed() {
    assertWrong(NoSource.class, "expected either a directory, @Cases(\"cases\"), or");
    assertWrong(NoDirectory.class, "no-such-cases is no directory.");
    assertWrong(NoGenerator.class, "generator: NoGenerator has no static method cases() without");
    assertWrong(Twice.class, "generator: two cases are named same.");
    assertWrong(NoProgram.class, "takes a Program, but nothing says which. Write @Compile(");
    assertWrong(UnknownCheck.class, "The case one, check: ");
  }

  private static void assertWrong(Class<?> type, String problem) {
    assertThat(Engine.throwables(Engine.run(type)).get(0)).hasStackTraceContaining(problem);
  }

  static class NoSource {
    @Cases
    void runs() {}
  }

  static class NoDirectory {
    @Cases("no-such-cases")
    void runs() {}
  }

  static class NoGenerator {
    @Cases(generator = "cases")
    void runs() {}
  }

  static class Twice {
    static Stream<Case> cases() {
      return Stream.of(Case.of("same", "", ""), Case.of("same", "", ""));
    }

    @Cases(generator = "cases")
    void runs() {}
  }

  static class NoProgram {
    static Stream<Case> cases() {
      return Stream.of(Case.of("one", "", ""));
    }

    @Cases(generator = "cases")
    void runs(Program program) {
      program.run();
    }
  }

  @Sandboxed(command = "cat")
  static class UnknownCheck {
    static Stream<Case> cases() {
      return Stream.of(
          Case.of("one", "", "")
              .withSettings(
                  new org.sandtrap.grade.cases.CaseSettings(
                      java.util.Map.of(),
                      java.util.OptionalDouble.empty(),
                      java.util.Optional.empty(),
                      java.util.Optional.of("no-such-checker"),
                      java.util.Optional.empty(),
                      java.util.Optional.empty())));
    }

    @Cases(generator = "cases")
    void runs() {}
  }
}
