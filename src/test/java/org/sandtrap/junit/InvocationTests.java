package org.sandtrap.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.Run;

/** Every invocation of a test has a run of its own. */
class InvocationTests {
  private static final Map<String, String> PARALLEL =
      Map.of(
          "junit.jupiter.execution.parallel.enabled", "true",
          "junit.jupiter.execution.parallel.mode.default", "concurrent",
          "junit.jupiter.execution.parallel.config.strategy", "fixed",
          "junit.jupiter.execution.parallel.config.fixed.parallelism", "4");

  @Test
  void parametersOfTheTestAndTheRunGoTogether() {
    Engine.succeeds(Parameterized.class, 3);
    assertThat(Parameterized.RUNS).hasSize(3).doesNotHaveDuplicates();
  }

  static class Parameterized {
    static final Queue<Run> RUNS = new ConcurrentLinkedQueue<>();

    @ParameterizedTest
    @ValueSource(strings = {"a", "b", "c"})
    @Sandboxed(command = "true")
    void test(String text, Run run) {
      RUNS.add(run);
    }
  }

  @Test
  void repetitionsHaveARunEach() {
    Engine.succeeds(Repeated.class, 3);
    assertThat(Repeated.RUNS).hasSize(3).doesNotHaveDuplicates();
  }

  @TestInstance(PER_CLASS)
  @Sandboxed(command = "true")
  static class Repeated {
    static final Queue<Run> RUNS = new ConcurrentLinkedQueue<>();

    @RepeatedTest(3)
    void test(Run run) {
      RUNS.add(run);
    }
  }

  @Test
  void everyFailingRepetitionFails() {
    assertThat(Engine.throwables(Engine.run(FailsRepeatedly.class)))
        .hasSize(2)
        .allSatisfy(failure -> assertThat(failure).hasMessageStartingWith("Expected `false` to"));
  }

  static class FailsRepeatedly {
    @RepeatedTest(2)
    @Sandboxed(command = "false")
    void test() {}
  }

  @Test
  void aFactoryHasOneRunForItsDynamicTests() {
    Engine.succeeds(Factory.class, 2);
  }

  static class Factory {
    @TestFactory
    @Sandboxed(command = {"printf", "a\nb\n"})
    List<DynamicTest> lines(Run run) {
      return run.stdoutLines().stream()
          .map(line -> dynamicTest(line, () -> assertThat(line).hasSize(1)))
          .toList();
    }
  }

  @Test
  void testsRunBesideEachOther() {
    assertThat(Engine.throwables(Engine.run(Parallel.class, PARALLEL))).isEmpty();
    assertThat(Parallel.RUNS).hasSize(20).doesNotHaveDuplicates();
    assertThat(Parallel.RUNS.stream().map(Run::pid)).doesNotHaveDuplicates();
  }

  @Sandboxed(command = {"sh", "-c", "echo $$"})
  static class Parallel {
    static final Queue<Run> RUNS = new ConcurrentLinkedQueue<>();

    @RepeatedTest(20)
    void test(Run run) {
      assertThat(run.stdoutText()).isEqualTo(run.pid() + "\n");
      RUNS.add(run);
    }
  }
}
