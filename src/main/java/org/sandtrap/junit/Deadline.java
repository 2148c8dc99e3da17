package org.sandtrap.junit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.sandtrap.Run;
import org.sandtrap.RunListener;
import org.sandtrap.RunningProgram;

/**
 * A deadline for one run: it kills the program when that has executed for too long, and keeps what
 * the program was doing. The time begins with the program: before, the run may wait for its turn.
 */
final class Deadline implements RunListener, AutoCloseable {
  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private final RunListener other;
  private final long most;
  private boolean over;
  private Optional<Future<?>> next = Optional.empty();
  private Optional<String> activity = Optional.empty();

  /**
   * A deadline for one run.
   *
   * @param other the listener to which the run is reported as well
   * @param most how long it may execute
   */
  Deadline(RunListener other, Duration most) {
    this.other = other;
    this.most = most.toNanos();
  }

  /** Its thread is there while there are deadlines. */
  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "sandtrap-deadline");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(1, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    return timer;
  }

  @Override
  public void beginning(RunningProgram program) {
    other.beginning(program);
    look(program);
  }

  @Override
  public void ended(RunningProgram program, Run run) {
    close();
    other.ended(program, run);
  }

  private synchronized void look(RunningProgram program) {
    if (over) {
      return;
    }
    // Wall time is zero while the run waits for its turn: then the whole time is left.
    long left = most - program.usage().wall().toNanos();
    if (left > 0) {
      next = Optional.of(TIMER.schedule(() -> look(program), left, TimeUnit.NANOSECONDS));
    } else {
      activity = Optional.of(RunLog.activity(program));
      over = true;
      program.kill();
    }
  }

  /** What the program was doing when it was killed; empty if it was not. */
  synchronized Optional<String> activity() {
    return activity;
  }

  @Override
  public synchronized void close() {
    over = true;
    next.ifPresent(look -> look.cancel(false));
  }
}
