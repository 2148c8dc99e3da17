package org.sandtrap.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sandtrap.Cause;
import org.sandtrap.Run;
import org.sandtrap.RunningProgram;
import org.sandtrap.Sandbox;
import org.sandtrap.Status;
import org.sandtrap.Verdict;
import org.sandtrap.syscall.Signal;

/** Taking the program of a test while it runs. */
class RunningProgramParameterTests {
  @Test
  void theTestTalksWithItsProgramWhichEndsAfterIt() {
    Engine.succeeds(Talks.class, 1);
    assertThat(Talks.program.get().status()).isEqualTo(Status.FINISHED);
    assertThat(Talks.program.get().await().cause()).isEqualTo(new Cause.Killed());
  }

  static class Talks {
    static AtomicReference<RunningProgram> program = new AtomicReference<>();

    @BeforeEach
    void before(RunningProgram cat) {
      program.set(cat);
      cat.write("ready?\n");
    }

    @Test
    @Sandboxed(command = "cat")
    void test(RunningProgram cat) {
      assertThat(cat).isSameAs(program.get());
      assertThat(cat.readLine()).isEqualTo("ready?");
      assertThat(cat.write("yes\n").readLine()).isEqualTo("yes");
    }

    @AfterEach
    void after(RunningProgram cat) {
      assertThat(cat).isSameAs(program.get());
      assertThat(cat.await(Duration.ZERO)).isEmpty();
    }
  }

  @Test
  void whatIsGivenIsRead() {
    Engine.succeeds(Reads.class, 2);
  }

  static class Reads {
    @RegisterExtension
    static final SandboxExtension REGISTERED =
        SandboxExtension.of(Sandbox.create().withStdin("registered\n")).withCommand("cat");

    @Test
    void registered(RunningProgram cat) {
      assertThat(cat.await()).stdout().isEqualTo("registered\n");
    }

    @Test
    @Sandboxed(stdin = "annotated\n")
    void annotated(RunningProgram cat) {
      assertThat(cat.readLine()).isEqualTo("annotated");
      assertThat(cat.await()).exitedWith(0);
    }
  }

  @Test
  void howItEndsIsExpectedWhereThatIsSaid() {
    Engine.succeeds(EndsWell.class, 1);
    assertThat(Engine.failure(EndsOtherwise.class))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("NONZERO_EXIT");
  }

  static class EndsWell {
    @Test
    @Sandboxed(
        command = {"sh", "-c", "trap 'exit 0' TERM; echo ready; while :; do sleep 0.01; done"},
        expect = Verdict.OK)
    void test(RunningProgram program) {
      program.awaitOutput("ready").signal(Signal.SIGTERM);
    }
  }

  static class EndsOtherwise {
    @Test
    @Sandboxed(
        command = {"sh", "-c", "read line; exit 3"},
        expect = Verdict.OK)
    void test(RunningProgram program) {
      program.write("go on\n");
    }
  }

  @Test
  void whatItReadsEndsWithTheTestWhereItsEndIsExpected() {
    Engine.succeeds(LeavesOpen.class, 1);
  }

  static class LeavesOpen {
    @Test
    @Sandboxed(command = "cat", expect = Verdict.OK)
    void test(RunningProgram cat) {
      assertThat(cat.write("line\n").readLine()).isEqualTo("line");
    }
  }

  @Test
  void theTimeoutOfTheTestHoldsForTheExpectedEnd() {
    assertThat(Engine.failure(EndsLate.class))
        .isInstanceOf(TimeoutException.class)
        .hasMessageStartingWith("test() timed out after 1 second: the program was still running");
  }

  static class EndsLate {
    @Test
    @Timeout(1)
    @Sandboxed(
        command = {"sleep", "60"},
        expect = Verdict.OK)
    void test(RunningProgram program) {}
  }

  @Test
  void aTestThatFailsDoesNotWaitForTheEnd() {
    long before = System.nanoTime();
    assertThat(Engine.failure(Fails.class)).isInstanceOf(AssertionError.class).hasMessage("no");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(50));
  }

  static class Fails {
    @Test
    @Sandboxed(
        command = {"sleep", "60"},
        wall = "60s",
        expect = Verdict.OK)
    void test(RunningProgram program) {
      throw new AssertionError("no");
    }
  }

  @Test
  void aFactoryTalksWithItsProgramInAllOfItsTests() {
    Engine.succeeds(Made.class, 3);
  }

  static class Made {
    @TestFactory
    @Sandboxed(command = "cat", expect = Verdict.OK)
    Stream<DynamicTest> tests(RunningProgram cat) {
      return Stream.of(
          dynamicTest("asks", () -> cat.write("ready?\n")),
          dynamicTest("reads", () -> assertThat(cat.readLine()).isEqualTo("ready?")),
          dynamicTest("ends", cat::closeStdin));
    }
  }

  @Test
  void aFactoryDoesNotWaitForTheEndWhereOneOfItsTestsHasFailed() {
    assertThat(Engine.failure(MadeToFail.class, Map.of(SandtrapConfiguration.ATTACH, "none")))
        .isInstanceOf(AssertionError.class)
        .hasMessage("no");
  }

  static class MadeToFail {
    @TestFactory
    @Sandboxed(
        command = {"sleep", "60"},
        wall = "5s",
        expect = Verdict.OK)
    DynamicTest test(RunningProgram program) {
      return dynamicTest(
          "fails",
          () -> {
            throw new AssertionError("no");
          });
    }
  }

  @Test
  void itsRunIsNoOtherParameter() {
    assertThat(Engine.failure(RunFirst.class))
        .isInstanceOf(ParameterResolutionException.class)
        .hasMessage(
            "The parameter of type RunningProgram of RunFirst.test(…) needs a program that goes on,"
                + " but what it did was taken before, so that it has ended. Take the RunningProgram"
                + " alone, and its run where it ends: Run run = program.await().");
    assertThat(Engine.failure(ProgramFirst.class))
        .isInstanceOf(ParameterResolutionException.class)
        .hasMessage(
            "The parameter of type Run of ProgramFirst.test(…) needs a run that has ended, but a"
                + " RunningProgram was taken of it. Wait for its end where it is needed: Run run ="
                + " program.await().");
  }

  @Sandboxed(command = "true")
  static class RunFirst {
    @Test
    void test(Run run, RunningProgram program) {}
  }

  @Sandboxed(command = {"sleep", "60"})
  static class ProgramFirst {
    @Test
    void test(RunningProgram program, Run run) {}
  }

  @Test
  void itNeedsACommandAndATest() {
    assertThat(Engine.failure(WithoutCommand.class))
        .hasMessage(
            "The parameter of type RunningProgram of WithoutCommand.test(…) needs a run, but no"
                + " annotation of the test gives a command. Write for example @Sandboxed(command ="
                + " \"target/hello\"); or take a Sandbox and write RunningProgram program ="
                + " sandbox.start(\"target/server\").");
    assertThat(Engine.failure(BeforeAllTests.class))
        .hasMessage(
            "The parameter of type RunningProgram of BeforeAllTests.prepare(…) needs a run, and"
                + " there is none here: one is made for each test. Take it in the test method, or in"
                + " a @BeforeEach or @AfterEach method; or take a Sandbox here and write"
                + " RunningProgram program = sandbox.start(\"target/server\").");
    assertThat(Engine.failure(CannotBeLaunched.class))
        .isInstanceOf(ParameterResolutionException.class)
        .hasMessageStartingWith(
            "The parameter of type RunningProgram of CannotBeLaunched.test(…) needs a program, but"
                + " it could not be started: '/no/such/program' was not started (exec: ENOENT");
  }

  static class WithoutCommand {
    @Test
    @Sandboxed
    void test(RunningProgram program) {}
  }

  @Sandboxed(command = "true")
  static class BeforeAllTests {
    @BeforeAll
    static void prepare(RunningProgram program) {}

    @Test
    void test() {}
  }

  static class CannotBeLaunched {
    @Test
    @Sandboxed(command = "/no/such/program")
    void test(RunningProgram program) {}
  }
}
