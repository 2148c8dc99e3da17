package org.sandtrap.tracer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.sandtrap.tracer.binding.LibTracer;
import org.sandtrap.tracer.turn.RunSlots;
import org.sandtrap.tracer.watch.KillReason;
import org.sandtrap.tracer.watch.Watchdog;

/**
 * The threads that trace runs: the calling thread where that is possible, or else one of our own.
 */
public final class TracerThreads {
  private static final AtomicInteger THREADS = new AtomicInteger();

  /** Whether this thread traces a run, so that what begins a run is a module of that one. */
  private static final ThreadLocal<Boolean> TRACING = new ThreadLocal<>();

  private TracerThreads() {}

  /**
   * Runs to the end, on the calling thread if that is possible: it saves the way to another thread
   * and back. Waits for its turn first, unless a module of another run waits for this one: that one
   * keeps its turn meanwhile, and each could wait for the other.
   *
   * @param run what to run
   * @param alone whether no other run may execute meanwhile, but for runs that were started
   * @return what happened
   * @throws LaunchFailure when the program could not be started
   * @throws InterruptedException when the thread was interrupted before it was this run's turn
   */
  public static Outcome run(Supervisor run, boolean alone)
      throws LaunchFailure, InterruptedException {
    if (TRACING.get() != null) {
      return await(run, begin(run));
    }
    RunSlots.take(alone);
    try {
      return canTrace() ? here(run) : await(run, begin(run));
    } finally {
      RunSlots.giveBack(alone);
    }
  }

  /**
   * Starts a program that goes on beside its caller. It takes no turn: a test that has started a
   * server needs the turn for its clients.
   *
   * @param run what to start
   * @return what will have happened
   * @throws LaunchFailure when the program could not be started
   * @throws InterruptedException when the thread was interrupted meanwhile; the run has been killed
   */
  public static CompletableFuture<Outcome> start(Supervisor run)
      throws LaunchFailure, InterruptedException {
    CompletableFuture<Outcome> outcome = begin(run);
    try {
      run.awaitStart();
    } catch (InterruptedException e) {
      run.stop(new KillReason.Interrupted());
      throw e;
    }
    if (outcome.isCompletedExceptionally()) {
      await(run, outcome);
    }
    return outcome;
  }

  /**
   * Has something done whenever no run has been active for a moment.
   *
   * @param task what to do, on a thread of ours
   */
  public static void whenIdle(Runnable task) {
    Watchdog.SHARED.whenIdle(task);
  }

  /**
   * Makes sure that the tasks of {@link #whenIdle} are done after this, also when no run has been
   * active for a while.
   */
  public static void remind() {
    Watchdog.SHARED.remind();
  }

  /**
   * A tracer waits for all children of its thread, so it must have no others, and must not be the
   * first thread of the JVM, which inherits the children of threads that end; a virtual thread
   * would change the thread that it runs on.
   */
  private static boolean canTrace() {
    LibTracer.require();
    return !VirtualThreads.isVirtual(Thread.currentThread()) && LibTracer.st_may_trace() == 1;
  }

  private static Outcome here(Supervisor run) throws LaunchFailure {
    InterruptHook hook = new InterruptHook(() -> run.stop(new KillReason.Interrupted()));
    hook.enter();
    try {
      return traced(run);
    } finally {
      hook.leave();
    }
  }

  private static Outcome traced(Supervisor run) throws LaunchFailure {
    TRACING.set(true);
    try {
      return run.run();
    } finally {
      TRACING.remove();
    }
  }

  private static CompletableFuture<Outcome> begin(Supervisor run) {
    LibTracer.require();
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    Runnable task =
        () -> {
          try {
            outcome.complete(traced(run));
          } catch (LaunchFailure | RuntimeException | Error e) {
            outcome.completeExceptionally(e);
          } finally {
            run.settle();
          }
        };
    Thread thread = new Thread(task, "sandtrap-tracer-" + THREADS.incrementAndGet());
    thread.setDaemon(true);
    thread.start();
    return outcome;
  }

  /** Waits without giving up: an interrupt kills the run, which then ends at once. */
  private static Outcome await(Supervisor run, CompletableFuture<Outcome> outcome)
      throws LaunchFailure {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return outcome.get();
        } catch (InterruptedException e) {
          interrupted = true;
          run.stop(new KillReason.Interrupted());
        }
      }
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static LaunchFailure rethrown(Throwable cause) {
    if (cause instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return (LaunchFailure) cause;
  }
}
