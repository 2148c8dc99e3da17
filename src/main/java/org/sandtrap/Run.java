package org.sandtrap;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.sandtrap.isolation.Protection;
import org.sandtrap.launch.Reproduction;
import org.sandtrap.launch.ShellWords;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Usage;
import org.sandtrap.limit.UsageSample;
import org.sandtrap.policy.DeniedCall;
import org.sandtrap.syscall.Signal;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.trace.Trace;
import org.sandtrap.tracer.stream.CapturedOutput;

/**
 * The result of running one program once, from its start to the end of all its processes.
 * Immutable.
 *
 * <p>Its verdict is {@link Verdict#OK}, {@link Verdict#NONZERO_EXIT}, {@link
 * Verdict#RUNTIME_ERROR}, {@link Verdict#TIME_LIMIT}, {@link Verdict#MEMORY_LIMIT}, {@link
 * Verdict#OUTPUT_LIMIT}, {@link Verdict#PROCESS_LIMIT} or {@link Verdict#FORBIDDEN}; of a run with
 * a {@link org.sandtrap.module.PolicyModule} also {@link Verdict#BAD_POLICY} or {@link
 * Verdict#CUSTOM}.
 */
public final class Run {
  private final List<String> command;
  private final Judgement judgement;
  private final CapturedOutput stdout;
  private final CapturedOutput stderr;
  private final Reproduction repetition;
  private final Optional<Trace> trace;
  private final List<Protection> protections;
  private final Remains remains;

  Run(
      List<String> command,
      Judgement judgement,
      CapturedOutput stdout,
      CapturedOutput stderr,
      Reproduction repetition,
      Optional<Trace> trace,
      List<Protection> protections,
      Remains remains) {
    this.remains = remains;
    this.protections = List.copyOf(protections);
    this.command = List.copyOf(command);
    this.trace = trace;
    this.repetition = repetition;
    this.judgement = judgement;
    this.stdout = stdout;
    this.stderr = stderr;
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
   * One line for a POSIX shell that does the same outside, without supervision and limits: with the
   * directory, or where that was the private one a fresh one with the same fixtures; the
   * environment but for {@code TMPDIR}; and the input, if that is a file or a short text.
   */
  public String repetition() {
    return repetition.text();
  }

  /** How the run ended, in one word: that of the primary cause. */
  public Verdict verdict() {
    return cause().verdict();
  }

  /** What ended the run. */
  public Cause cause() {
    return judgement.causes().get(0);
  }

  /** Everything that would have ended the run, the primary cause first. */
  public List<Cause> causes() {
    return judgement.causes();
  }

  /**
   * What happened, in one sentence: {@code "OK: The program ended normally with exit code 0."}; and
   * in others which of its processes crashed, and which limits were reached without ending the run,
   * if any were.
   */
  public String summary() {
    return verdict()
        + ": "
        + cause().message()
        + Crash.sentences(crashes())
        + LimitMessage.ofHits(limitsHit(), judgement.limits());
  }

  /**
   * The crashes of processes other than the main process, in the order of their ends: what killed
   * them is a signal by which a program fails, as SIGSEGV or SIGABRT, or the signal that the main
   * process's exit code tells, as a shell's exit code 137 tells SIGKILL. The place is known of the
   * first 64. How each process ended is in {@link #usage()}.
   */
  public List<Crash> crashes() {
    return judgement.crashes();
  }

  /**
   * The limits that were reached without ending the run: system calls failed there, and the program
   * went on. The limits that ended it are among the {@link #causes()}.
   */
  public Set<Limit> limitsHit() {
    return judgement.hits();
  }

  /**
   * The calls that the rules or modules denied, in their order, of very many the first 1000: the
   * one that ended the run, or the calls that failed instead. Calls that fail quietly are not
   * listed.
   */
  public List<DeniedCall> deniedCalls() {
    return judgement.outcome().denied().first();
  }

  /** How many calls the rules and modules denied, not counting calls that fail quietly. */
  public long deniedCallCount() {
    return judgement.outcome().denied().count();
  }

  /**
   * The calls that a {@link org.sandtrap.policy.Guard} refused, in their order, of very many the
   * first 1000. They failed, and the program went on.
   */
  public List<DeniedCall> guardedCalls() {
    return judgement.outcome().guarded().first();
  }

  /**
   * How long the modules of the run have taken to decide, which counts as wall time; zero without a
   * {@link org.sandtrap.module.PolicyModule}.
   */
  public Duration moduleTime() {
    return judgement.outcome().moduleTime();
  }

  /** How many calls guards refused. */
  public long guardedCallCount() {
    return judgement.outcome().guarded().count();
  }

  /**
   * What was enforced of its {@link org.sandtrap.isolation.Isolation}, by which mechanism, and what
   * that does not stop; empty where nothing was asked for.
   */
  public List<Protection> protections() {
    return protections;
  }

  /** The main process's exit code, 0 to 255; empty when a signal killed it. */
  public OptionalInt exitCode() {
    return judgement.exitCode();
  }

  /**
   * The last signal that the main process received or died of, leaving out the signals that
   * Sandtrap sent.
   */
  public Optional<Signal> lastSignal() {
    return judgement.lastSignal();
  }

  /**
   * The system call the main process was in when it ended: {@code exit_group} after a normal end,
   * the one it was blocked in when it was killed. Empty when it was executing code of its own.
   */
  public Optional<Syscall> lastSyscall() {
    return judgement.outcome().lastCall();
  }

  /**
   * Time on the clock from the program's first instruction to its end; with awaited leftovers, to
   * theirs.
   */
  public Duration wall() {
    return judgement.outcome().wall();
  }

  /** What all its processes consumed. */
  public Usage usage() {
    return judgement.outcome().usage();
  }

  /**
   * What had been used at regular moments; empty unless {@link Sandbox#withSamples} asked for it.
   */
  public List<UsageSample> samples() {
    return judgement.outcome().samples();
  }

  /** Whether it was traced. */
  public boolean isTraced() {
    return trace.isPresent();
  }

  /**
   * What the program did, in order.
   *
   * @throws IllegalStateException when no trace was asked for
   */
  public Trace trace() {
    return trace.orElseThrow(() -> TraceSettings.missing(command));
  }

  /** The id the main process had. */
  public int pid() {
    return judgement.outcome().pid();
  }

  /** The processes that were alive when the main process had ended. */
  public List<Leftover> leftovers() {
    return judgement.leftovers();
  }

  /**
   * What was in the private directory when all processes had ended, fixtures included, in the order
   * of the bytes of their paths: of very many the first 1000 that were found, with {@link
   * Sandbox#collect} 10000. The directory itself is gone. {@link #filesCut} says whether some are
   * missing.
   */
  public List<LeftFile> files() {
    return remains.files();
  }

  /** What is missing in {@link #files()}, as a clause that says why; empty when nothing is. */
  public Optional<String> filesCut() {
    return remains.cut();
  }

  /**
   * What was at a path in the private directory when all processes had ended; its content is known
   * where {@link Sandbox#collect} asked for it.
   *
   * @param path relative to the private directory: {@code "out.txt"}, {@code "result/a.csv"}
   * @return the file
   * @throws java.util.NoSuchElementException when there was none; the message says what there was
   */
  public LeftFile file(String path) {
    Objects.requireNonNull(path, "the path is null");
    return remains.file(path, commandLine());
  }

  /**
   * The objects of System V that its processes made and left: shared memory, and queues and
   * semaphores that one of them used last. They have been removed. Looked for in a run with an
   * {@link org.sandtrap.isolation.Isolation}; with isolated processes there can be none, as their
   * namespace ends with the run or rules refuse to make some.
   */
  public List<IpcObject> ipcObjects() {
    return remains.objects();
  }

  /**
   * What the program wrote to standard output, as far as it was captured, up to the limit. A new
   * array every time.
   */
  public byte[] stdout() {
    return stdout.bytes();
  }

  /**
   * What the program wrote to standard error, as far as it was captured, up to the limit. A new
   * array every time.
   */
  public byte[] stderr() {
    return stderr.bytes();
  }

  /** Where standard output went, if it was not captured: {@code the file /tmp/out}. */
  public Optional<String> stdoutPlace() {
    return stdout.elsewhere();
  }

  /** Where standard error went, if it was not captured: {@code standard output}. */
  public Optional<String> stderrPlace() {
    return stderr.elsewhere();
  }

  /** {@link #stdout()} as text in UTF-8; what is not valid becomes U+FFFD. */
  public String stdoutText() {
    return new String(stdout(), StandardCharsets.UTF_8);
  }

  /** {@link #stderr()} as text in UTF-8; what is not valid becomes U+FFFD. */
  public String stderrText() {
    return new String(stderr(), StandardCharsets.UTF_8);
  }

  /** {@link #stdoutText()} in lines, without their ends. */
  public List<String> stdoutLines() {
    return stdoutText().lines().toList();
  }

  /** {@link #stderrText()} in lines, without their ends. */
  public List<String> stderrLines() {
    return stderrText().lines().toList();
  }

  @Override
  public String toString() {
    return String.join(" ", command) + " → " + summary();
  }
}
