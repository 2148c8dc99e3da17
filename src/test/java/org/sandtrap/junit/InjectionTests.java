package org.sandtrap.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.sandtrap.LaunchException;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;

/** What may be taken as a parameter, and where. */
class InjectionTests {
  @Test
  void allParametersOfATestComeFromTheSameRun() {
    Engine.succeeds(TakesAll.class, 1);
    assertThat(TakesAll.RUNS).hasSize(3).containsOnly(TakesAll.RUNS.get(0));
  }

  @Sandboxed(command = "false")
  static class TakesAll {
    static final List<Run> RUNS = new ArrayList<>();

    @BeforeEach
    void before(Run run) {
      RUNS.add(run);
    }

    @Test
    void test(Run run, Verdict verdict, TestInfo info) {
      assertThat(verdict).isEqualTo(run.verdict()).isEqualTo(Verdict.NONZERO_EXIT);
      assertThat(info.getDisplayName()).startsWith("test");
      RUNS.add(run);
    }

    @AfterEach
    void after(Run run) {
      RUNS.add(run);
    }
  }

  @Test
  void theRunIsMadeAfterThePreparationsOfTheTest() {
    Engine.succeeds(Prepares.class, 1);
  }

  static class Prepares {
    private static final Path FILE = Path.of("target", "prepared-by-a-test");

    @BeforeEach
    void prepare() throws IOException {
      Files.createFile(FILE);
    }

    @Test
    @Sandboxed(command = {"test", "-e", "target/prepared-by-a-test"})
    void test() {}

    @AfterEach
    void tidyUp() throws IOException {
      Files.delete(FILE);
    }
  }

  @Test
  void aSandboxMayBeTakenAnywhereAndHasTheSettings() {
    Engine.succeeds(TakesSandboxAnywhere.class, 2);
  }

  @Sandboxed(stdin = "text")
  static class TakesSandboxAnywhere {
    private static Sandbox ofClass;
    private final Sandbox ofConstructor;
    private Sandbox ofMethod;

    TakesSandboxAnywhere(Sandbox sandbox) {
      ofConstructor = sandbox;
    }

    @BeforeAll
    static void beforeAll(Sandbox sandbox) {
      ofClass = sandbox;
    }

    @BeforeEach
    void beforeEach(Sandbox sandbox) {
      ofMethod = sandbox;
    }

    @Test
    void takesNone() {
      for (Sandbox sandbox : List.of(ofClass, ofConstructor, ofMethod)) {
        assertThat(sandbox.run("cat").stdoutText()).isEqualTo("text");
      }
    }

    @Test
    @Sandboxed(stdin = "other")
    void hasItsOwn(Sandbox sandbox) {
      assertThat(ofConstructor.run("cat").stdoutText()).isEqualTo("text");
      assertThat(ofMethod.run("cat").stdoutText()).isEqualTo("other");
      assertThat(sandbox.run("cat").stdoutText()).isEqualTo("other");
    }
  }

  @Test
  void aRunThatCouldNotBeMadeFailsTheTestWithTheReason() {
    assertThat(Engine.failure(CannotBeLaunched.class))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("/no/such/program");
  }

  static class CannotBeLaunched {
    @Test
    @Sandboxed(command = "/no/such/program")
    void test(Run run) {}
  }
}
