package org.sandtrap;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.sandtrap.limit.DurationText;
import org.sandtrap.limit.Limited;
import org.sandtrap.limit.Limits;
import org.sandtrap.policy.Policy;
import org.sandtrap.policy.Reaction;
import org.sandtrap.policy.Rule;
import org.sandtrap.syscall.Signal;

/**
 * Settings for runs of programs, and the door to them. Immutable: every {@code with…} answers a new
 * sandbox. One sandbox may make any number of runs, from any number of threads at once.
 *
 * <pre>{@code
 * Run run = Sandbox.create().withWall("2s").withStdin("b\na\n").run("sort");
 * run.verdict();     // OK
 * run.stdoutText();  // "a\nb\n"
 * }</pre>
 *
 * <p>Unless told otherwise a program gets: 10 s of wall time and 16 MiB of output; nothing on
 * standard input; standard output and standard error captured; the working directory of this JVM;
 * the variables {@code PATH} (the usual system directories), {@code LANG=C.UTF-8}, {@code TZ=UTC},
 * {@code HOME} (its working directory), {@code TMPDIR} (a fresh directory, removed after the run),
 * {@code ASAN_OPTIONS} and {@code LSAN_OPTIONS} ({@code detect_leaks=0}: leak detection does not
 * work under a tracer); a session of its own, no other descriptors, a umask of 022, at most 1024
 * open files, no core files, no new privileges.
 *
 * <p>At most as many runs execute at once as there are processors (system property {@code
 * sandtrap.parallel}); the others wait for their turn, and their wall time does not begin before.
 */
public final class Sandbox implements Limited<Sandbox> {
  private static final Sandbox DEFAULT = new Sandbox(Settings.DEFAULT);

  private final Settings settings;

  private Sandbox(Settings settings) {
    this.settings = settings;
  }

  /** A sandbox with the default settings. */
  public static Sandbox create() {
    return DEFAULT;
  }

  /**
   * Runs a program to its end. The first word is the program: with a slash it is a path, relative
   * to this JVM's working directory; without one it is looked up in the run's {@code PATH}. Nothing
   * is split or expanded.
   *
   * @param command the program and its arguments, encoded in UTF-8
   * @return what happened
   * @throws LaunchException when the program could not be started
   * @throws SupervisionException when something of ours failed, or the thread was interrupted; the
   *     run has been killed
   * @throws IllegalArgumentException when the command is empty, or a word contains a zero byte
   */
  public Run run(String... command) {
    Objects.requireNonNull(command, "command is null");
    return run(Arrays.asList(command));
  }

  /**
   * The same as {@link #run(String...)}.
   *
   * @param command the program and its arguments
   * @return what happened
   */
  public Run run(List<String> command) {
    return Launch.of(Command.of(command), settings).run();
  }

  /**
   * The same as {@link #run(String...)}, for words that are no valid text.
   *
   * @param command the program and its arguments, as the kernel will see them
   * @return what happened
   */
  public Run run(byte[]... command) {
    Objects.requireNonNull(command, "command is null");
    return Launch.of(Command.ofBytes(Arrays.asList(command)), settings).run();
  }

  /**
   * Starts a program that goes on beside its caller. It does not wait for a turn among the runs.
   *
   * @param command the program and its arguments, as in {@link #run(String...)}
   * @return the program, which has started
   * @throws LaunchException when the program could not be started
   * @throws SupervisionException when the thread was interrupted meanwhile
   */
  public RunningProgram start(String... command) {
    Objects.requireNonNull(command, "command is null");
    return start(Arrays.asList(command));
  }

  /**
   * The same as {@link #start(String...)}.
   *
   * @param command the program and its arguments
   * @return the program, which has started
   */
  public RunningProgram start(List<String> command) {
    return Launch.of(Command.of(command), settings).start();
  }

  /**
   * Forbids calls, see {@link Policy}: the run ends before such a call is made, unless {@link
   * #withOnDenied} says otherwise.
   *
   * @param rules words, perhaps with conditions: {@code "fork"}, {@code "%network"}, {@code
   *     "socket(domain=AF_INET)"}; with a minus, {@code "-%network"}, what undoes the rule of that
   *     text, or lifts the {@link org.sandtrap.policy.Guard} of that word
   * @return a new sandbox
   * @throws org.sandtrap.policy.RuleException when one is no rule
   * @throws IllegalArgumentException when there is nothing to undo
   */
  public Sandbox deny(String... rules) {
    return withPolicy(settings.policy().plus(Rule.Action.DENY, List.of(rules)));
  }

  /**
   * Allows calls, and with that denies all others; see {@link Policy}.
   *
   * @param rules words, perhaps with conditions; with a minus what undoes the rule of that text
   * @return a new sandbox
   * @throws org.sandtrap.policy.RuleException when one is no rule
   * @throws IllegalArgumentException when there is nothing to undo
   */
  public Sandbox allow(String... rules) {
    return withPolicy(settings.policy().plus(Rule.Action.ALLOW, List.of(rules)));
  }

  /** Decides by this policy what the program may call. */
  public Sandbox withPolicy(Policy policy) {
    return new Sandbox(settings.with(Objects.requireNonNull(policy, "policy is null")));
  }

  /**
   * Decides by a policy that has a name.
   *
   * @param name a preset, {@code "compute"}, or a file, {@code "rules/strict.policy"}; see {@link
   *     Policy#named}
   * @return a new sandbox
   * @throws IllegalArgumentException when there is none, or it is no policy
   */
  public Sandbox withPolicy(String name) {
    return withPolicy(Policy.named(Objects.requireNonNull(name, "policy is null")));
  }

  /** What the program may call. */
  public Policy policy() {
    return settings.policy();
  }

  /**
   * Says what becomes of a denied call.
   *
   * @param reaction {@code "KILL"}, or the error it fails with instead: {@code "EACCES"}
   * @return a new sandbox
   * @throws IllegalArgumentException when it is neither
   */
  public Sandbox withOnDenied(String reaction) {
    return withPolicy(settings.policy().onDenied(Reaction.parse(reaction)));
  }

  @Override
  public Limits limits() {
    return settings.limits();
  }

  @Override
  public Sandbox withLimits(Limits limits) {
    return new Sandbox(settings.with(Objects.requireNonNull(limits, "limits is null")));
  }

  /** Gives the program this text, in UTF-8, on standard input. */
  public Sandbox withStdin(String text) {
    return withStdin(Command.bytes("stdin", text));
  }

  /** Gives the program these bytes on standard input. */
  public Sandbox withStdin(byte[] bytes) {
    Objects.requireNonNull(bytes, "stdin is null");
    return new Sandbox(settings.with(new Input.Bytes(bytes.clone())));
  }

  /** Gives the program this file as standard input, from its beginning. */
  public Sandbox withStdin(Path file) {
    return new Sandbox(settings.with(new Input.FromFile(PathBytes.of("stdin", file))));
  }

  /**
   * Lets a program that {@link #start} has started read what {@link RunningProgram#write(String)}
   * writes while it runs: for a dialogue. {@link #run} refuses this, as nobody could write.
   */
  public Sandbox withStdinPipe() {
    return new Sandbox(settings.with(new Input.Pipe()));
  }

  /** Gives the program nothing on standard input: the end of the file at once. */
  public Sandbox withoutStdin() {
    return new Sandbox(settings.with(new Input.Nothing()));
  }

  /** Sends standard output somewhere else. */
  public Sandbox withStdout(Output stdout) {
    return new Sandbox(settings.withStdout(Objects.requireNonNull(stdout, "stdout is null")));
  }

  /** Sends standard error somewhere else. */
  public Sandbox withStderr(Output stderr) {
    return new Sandbox(settings.withStderr(Objects.requireNonNull(stderr, "stderr is null")));
  }

  /**
   * Sends standard error where standard output goes, in the order in which it is written: {@code
   * 2>&1}.
   */
  public Sandbox withMergedOutput() {
    return new Sandbox(settings.merged());
  }

  /** Starts the program in this directory. */
  public Sandbox withDirectory(Path directory) {
    return new Sandbox(settings.withDirectory(PathBytes.of("directory", directory)));
  }

  /** Starts the program in this directory, relative to this JVM's working directory. */
  public Sandbox withDirectory(String directory) {
    return new Sandbox(settings.withDirectory(Command.word("directory", directory)));
  }

  /** Sets an environment variable. */
  public Sandbox withEnvironment(String name, String value) {
    return new Sandbox(settings.with(settings.environment().with(name, value)));
  }

  /** Sets environment variables. */
  public Sandbox withEnvironment(Map<String, String> variables) {
    Objects.requireNonNull(variables, "environment is null");
    Environment environment = settings.environment();
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      environment = environment.with(variable.getKey(), variable.getValue());
    }
    return new Sandbox(settings.with(environment));
  }

  /** Passes on these variables of this JVM's own environment, those of them that exist. */
  public Sandbox withInherited(String... names) {
    Objects.requireNonNull(names, "environment: the names are null");
    return new Sandbox(settings.with(settings.environment().inheriting(Arrays.asList(names))));
  }

  /** Passes on this JVM's whole environment, but for {@code TMPDIR}. */
  public Sandbox withInheritedEnvironment() {
    return new Sandbox(settings.with(settings.environment().inheritingEverything()));
  }

  /** Says what happens to processes that outlive the main process. */
  public Sandbox withLeftovers(Leftovers leftovers) {
    return new Sandbox(settings.with(Objects.requireNonNull(leftovers, "leftovers is null")));
  }

  /**
   * Notes at regular moments what the program has used, for {@link Run#samples}.
   *
   * @param interval how often, at least a millisecond
   * @return a new sandbox
   * @throws IllegalArgumentException when the interval is shorter
   */
  public Sandbox withSamples(Duration interval) {
    if (interval.compareTo(Duration.ofMillis(1)) < 0) {
      throw new IllegalArgumentException(
          "samples: an interval of "
              + DurationText.format(interval)
              + " is too short: looking takes its time, too; the shortest is 1 ms");
    }
    return new Sandbox(settings.sampledEvery(interval));
  }

  /**
   * When this JVM is terminated while the program runs, sends it this signal first and gives it
   * some time, before it is killed. Without this, it is killed with the JVM.
   *
   * @param signal the signal
   * @param grace how long the program may take to end
   * @return a new sandbox
   */
  public Sandbox withShutdownSignal(Signal signal, Duration grace) {
    return new Sandbox(settings.with(new ShutdownSignal(signal, grace)));
  }

  /** Tells somebody of every run, in place of whoever was told before. */
  public Sandbox withListener(RunListener listener) {
    return new Sandbox(settings.with(Objects.requireNonNull(listener, "listener is null")));
  }

  /**
   * Lets {@link #run} wait until no other run executes, and none begin meanwhile: for measurements.
   * That holds among all JVMs of the same user on this host, such as the forks of a build; where
   * they cannot find each other, which {@link HostSupport#probe} tells, it holds within this JVM.
   * Waiting can be interrupted and does not count towards the limits. Programs that {@link #start}
   * has started are not waited for, nor is what else the host does.
   */
  public Sandbox withExclusiveProcessors() {
    return new Sandbox(settings.exclusively());
  }
}
