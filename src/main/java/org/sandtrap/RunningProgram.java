package org.sandtrap;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sandtrap.limit.DurationText;
import org.sandtrap.limit.Usage;
import org.sandtrap.syscall.Signal;
import org.sandtrap.tracer.Phase;
import org.sandtrap.tracer.Stop;
import org.sandtrap.tracer.Supervisor;

/**
 * A program that was started by {@link Sandbox#start} and goes on beside its caller, within the
 * limits of its sandbox. All methods may be called from any thread.
 *
 * <pre>{@code
 * try (RunningProgram server = sandbox.start("target/server", "8080")) {
 *   server.awaitOutput("listening", Duration.ofSeconds(5)).signal(Signal.SIGHUP);
 * } // killed, with all its processes
 * }</pre>
 */
public final class RunningProgram implements AutoCloseable {
  private final List<String> command;
  private final Supervisor supervisor;
  private final CompletableFuture<Run> run;
  private final Captured stdout;
  private final Captured stderr;

  RunningProgram(
      List<String> command,
      Supervisor supervisor,
      CompletableFuture<Run> run,
      Captured stdout,
      Captured stderr) {
    this.command = command;
    this.supervisor = supervisor;
    this.run = run;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /** The command as it was given. */
  public List<String> command() {
    return command;
  }

  /**
   * The id of the main process; after its end that process is gone, and the id may be another's.
   */
  public int pid() {
    return supervisor.pid();
  }

  /** What the program is doing at this moment. */
  public Status status() {
    Phase phase = supervisor.phase();
    return switch (phase) {
      case PREPARED -> Status.PREPARED;
      case LAUNCHED -> Status.READY;
      case STARTED, AWAITING, ENDED -> supervisor.runnable() ? Status.EXECUTING : Status.BLOCKED;
      case FINISHED -> Status.FINISHED;
    };
  }

  /**
   * What the program has used so far, with all its processes; after the end of the run, altogether.
   * Looks at every process: some 50 µs each.
   */
  public Usage usage() {
    return supervisor.usage();
  }

  /**
   * What each thread of each process is doing at this moment; none before the start and after the
   * end. Where in its own code a thread waits is looked up with {@code addr2line}, which takes some
   * milliseconds.
   */
  public List<ThreadStatus> threads() {
    return supervisor.threads().stream().map(ThreadStatus::of).toList();
  }

  /**
   * What the program has written to standard output so far, in UTF-8.
   *
   * @throws IllegalStateException when standard output is not captured
   */
  public String stdoutText() {
    return text(captured(stdout, "standard output"));
  }

  /**
   * What the program has written to standard error so far, in UTF-8.
   *
   * @throws IllegalStateException when standard error is not captured, or merged into standard
   *     output
   */
  public String stderrText() {
    return text(captured(stderr, "standard error"));
  }

  /**
   * Waits until the program has written a text to standard output: that it is ready, for example,
   * for the signal that the test is about.
   *
   * <pre>{@code
   * server.awaitOutput("listening", Duration.ofSeconds(5)).signal(Signal.SIGHUP);
   * }</pre>
   *
   * @param text the text, perhaps across lines
   * @param patience how long to wait
   * @return this program
   * @throws IllegalStateException when the time is over, or the program has closed its output,
   *     without it; with what was written instead
   */
  public RunningProgram awaitOutput(String text, Duration patience) {
    Captured output = captured(stdout, "standard output");
    byte[] wanted = Command.bytes("the text to wait for", text);
    try {
      if (!output.await(wanted, System.nanoTime() + patience.toNanos())) {
        throw new IllegalStateException(
            "'"
                + text
                + "' was not written to standard output by '"
                + String.join(" ", command)
                + "' within "
                + DurationText.format(patience)
                + (status() == Status.FINISHED ? ", and nothing more will be" : "")
                + ". So far it wrote: '"
                + text(output)
                + "'");
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
    return this;
  }

  private static Captured captured(Captured output, String name) {
    if (output.elsewhere().isPresent()) {
      throw new IllegalStateException(
          "The "
              + name
              + " of this program is not captured, but goes to "
              + output.elsewhere().get()
              + ", so that it cannot be read here.");
    }
    return output;
  }

  private static String text(Captured output) {
    return new String(output.bytes(), StandardCharsets.UTF_8);
  }

  /**
   * Sends a signal to the main process, see kill(2).
   *
   * @param signal the signal
   * @return whether the process was still there
   */
  public boolean signal(Signal signal) {
    return supervisor.signal(signal.number());
  }

  /**
   * Kills all processes of the run, and does not wait for their end. Does nothing when the run is
   * over.
   */
  public void kill() {
    supervisor.stop(new Stop.Requested());
  }

  /**
   * Waits for the end of the run.
   *
   * @return what happened
   * @throws SupervisionException when something of ours failed, or this thread was interrupted; the
   *     run has been killed
   */
  public Run await() {
    try {
      return run.get();
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (ExecutionException e) {
      throw failed(e);
    }
  }

  /**
   * Waits for the end of the run for some time.
   *
   * @param patience how long
   * @return what happened; empty when the program is still running
   * @throws SupervisionException as {@link #await()}
   */
  public Optional<Run> await(Duration patience) {
    try {
      return Optional.of(run.get(patience.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (ExecutionException e) {
      throw failed(e);
    }
  }

  private SandtrapException interrupted() {
    supervisor.stop(new Stop.Interrupted());
    Thread.currentThread().interrupt();
    return Failures.interrupted(command);
  }

  private static RuntimeException failed(ExecutionException e) {
    Throwable cause = e.getCause();
    if (cause instanceof RuntimeException unchecked) {
      return unchecked;
    }
    return new SupervisionException("supervise", "", "The supervision failed: " + cause, cause);
  }

  /** Kills the run, if it still goes on, and waits until no process of it is left. */
  @Override
  public void close() {
    kill();
    run.exceptionally(e -> null).join();
  }

  @Override
  public String toString() {
    return String.join(" ", command) + " (" + pid() + ", " + status() + ")";
  }
}
