package org.sandtrap.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;

/** When a test fails because of the verdict. */
class VerdictTests {
  @Test
  void aTestWithoutParametersPassesWhenTheProgramEndsWell() {
    Engine.succeeds(EndsWell.class, 1);
  }

  static class EndsWell {
    @Test
    @Sandboxed(command = "true")
    void test() {}
  }

  @Test
  void aTestWithoutParametersFailsWhenTheProgramDoesNotEndWell() {
    assertThat(Engine.failure(Refuses.class))
        .hasMessage(
            """
            Expected `sh -c 'echo "100%d" >&2; exit 3'` to end with verdict OK, but it ended with \
            NONZERO_EXIT.
            NONZERO_EXIT: The program ended by itself with exit code 3, where 0 would mean success.
            Standard error:
              100%d\
            """)
        .asInstanceOf(type(AssertionFailedError.class))
        .satisfies(
            error -> {
              assertThat(error.getExpected().getValue()).isEqualTo(Verdict.OK);
              assertThat(error.getActual().getValue()).isEqualTo(Verdict.NONZERO_EXIT);
            });
  }

  static class Refuses {
    @Test
    @Sandboxed(command = {"sh", "-c", "echo \"100%d\" >&2; exit 3"})
    void test() {
      throw new IllegalStateException("the body must not be reached");
    }
  }

  @Test
  void whatIsExpectedToGoWrongMay() {
    Engine.succeeds(Expected.class, 3);
  }

  static class Expected {
    @Test
    @Sandboxed(
        command = {"sleep", "60"},
        wall = "100ms",
        expect = Verdict.TIME_LIMIT)
    void one() {}

    @Test
    @Sandboxed(
        command = "false",
        expect = {Verdict.TIME_LIMIT, Verdict.NONZERO_EXIT})
    void oneOfSeveral() {}

    @Test
    @Sandboxed(command = "false", expect = Verdict.NONZERO_EXIT)
    void withTheRun(Run run) {
      assertThat(run.exitCode()).hasValue(1);
    }
  }

  @Test
  void whatIsExpectedToGoWrongMustDoSo() {
    assertThat(Engine.failure(EndsWellUnexpectedly.class))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessage(
            """
            Expected `true` to end with verdict TIME_LIMIT or OUTPUT_LIMIT, but it ended with OK.
            OK: The program ended normally with exit code 0.
            Standard error is empty.\
            """);
  }

  static class EndsWellUnexpectedly {
    @Test
    @Sandboxed(
        command = "true",
        expect = {Verdict.TIME_LIMIT, Verdict.OUTPUT_LIMIT})
    void test() {}
  }

  @Test
  void expectingNothingIsNoLeaveToFail() {
    assertThat(Engine.failure(ExpectsNothing.class))
        .hasMessageStartingWith("Expected `false` to end with verdict OK, but");
  }

  static class ExpectsNothing {
    @Test
    @Sandboxed(
        command = "false",
        expect = {})
    void test() {}
  }

  @Test
  void whatIsExpectedIsCheckedForATestThatTakesTheRunToo() {
    assertThat(Engine.failure(TakesRun.class))
        .hasMessageStartingWith("Expected `false` to end with verdict TIME_LIMIT, but");
  }

  static class TakesRun {
    @Test
    @Sandboxed(command = "false", expect = Verdict.TIME_LIMIT)
    void test(Run run) {}
  }

  @Test
  void aTestThatTakesRunOrVerdictChecksItself() {
    Engine.succeeds(ChecksItself.class, 2);
  }

  static class ChecksItself {
    @Test
    @Sandboxed(command = "false")
    void run(Run run) {}

    @Test
    @Sandboxed(command = "false")
    void verdict(Verdict verdict) {}
  }

  @Test
  void aTestThatTakesOnlyASandboxFailsWhenItsCommandDoes() {
    assertThat(Engine.failure(TakesSandbox.class))
        .hasMessageStartingWith("Expected `false` to end with verdict OK, but");
  }

  static class TakesSandbox {
    @Test
    @Sandboxed(command = "false")
    void test(Sandbox sandbox) {}
  }
}
