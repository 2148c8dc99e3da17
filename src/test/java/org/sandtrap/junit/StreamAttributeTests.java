package org.sandtrap.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.Leftovers;
import org.sandtrap.Run;

/** What a program reads and where it writes, and what becomes of what it leaves behind. */
class StreamAttributeTests {
  @Test
  void outputsGoWhereTheAnnotationSays() {
    Engine.succeeds(Outputs.class, 6);
  }

  @Sandboxed(command = {"sh", "-c", "echo out; echo err >&2"})
  static class Outputs {
    @TempDir Path directory;

    @Test
    void areCaptured(@Stdout String out, @Stderr String err) {
      assertThat(out + err).isEqualTo("out\nerr\n");
    }

    @Test
    @Sandboxed(stdout = Redirect.DISCARD)
    void oneIsDiscarded(Run run) {
      assertThat(run.stdoutText() + run.stderrText()).isEqualTo("err\n");
    }

    @Test
    @Sandboxed(stderr = Redirect.STDOUT)
    void bothAreOne(Run run) {
      assertThat(run.stdoutText()).isEqualTo("out\nerr\n");
      assertThat(run.stderrText()).isEmpty();
    }

    @Test
    @Sandboxed(stdoutFile = "{tempDir}/out", stderrFile = "{tempDir}/err")
    void goToFiles(Run run) {
      assertThat(directory.resolve("out")).hasContent("out\n");
      assertThat(directory.resolve("err")).hasContent("err\n");
      assertThat(run.stdout()).isEmpty();
    }

    @Test
    @Sandboxed(stdin = "text", command = "cat")
    void aTextIsRead(@Stdout String out) {
      assertThat(out).isEqualTo("text");
    }

    @Test
    @Sandboxed(stdinFile = "target/test-classes/junit-platform.properties", command = "head")
    void aFileIsRead(@Stdout String out) {
      assertThat(out).isNotBlank();
    }
  }

  @Test
  void theClosestOfWhatExcludesEachOtherWins() {
    Engine.succeeds(Excluding.class, 2);
  }

  @Sandboxed(command = "cat", stdin = "of the class", stdout = Redirect.DISCARD)
  static class Excluding {
    @TempDir Path directory;

    @Test
    @Sandboxed(stdinFile = "/dev/null", stdoutFile = "{tempDir}/out")
    void byFiles(Run run) {
      assertThat(directory.resolve("out")).isEmptyFile();
    }

    @Test
    @Sandboxed(stdout = Redirect.CAPTURE)
    void byAnotherValue(@Stdout String text) {
      assertThat(text).isEqualTo("of the class");
    }
  }

  @Test
  void leftoversAreAwaitedWhereTheAnnotationSaysSo() {
    Engine.succeeds(Awaits.class, 1);
  }

  static class Awaits {
    @Test
    @Sandboxed(
        command = {"sh", "-c", "(sleep 0.2; echo late) &"},
        leftovers = Leftovers.AWAIT)
    void theirOutputIsThere(@Stdout String text) {
      assertThat(text).isEqualTo("late\n");
    }
  }

  @Test
  void whatExcludesEachOtherIsNotGivenTogether() {
    assertThat(Engine.failure(TwoInputs.class))
        .hasMessage(
            "@Sandboxed on StreamAttributeTests.TwoInputs.test(), stdin: is given beside stdinFile,"
                + " which excludes it. Leave one of them.");
    assertThat(Engine.failure(TwoOutputs.class))
        .hasMessageEndingWith(
            "stdout: is given beside stdoutFile, which excludes it. Leave one of them.");
    assertThat(Engine.failure(TwoValues.class))
        .hasMessageEndingWith("stderr: takes one value, not 2. Leave one of them.");
    assertThat(Engine.failure(ToItself.class))
        .hasMessageEndingWith(
            "stdout: STDOUT is for standard error, which then goes where standard output goes.");
  }

  static class TwoInputs {
    @Test
    @Sandboxed(command = "cat", stdin = "a", stdinFile = "b")
    void test() {}
  }

  static class TwoOutputs {
    @Test
    @Sandboxed(command = "true", stdout = Redirect.DISCARD, stdoutFile = "b")
    void test() {}
  }

  static class TwoValues {
    @Test
    @Sandboxed(
        command = "true",
        stderr = {Redirect.DISCARD, Redirect.INHERIT})
    void test() {}
  }

  static class ToItself {
    @Test
    @Sandboxed(command = "true", stdout = Redirect.STDOUT)
    void test() {}
  }
}
