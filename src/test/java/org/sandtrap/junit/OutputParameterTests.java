package org.sandtrap.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.sandtrap.Verdict;
import org.sandtrap.limit.Usage;

/** Parameters that take what a program wrote, or what it used. */
class OutputParameterTests {
  @Test
  void anOutputIsTakenAsTextAsLinesOrAsBytes() {
    Engine.succeeds(Outputs.class, 4);
  }

  @Sandboxed(command = {"sh", "-c", "printf 'ä\\nb\\n'; printf err >&2"})
  static class Outputs {
    @Test
    void text(@Stdout String out, @Stderr String err) {
      assertThat(out).isEqualTo("ä\nb\n");
      assertThat(err).isEqualTo("err");
    }

    @Test
    void lines(@Stdout List<String> out, @Stderr List<String> err) {
      assertThat(out).containsExactly("ä", "b");
      assertThat(err).containsExactly("err");
    }

    @Test
    void bytes(@Stdout byte[] out) {
      assertThat(out).isEqualTo("ä\nb\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void usage(Usage usage) {
      assertThat(usage.processesCreated()).isOne();
    }

    @AfterEach
    void after(@Stdout String out) {
      assertThat(out).startsWith("ä");
    }
  }

  @Test
  void aTestThatTakesAnOutputStillFailsWithItsProgram() {
    assertThat(Engine.failure(Fails.class))
        .hasMessageStartingWith("Expected `false` to end with verdict OK");
  }

  static class Fails {
    @Test
    @Sandboxed(command = "false")
    void test(@Stdout String text, Usage usage) {}
  }

  @Test
  void aFailedCheckOfAnOutputNamesTheCommand() {
    Throwable failure = Engine.failure(Wrong.class);
    assertThat(failure).isInstanceOf(AssertionError.class);
    assertThat(failure.getSuppressed())
        .filteredOn(ExaminedRun.class::isInstance)
        .singleElement()
        .satisfies(
            note ->
                assertThat(note)
                    .hasMessageStartingWith(
                        "The output is that of `echo a`. OK: The program ended normally with"));
  }

  static class Wrong {
    @Test
    @Sandboxed(command = {"echo", "a"})
    void test(@Stdout String text) {
      assertThat(text).isEqualTo("b\n");
    }
  }

  @Test
  void whatWentElsewhereIsNotEmpty() {
    assertThat(Engine.failure(Discards.class))
        .isInstanceOf(ParameterResolutionException.class)
        .hasMessage(
            "The parameter of type String of Discards.test(…) needs standard output, but that went to"
                + " nowhere. Leave out stdout and stdoutFile, so that it is captured, or the"
                + " parameter.");
    assertThat(Engine.failure(Merges.class))
        .hasMessage(
            "The parameter of type String of Merges.test(…) needs standard error, but that went to"
                + " standard output. Leave out stderr and stderrFile, so that it is captured, or the"
                + " parameter.");
  }

  static class Discards {
    @Test
    @Sandboxed(command = "true", stdout = Redirect.DISCARD)
    void test(@Stdout String text) {}
  }

  static class Merges {
    @Test
    @Sandboxed(command = "true", stderr = Redirect.STDOUT)
    void test(@Stderr String text) {}
  }

  @Test
  void aParameterIsOneOutput() {
    assertThat(Engine.failure(Both.class))
        .hasMessage(
            "The parameter of type String of Both.test(…) is @Stdout and @Stderr. Leave one of them,"
                + " or take two parameters.");
  }

  static class Both {
    @Test
    @Sandboxed(command = "true")
    void test(@Stdout @Stderr String text) {}
  }

  @Test
  void anOutputOfAnotherType() {
    assertThat(Engine.failure(OtherType.class))
        .isInstanceOf(ParameterResolutionException.class)
        .hasMessage(
            "The parameter of type int of OtherType.test(…) is to take an output, which is a String"
                + " in UTF-8, a List<String> of its lines, or a byte[].");
    assertThat(Engine.failure(OtherList.class)).hasMessageContaining("List<String> of its lines");
  }

  static class OtherType {
    @Test
    @Sandboxed(command = "true", expect = Verdict.OK)
    void test(@Stdout int number) {}
  }

  static class OtherList {
    @Test
    @Sandboxed(command = "true")
    void test(@Stderr List<Integer> numbers) {}
  }

  @Test
  void anOutputNeedsARun() {
    assertThat(Engine.failure(WithoutCommand.class))
        .hasMessageStartingWith(
            "The parameter of type String of WithoutCommand.test(…) needs a run, but no annotation");
  }

  static class WithoutCommand {
    @Test
    @Sandboxed
    void test(@Stdout String text) {}
  }
}
