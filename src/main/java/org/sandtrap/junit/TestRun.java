package org.sandtrap.junit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.sandtrap.Cause;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.assertion.RunDescription;
import org.sandtrap.limit.Limit;

/** The run of one invocation of a test, made when it is first asked for. */
final class TestRun {
  private final Preparation preparation;
  private final Optional<TestTimeout> timeout;
  private final String test;
  private Run run;
  private Exception failure;

  TestRun(Preparation preparation, ExtensionContext context) {
    this.preparation = preparation;
    this.timeout = TestTimeout.of(context).filter(this::isShorterThanWall);
    this.test = context.getRequiredTestMethod().getName() + "()";
  }

  Preparation preparation() {
    return preparation;
  }

  /** The run. When it could not be made, that is said to whoever asks for it. */
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

  /** Whether it was made or tried. */
  synchronized boolean isMade() {
    return run != null || failure != null;
  }

  private boolean isShorterThanWall(TestTimeout given) {
    Optional<Duration> wall = preparation.sandbox().limits().wall();
    return wall.isEmpty() || given.duration().compareTo(wall.get()) < 0;
  }

  private Run make() throws TimeoutException {
    Sandbox sandbox = preparation.sandbox();
    if (timeout.isEmpty()) {
      return sandbox.run(preparation.command());
    }
    Run cut = sandbox.withWall(timeout.get().duration()).run(preparation.command());
    if (cut.cause() instanceof Cause.LimitReached reached && reached.limit() == Limit.WALL) {
      throw new TimeoutException(
          test
              + " timed out after "
              + timeout.get()
              + ": "
              + RunDescription.command(cut)
              + " was still running and was killed.");
    }
    return cut;
  }
}
