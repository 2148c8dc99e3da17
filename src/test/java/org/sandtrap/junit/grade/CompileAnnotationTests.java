package org.sandtrap.junit.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.Run;
import org.sandtrap.grade.compile.CompileError;
import org.sandtrap.grade.compile.Program;
import org.sandtrap.grade.compile.SubmissionError;
import org.sandtrap.isolation.Network;
import org.sandtrap.junit.Engine;
import org.sandtrap.junit.Sandboxed;
import org.sandtrap.junit.SandtrapConfiguration;
import org.sandtrap.junit.Untrusted;
import org.sandtrap.testing.Landlock;

/** Tests that take a program which was compiled for them. */
class CompileAnnotationTests {
  @TempDir static Path directory;

  @BeforeAll
  static void makeSubmissions() throws IOException {
    Landlock.require();
    submission("right", "int main(int n, char **words) { return 40 + n; }\n");
    submission("broken", "int main(void) { return x; }\n");
  }

  private static void submission(String name, String text) throws IOException {
    Path submission = Files.createDirectory(directory.resolve(name));
    Files.writeString(submission.resolve("main.c"), text);
  }

  private static Map<String, String> grading(String name) {
    return Map.of(SandtrapConfiguration.SUBMISSION, directory.resolve(name).toString());
  }

  @Test
  void aClassSaysHowItsTestsGetTheirProgram() {
    Engine.run(Compiled.class, grading("right"))
        .testEvents()
        .assertStatistics(events -> events.succeeded(5));
  }

  @Untrusted
  @Sandboxed(cpu = "2s")
  @Compile(
      sources = "*.c",
      command = {"gcc", "{sources}", "-o", "{output}"})
  static class Compiled {
    @Compile(
        sources = "*.c",
        command = {"gcc", "-DFIELD", "{sources}", "-o", "{output}"})
    private static Program ofAField;

    @Test
    void isRun(Program program) {
      assertThat(program.run().exitCode()).hasValue(41);
    }

    @Test
    void isRunWithArguments(Program program) {
      assertThat(program.run("-v").exitCode()).hasValue(42);
    }

    @Test
    void hasTheSettingsOfTheTest(Program program) {
      assertThat(program.sandbox().limits().cpu()).isPresent();
      assertThat(program.sandbox().isolation().network()).isEqualTo(Network.NONE);
    }

    @Test
    @Compile(command = {"sh", "-c", "printf '#!/bin/sh\nexit 7\n' > {output}"})
    void isThatOfTheMethod(Program program) {
      assertThat(program.run().exitCode()).hasValue(7);
    }

    @Test
    void orOfAField() {
      Run run = ofAField.run("one", "two");
      assertThat(run.exitCode()).hasValue(43);
      assertThat(ofAField.sandbox().isolation().network()).isEqualTo(Network.NONE);
    }
  }

  @Test
  void whatDoesNotCompileFailsTheTest() {
    assertThat(Engine.failure(OneTest.class, grading("broken")))
        .isInstanceOf(CompileError.class)
        .hasMessageContaining("main.c:1:25: error: ‘x’ undeclared");
  }

  @Compile(
      sources = "*.c",
      command = {"gcc", "{sources}", "-o", "{output}"})
  static class OneTest {
    @Test
    void runs(Program program) {
      assertThat(program.run().exitCode()).hasValue(41);
    }
  }

  @Test
  void filesThatDoNotBelongThereAreNamedBeforeTheyAreCompiled() {
    assertThat(Engine.failure(WrongFiles.class, grading("right")))
        .isInstanceOf(SubmissionError.class)
        .hasMessageContaining("sum.c")
        .hasMessageContaining("main.c");
    assertThat(Engine.failure(WrongSize.class, grading("right")))
        .hasMessageContaining("@Submission on WrongSize, ");
  }

  @Submission(required = "sum.c", forbidden = "main.c")
  @Compile(command = {"no-such-compiler", "{sources}", "{output}"})
  static class WrongFiles extends OneTestOfASuperclass {}

  @Submission(maxFile = "huge")
  @Compile(command = {"no-such-compiler", "{sources}", "{output}"})
  static class WrongSize extends OneTestOfASuperclass {}

  @Test
  void aGradedSubmissionIsConfined() {
    Map<String, String> graded =
        Map.of(
            SandtrapConfiguration.SUBMISSION,
            directory.resolve("right").toString(),
            SandtrapConfiguration.GRADE,
            directory.resolve("grade").toString());
    assertThat(Engine.failure(OneTest.class, graded))
        .hasStackTraceContaining("OneTest grades submissions, but nothing keeps them from reading")
        .hasStackTraceContaining("Write @Untrusted on the class");
  }

  @Test
  void aLinkThatTheTeacherNamesIsFollowed() throws IOException {
    Files.createSymbolicLink(directory.resolve("linked"), directory.resolve("right"));
    Engine.run(OneTest.class, grading("linked"))
        .testEvents()
        .assertStatistics(events -> events.succeeded(1));
  }

  @Test
  void aCommandWithoutAPlaceForTheProgramIsNamed() {
    assertThat(Engine.failure(NoOutput.class, grading("right")))
        .hasMessageContaining("@Compile on NoOutput, command: no word contains {output}");
  }

  @Compile(command = {"gcc", "{sources}", "-o", "{outptu}"})
  static class NoOutput extends OneTestOfASuperclass {}

  @Test
  void aSubmissionThatIsNotThereIsNamed() {
    assertThat(Engine.failure(OneTest.class, grading("absent")))
        .hasStackTraceContaining("@Compile on OneTest, directory: " + directory)
        .hasStackTraceContaining("absent is no directory")
        .hasStackTraceContaining("-Dsandtrap.submission=");
  }

  @Test
  void aWrongValueIsNamed() {
    assertThat(Engine.failure(WrongCpu.class, grading("right")))
        .hasStackTraceContaining("@Compile on WrongCpu, cpu: ");
    assertThat(Engine.failure(WrongVariable.class, grading("right")))
        .hasStackTraceContaining(
            "@Compile on WrongVariable, environment: \"CFLAGS\" is no variable.");
    assertThat(Engine.failure(WrongField.class, grading("right")))
        .isInstanceOf(ExtensionConfigurationException.class)
        .hasMessage(
            "@Compile on WrongField.program, the field must be a Program, and not final, so that it"
                + " is set.");
  }

  @Compile(
      command = {"gcc", "{sources}", "-o", "{output}"},
      cpu = "soon")
  static class WrongCpu extends OneTestOfASuperclass {}

  @Compile(
      command = {"gcc", "{sources}", "-o", "{output}"},
      environment = "CFLAGS")
  static class WrongVariable extends OneTestOfASuperclass {}

  abstract static class OneTestOfASuperclass {
    @Test
    void runs(Program program) {
      program.run();
    }
  }

  static class WrongField {
    @Compile(command = {"gcc", "{sources}"})
    private String program;

    @Test
    void runs() {
      assertThat(program).isNull();
    }
  }
}
