package org.sandtrap.junit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.sandtrap.Cause;
import org.sandtrap.LaunchException;
import org.sandtrap.Run;
import org.sandtrap.RunningProgram;
import org.sandtrap.Sandbox;

/**
 * The run of one invocation of a test, made when it is first asked for, or else the program that
 * goes on beside the test.
 */
final class TestRun {
  private final Preparation preparation;
  private final Optional<TestTimeout> timeout;
  private final String test;
  private final RunLog log = new RunLog();
  private Run run;
  private RunningProgram program;
  private Exception failure;
  private volatile boolean dynamicTestFailed;
  private String activity;

  TestRun(Preparation preparation, ExtensionContext context) {
    this.preparation = preparation;
    this.timeout = TestTimeout.of(context).filter(this::isShorterThanWall);
    this.test = context.getRequiredTestMethod().getName() + "()";
  }

  Preparation preparation() {
    return preparation;
  }

  /** The sandbox of the test, whose runs are its own. */
  Sandbox sandbox() {
    return preparation.sandbox().withListener(log);
  }

  /**
   * Records the failure of a test that a factory has made, of which JUnit reports nothing to the
   * factory.
   */
  void dynamicTestFailed() {
    dynamicTestFailed = true;
  }

  /** Whether the test has failed so far, or one that it has made. */
  boolean hasFailed(ExtensionContext context) {
    return dynamicTestFailed || context.getExecutionException().isPresent();
  }

  RunLog log() {
    return log;
  }

  /** The run. When it could not be made, every call throws the reason. */
  synchronized Run get() throws Exception {
    if (failure != null) {
      throw failure;
    }
    if (run == null) {
      try {
        run = make();
      } catch (Exception e) {
        failure = e;
        throw e;
      }
    }
    return run;
  }

  /** The program, which goes on. When it could not be started, every call throws the reason. */
  synchronized RunningProgram program() throws Exception {
    if (failure != null) {
      throw failure;
    }
    if (program == null) {
      try {
        program = preparation.talking().withListener(log).start(preparation.command());
      } catch (Exception e) {
        failure = e;
        throw e;
      }
    }
    return program;
  }

  /** How the program ends, now that the test writes nothing more to it. */
  Run end() throws Exception {
    RunningProgram started = program();
    // Nothing writes to it any more: a program that reads to the end would never end as expected.
    if (!preparation.hasInput()) {
      started.closeStdin();
    }
    return ended(started);
  }

  /** Whether it was made, or started, or tried. */
  synchronized boolean isMade() {
    return run != null || program != null || failure != null;
  }

  synchronized boolean isStarted() {
    return program != null;
  }

  /** The test is over, and with it a program that still goes on. */
  void close() {
    RunningProgram started;
    synchronized (this) {
      started = program;
    }
    if (started != null) {
      started.close();
    }
  }

  private boolean isShorterThanWall(TestTimeout given) {
    Optional<Duration> wall = preparation.sandbox().limits().wall();
    return wall.isEmpty() || given.duration().compareTo(wall.get()) < 0;
  }

  private Run make() throws TimeoutException {
    if (timeout.isEmpty()) {
      return sandbox().run(preparation.command());
    }
    // JUnit's timeout has not begun yet: the run is made before the test method.
    try (Deadline deadline = new Deadline(log, timeout.get().duration())) {
      return make(deadline);
    }
  }

  private Run make(Deadline deadline) throws TimeoutException {
    Run ended;
    try {
      ended = preparation.sandbox().withListener(deadline).run(preparation.command());
    } catch (LaunchException e) {
      if (deadline.activity().isEmpty()) {
        throw e;
      }
      throw notStarted(e); // on a busy host, or where its input is a FIFO
    }
    Optional<String> activity = deadline.activity();
    if (activity.isPresent() && ended.causes().contains(new Cause.Killed())) {
      throw timedOut(activity.get());
    }
    return ended;
  }

  /** The run of a program that may take as long as the test. */
  private Run ended(RunningProgram going) throws TimeoutException {
    if (timeout.isEmpty()) {
      return going.await();
    }
    // JUnit's timeout is over with the test method, and does not hold for this wait.
    Optional<Run> ended = going.await(timeout.get().duration());
    if (ended.isEmpty()) {
      throw timedOut(RunLog.activity(going));
    }
    return ended.get();
  }

  /** What the program was doing when it was killed because the test took too long, if it was. */
  synchronized Optional<String> activity() {
    return Optional.ofNullable(activity);
  }

  private TimeoutException notStarted(LaunchException launch) {
    TimeoutException late =
        new TimeoutException(
            test
                + " timed out after "
                + timeout.orElseThrow()
                + ": the program had not started by then, and its launch was broken off");
    late.initCause(launch);
    return late;
  }

  private synchronized TimeoutException timedOut(String doing) {
    activity = doing;
    return new TimeoutException(
        test
            + " timed out after "
            + timeout.orElseThrow()
            + ": the program was still running and was killed. What it was doing: "
            + doing);
  }
}
