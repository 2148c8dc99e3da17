package org.sandtrap;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.sandtrap.launch.Command;
import org.sandtrap.launch.ShellWords;
import org.sandtrap.launch.TerminalSize;
import org.sandtrap.launch.TextBytes;
import org.sandtrap.limit.Usage;
import org.sandtrap.syscall.Signal;
import org.sandtrap.trace.Trace;
import org.sandtrap.tracer.Supervisor;
import org.sandtrap.tracer.stream.CapturedOutput;
import org.sandtrap.tracer.stream.LiveInput;
import org.sandtrap.tracer.stream.Terminal;
import org.sandtrap.tracer.watch.KillReason;
import org.sandtrap.tracer.watch.Phase;

/**
 * A program that was started by {@link Sandbox#start} and goes on beside its caller, within the
 * limits of its sandbox. All methods may be called from any thread.
 *
 * <pre>{@code
 * try (RunningProgram server = sandbox.start("target/server", "8080")) {
 *   server.awaitOutput("listening", Duration.ofSeconds(5)).signal(Signal.SIGHUP);
 * } // killed, with all its processes
 * }</pre>
 *
 * <p>A test may talk with a program whose standard input is a pipe:
 *
 * <pre>{@code
 * try (RunningProgram shell = sandbox.withStdinPipe().start("bc")) {
 *   assertThat(shell.write("6*7\n").readLine()).isEqualTo("42");
 *   assertThat(shell.closeStdin().await()).exitedWith(0);
 * }
 * }</pre>
 */
public final class RunningProgram implements AutoCloseable {
  private static final int THREADS_SHOWN = 64;
  private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

  /** More than a run takes to end once its program has. */
  static final Duration MOMENT = Duration.ofSeconds(1);

  private final List<String> command;
  private final Supervisor supervisor;
  private final CompletableFuture<Run> run;
  private final InputWriter stdin;
  private final Optional<Terminal> terminal;
  private final OutputReader stdout;
  private final OutputReader stderr;
  private final Optional<Supplier<Trace>> trace;

  RunningProgram(
      List<String> command,
      Supervisor supervisor,
      CompletableFuture<Run> run,
      Optional<LiveInput> stdin,
      Optional<Terminal> terminal,
      CapturedOutput stdout,
      CapturedOutput stderr,
      Optional<Supplier<Trace>> trace) {
    this.command = command;
    this.trace = trace;
    this.supervisor = supervisor;
    this.run = run;
    this.terminal = terminal;
    this.stdin = new InputWriter(this, stdin);
    this.stdout =
        new OutputReader(
            this, "standard output", stdout, Optional.of(stderr), terminal.isPresent());
    this.stderr = new OutputReader(this, "standard error", stderr, Optional.empty(), false);
  }

  /** The command as it was given. */
  public List<String> command() {
    return command;
  }

  /** The command as it would be typed into a shell: {@code grep -c 'a b'}. */
  public String commandLine() {
    return ShellWords.join(command);
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
   * What the program has done so far, in order: all that happened before this was asked.
   *
   * @throws IllegalStateException when no trace was asked for
   * @throws SupervisionException when the thread is interrupted
   */
  public Trace trace() {
    Supplier<Trace> asked = trace.orElseThrow(() -> TraceSettings.missing(command));
    try {
      supervisor.catchUp();
    } catch (InterruptedException e) {
      throw Failures.interrupted(Command.of(command));
    }
    return asked.get();
  }

  /**
   * What the program has used so far, with all its processes; after the end of the run, altogether.
   * Samples every process: some 50 µs each.
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
    return ThreadStatus.of(supervisor.threads());
  }

  /**
   * What each thread is doing at this moment, for a message: a line for each of the first 64, and
   * below it the callers, see {@link org.sandtrap.code.Callers#below}. Each line begins with a line
   * feed; nothing before the start and after the end.
   */
  public String activity() {
    List<ThreadStatus> threads = threads();
    int others = threads.size() - THREADS_SHOWN;
    return threads.stream()
        .limit(THREADS_SHOWN)
        .map(ThreadStatus::paragraph)
        .collect(Collectors.joining("", "", others > 0 ? "\n  … and " + others + " more" : ""));
  }

  /**
   * What the program has written to standard output so far, in UTF-8, whether it was read by {@link
   * #awaitOutput} and {@link #readLine} or not.
   *
   * @throws IllegalStateException when standard output is not captured
   */
  public String stdoutText() {
    return stdout.text();
  }

  /**
   * What the program has written to standard error so far, in UTF-8.
   *
   * @throws IllegalStateException when standard error is not captured, or merged into standard
   *     output
   */
  public String stderrText() {
    return stderr.text();
  }

  /**
   * Writes a text to the program's standard input, in UTF-8; a line wants its {@code "\n"}. See
   * {@link #write(byte[])}.
   *
   * @param text the text
   * @return this program
   */
  public RunningProgram write(String text) {
    return write(TextBytes.of("the text to write", text));
  }

  /**
   * Writes to the program's standard input, which must be a pipe, {@link Sandbox#withStdinPipe}, or
   * a terminal, {@link Sandbox#withTerminal(int, int)}, where it is typed: {@code "\003"} is
   * Ctrl-C, which sends SIGINT to all in the foreground, {@code "\004"} at the start of a line is
   * Ctrl-D, the end of the input, {@code "\032"} Ctrl-Z, which stops a job of a shell; but not the
   * main process, because nobody is there to continue it, see setpgid(2). Await the question before
   * typing the answer: a program that asks for a password throws away what came before. Returns
   * when the program has read all but what fits into the pipe (64 KiB, see pipe(7)). What several
   * threads write follows one after the other.
   *
   * @param bytes what to write
   * @return this program
   * @throws IllegalStateException when standard input is neither, was closed, or no process reads
   *     it any more
   * @throws SupervisionException when this thread was interrupted; the run has been killed
   */
  public RunningProgram write(byte[] bytes) {
    try {
      stdin.write(bytes);
    } catch (InterruptedException e) {
      throw interrupted();
    }
    return this;
  }

  /**
   * Closes the program's standard input: after what was written, it finds the end of the file. In a
   * terminal Ctrl-D is typed whenever the program waits for more. Does nothing the second time.
   *
   * @return this program
   * @throws IllegalStateException when standard input is no pipe and no terminal
   */
  public RunningProgram closeStdin() {
    stdin.close();
    return this;
  }

  /**
   * Changes the size of the program's terminal: all in the foreground get SIGWINCH, see signal(7).
   * Does nothing when the run is over.
   *
   * @param columns how many characters a row has, from 1 to 65535
   * @param rows how many rows there are, from 1 to 65535
   * @return this program
   * @throws IllegalArgumentException when a number is none of these
   * @throws IllegalStateException when the program has no terminal, {@link
   *     Sandbox#withTerminal(int, int)}
   */
  public RunningProgram resize(int columns, int rows) {
    TerminalSize size = new TerminalSize(columns, rows);
    terminal
        .orElseThrow(
            () ->
                new IllegalStateException(
                    Command.quoted(command)
                        + " has no terminal that could be resized. Write sandbox.withTerminal("
                        + columns
                        + ", "
                        + rows
                        + ").start(…), or terminal = \""
                        + size
                        + "\" in its @Sandboxed."))
        .resize(size.columns(), size.rows());
    return this;
  }

  /**
   * Waits until the program writes a text to standard output: that it is ready, for example, for
   * the signal that the test is about. Goes on after what was awaited or read before, as expect(1)
   * does, so that the answer to the second question is not taken for that to the first.
   *
   * <pre>{@code
   * server.awaitOutput("listening", Duration.ofSeconds(5)).signal(Signal.SIGHUP);
   * }</pre>
   *
   * @param text the text, perhaps across lines
   * @param patience how long to wait
   * @return this program
   * @throws MissingOutputError when the time is over, or the program has closed its output, without
   *     it; with what was written instead. What was written remains to be read
   * @throws IllegalStateException when standard output is not captured
   * @throws SupervisionException when this thread was interrupted; the run has been killed
   */
  public RunningProgram awaitOutput(String text, Duration patience) {
    return await(stdout, text, patience);
  }

  /**
   * The same as {@link #awaitOutput(String, Duration)}, for as long as the limits let the program
   * run.
   *
   * @param text the text
   * @return this program
   */
  public RunningProgram awaitOutput(String text) {
    return await(stdout, text, FOREVER);
  }

  /**
   * The same as {@link #awaitOutput(String, Duration)}, of standard error.
   *
   * @param text the text
   * @param patience how long to wait
   * @return this program
   */
  public RunningProgram awaitErrorOutput(String text, Duration patience) {
    return await(stderr, text, patience);
  }

  /**
   * The same as {@link #awaitOutput(String)}, of standard error.
   *
   * @param text the text
   * @return this program
   */
  public RunningProgram awaitErrorOutput(String text) {
    return await(stderr, text, FOREVER);
  }

  private RunningProgram await(OutputReader output, String text, Duration patience) {
    try {
      output.through(text, patience);
    } catch (InterruptedException e) {
      throw interrupted();
    }
    return this;
  }

  /**
   * Reads the next line of standard output, after what was awaited or read before, and waits for it
   * as long as the limits let the program run.
   *
   * <pre>{@code
   * int guess = Integer.parseInt(player.readLine());
   * player.write(guess < secret ? "higher\n" : "lower\n");
   * }</pre>
   *
   * @return the line without its end, in UTF-8; the last may have none, as that of a program which
   *     was killed meanwhile
   * @throws MissingOutputError when the program has closed its output without another line
   * @throws IllegalStateException when standard output is not captured
   * @throws SupervisionException when this thread was interrupted; the run has been killed
   */
  public String readLine() {
    return readLine(FOREVER);
  }

  /**
   * The same as {@link #readLine()}, for no longer than this.
   *
   * @param patience how long to wait
   * @return the line
   * @throws MissingOutputError also when the time is over without the end of a line
   */
  public String readLine(Duration patience) {
    try {
      return stdout.line(patience);
    } catch (InterruptedException e) {
      throw interrupted();
    }
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
    supervisor.stop(new KillReason.Requested());
  }

  /**
   * Waits for the end of the run.
   *
   * @return what happened
   * @throws SupervisionException when something of ours failed, or this thread was interrupted; the
   *     run has been killed
   */
  public Run await() {
    TraceTeller.requireNoWait();
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
      // Unlike Duration.toNanos(), convert does not overflow beyond 292 years.
      return Optional.of(run.get(TimeUnit.NANOSECONDS.convert(patience), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (ExecutionException e) {
      throw failed(e);
    }
  }

  /** Whether all of its processes are being killed, or are gone. */
  boolean isEnding() {
    return supervisor.isEnding();
  }

  /** Whether its standard input is a pipe that the test has not closed. */
  boolean mayBeWrittenTo() {
    return stdin.isOpen();
  }

  /** How the run has ended, for a message that is about it; empty when it goes on. */
  Optional<String> ending() {
    return await(MOMENT).map(ended -> "Its run has ended with " + ended.summary());
  }

  private SandtrapException interrupted() {
    supervisor.stop(new KillReason.Interrupted());
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
