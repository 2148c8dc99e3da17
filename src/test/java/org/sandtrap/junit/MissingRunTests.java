package org.sandtrap.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;

/** What is said where a run is wanted and there is none, or nobody wants anything. */
class MissingRunTests {
  @Test
  void aRunNeedsACommand() {
    assertThat(Engine.failure(WithoutCommand.class))
        .isInstanceOf(ParameterResolutionException.class)
        .hasMessage(
            "The parameter of type Run of WithoutCommand.test(…) needs a run, but no annotation of"
                + " the test gives a command. Write for example @Sandboxed(command ="
                + " \"target/hello\"); or take a Sandbox and write Run run ="
                + " sandbox.run(\"target/hello\").");
  }

  static class WithoutCommand {
    @Test
    @Sandboxed
    void test(Run run) {}
  }

  @Test
  void aConstructorHasNoRun() {
    assertThat(Engine.failure(InConstructor.class))
        .isInstanceOf(ParameterResolutionException.class)
        .hasMessage(
            "The parameter of type Verdict of InConstructor(…) needs a run, and there is none here:"
                + " one is made for each test. Take it in the test method, or in a @BeforeEach or"
                + " @AfterEach method; or take a Sandbox here and write Run run ="
                + " sandbox.run(\"target/hello\").");
  }

  @Sandboxed(command = "true")
  static class InConstructor {
    InConstructor(Verdict verdict) {}

    @Test
    void test() {}
  }

  @Test
  void aMethodForAllTestsHasNoRun() {
    assertThat(Engine.failure(BeforeAllTests.class))
        .isInstanceOf(ParameterResolutionException.class)
        .hasMessageStartingWith(
            "The parameter of type Run of BeforeAllTests.prepare(…) needs a run, and there is none"
                + " here");
  }

  @Sandboxed(command = "true")
  static class BeforeAllTests {
    @BeforeAll
    static void prepare(Run run) {}

    @Test
    void test() {}
  }

  @Test
  void aTestThatNeverBeganMakesNoRunForItsEnd() {
    Throwable failure = Engine.failure(NeverBegan.class);
    assertThat(failure).hasMessage("not prepared");
    assertThat(failure.getSuppressed()[0])
        .hasMessage(
            "The parameter of type Run of NeverBegan.after(…) has no run, because the test failed"
                + " before it was made.");
  }

  @Sandboxed(command = "true")
  static class NeverBegan {
    @BeforeEach
    void before() {
      throw new IllegalStateException("not prepared");
    }

    @Test
    void test(Run run) {}

    @AfterEach
    void after(Run run) {}
  }

  @Test
  void aTestThatRunsNothingFails() {
    assertThat(Engine.failure(RunsNothing.class))
        .isInstanceOf(ExtensionConfigurationException.class)
        .hasMessage(
            "test() is @Sandboxed, but would run nothing and could never fail. Give a command, for"
                + " example @Sandboxed(command = \"target/hello\"), or take a Sandbox as a"
                + " parameter and write sandbox.run(\"target/hello\").");
  }

  static class RunsNothing {
    @Test
    @Sandboxed(wall = "5s")
    void test() {}
  }

  @Test
  void anExpectationWithoutACommandFails() {
    assertThat(Engine.failure(NeverChecked.class))
        .isInstanceOf(ExtensionConfigurationException.class)
        .hasMessage(
            "@Sandboxed on MissingRunTests.NeverChecked.test(), expect: TIME_LIMIT would never be"
                + " checked, because there is no command. Add one, for example command ="
                + " \"target/hello\", or check the runs that the test makes:"
                + " assertThat(run).hasVerdict(…).");
  }

  static class NeverChecked {
    @Test
    @Sandboxed(expect = Verdict.TIME_LIMIT)
    void test(Sandbox sandbox) {}
  }
}
