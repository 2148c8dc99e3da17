package org.sandtrap.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.LaunchException;
import org.sandtrap.Run;
import org.sandtrap.RunListener;
import org.sandtrap.RunningProgram;
import org.sandtrap.Sandbox;
import org.sandtrap.Status;
import org.sandtrap.SupervisionException;
import org.sandtrap.Verdict;
import org.sandtrap.testing.Patience;
import org.sandtrap.testing.Until;

/** The timeout of a test ends its run, and the failure says so. */
class TimeoutTests {
  private static final String ACTIVITY =
      "`sleep 60`:\n"
          + "  thread \\d+ of process \\d+ \\(sleep\\) (waits in|executes).*(\n    called from .*)*";
  private static final String BY_THE_EXTENSION =
      "test\\(\\) timed out after 2 seconds: the program was still running and was killed. What"
          + " it was doing: "
          + ACTIVITY;

  @Test
  void theRunThatATestTakesIsCutShort() {
    assertThat(Engine.failure(TakesRun.class))
        .isInstanceOf(TimeoutException.class)
        .hasMessageMatching(BY_THE_EXTENSION);
  }

  static class TakesRun {
    @Test
    @Timeout(2)
    @Sandboxed(command = {"sleep", "60"})
    void test(Run run) {}
  }

  /** Opening a FIFO that nobody writes to takes for ever, before the program is there. */
  @Test
  void aLaunchThatTakesTooLongIsBrokenOff() {
    assertThat(Engine.failure(NeverStarts.class))
        .isInstanceOf(TimeoutException.class)
        .hasMessage(
            "test() timed out after 2 seconds: the program had not started by then, and its launch"
                + " was broken off")
        .hasCauseInstanceOf(LaunchException.class);
  }

  @Sandboxed
  static class NeverStarts {
    @TempDir static Path directory;

    @BeforeAll
    static void makeFifo(Sandbox sandbox) {
      assertThat(sandbox.run("mkfifo", directory.resolve("fifo").toString()).exitCode())
          .hasValue(0);
    }

    @Test
    @Timeout(2)
    @Sandboxed(command = "cat", stdinFile = "{tempDir}/fifo")
    void test() {}
  }

  @Test
  void itIsNoTimeLimitOfTheProgram() {
    assertThat(Engine.failure(ExpectsTimeLimit.class))
        .isInstanceOf(TimeoutException.class)
        .hasMessageMatching(BY_THE_EXTENSION);
  }

  @Timeout(2)
  static class ExpectsTimeLimit {
    @Test
    @Sandboxed(
        command = {"sleep", "60"},
        wall = "unlimited",
        expect = Verdict.TIME_LIMIT)
    void test() {}
  }

  @Test
  void aLimitThatIsShorterComesFirst() {
    Engine.succeeds(ShorterLimit.class, 1);
  }

  static class ShorterLimit {
    @Test
    @Timeout(Patience.SECONDS)
    @Sandboxed(
        command = {"sleep", "60"},
        wall = "100ms",
        expect = Verdict.TIME_LIMIT)
    void test() {}
  }

  @Test
  void whatMayBeCutShortWaitsForItsTurn() throws Exception {
    Files.deleteIfExists(WaitsForItsTurn.FILE);
    CompletableFuture<RunningProgram> begun = new CompletableFuture<>();
    RunListener listener =
        new RunListener() {
          @Override
          public void beginning(RunningProgram program) {
            begun.complete(program);
          }
        };
    String script = "sleep 0.5; touch " + WaitsForItsTurn.FILE;
    CompletableFuture<Run> other =
        CompletableFuture.supplyAsync(
            () -> Sandbox.create().withListener(listener).run("sh", "-c", script));
    RunningProgram ahead = begun.get();
    Until.isTrue("it has its turn", () -> ahead.status() != Status.PREPARED);
    Engine.succeeds(WaitsForItsTurn.class, 1);
    assertThat(other.get().verdict()).isEqualTo(Verdict.OK);
    Files.delete(WaitsForItsTurn.FILE);
  }

  static class WaitsForItsTurn {
    static final Path FILE = Path.of("target/made-before-an-exclusive-run");

    @Test
    @Timeout(Patience.SECONDS)
    @Sandboxed(
        command = {"test", "-e", "target/made-before-an-exclusive-run"},
        exclusive = true)
    void test() {}
  }

  @Test
  void theConfiguredTimeoutCountsToo() {
    String name = "junit.jupiter.execution.timeout.test.method.default";
    assertThat(Engine.failure(WithoutTimeout.class, Map.of(name, "2 s")))
        .isInstanceOf(TimeoutException.class)
        .hasMessageMatching(BY_THE_EXTENSION);
  }

  @Test
  void timeoutsCanBeSwitchedOff() {
    Map<String, String> off =
        Map.of(
            "junit.jupiter.execution.timeout.default", "1ms",
            "junit.jupiter.execution.timeout.mode", "disabled");
    assertThat(Engine.throwables(Engine.run(SleepsALittle.class, off))).isEmpty();
  }

  static class WithoutTimeout {
    @Test
    @Sandboxed(command = {"sleep", "60"})
    void test() {}
  }

  static class SleepsALittle {
    @Test
    @Sandboxed(command = {"sleep", "0.1"})
    void test() {}
  }

  @Test
  void whoeverAsksAgainIsToldAgain() {
    assertThat(Engine.failure(AsksEarly.class))
        .hasMessageMatching(".* needs a run, but it could not be made: " + BY_THE_EXTENSION)
        .hasCauseInstanceOf(TimeoutException.class);
  }

  @Timeout(2)
  static class AsksEarly {
    @BeforeEach
    void prepare(Run run) {}

    @Test
    @Sandboxed(command = {"sleep", "60"})
    void test(Run run) {}
  }

  @Test
  void aRunInTheTestIsInterrupted() {
    Throwable failure = Engine.failure(RunsItself.class, Map.of("sandtrap.attach", "none"));
    assertThat(failure)
        .isInstanceOf(TimeoutException.class)
        .hasMessage("test(org.sandtrap.Sandbox) timed out after 3 seconds");
    assertThat(failure.getSuppressed()).hasSize(2);
    assertThat(failure.getSuppressed()[0])
        .isInstanceOf(SupervisionException.class)
        .hasMessage("The thread that ran 'sleep 60' was interrupted, and the run was killed.");
    assertThat(failure.getSuppressed()[1])
        .hasMessageMatching("When the timeout was over, its programs were doing this: " + ACTIVITY);
  }

  /** JUnit's time goes on while the program waits for its turn to start: that must be over. */
  static class RunsItself {
    @Test
    @Timeout(3)
    @Sandboxed
    void test(Sandbox sandbox) {
      sandbox.run("sleep", "60");
    }
  }
}
