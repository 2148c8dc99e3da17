package org.sandtrap;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.sandtrap.confinement.Abilities;
import org.sandtrap.isolation.FilePath;
import org.sandtrap.isolation.Isolated;
import org.sandtrap.isolation.Isolation;
import org.sandtrap.isolation.Network;
import org.sandtrap.isolation.PathRule;
import org.sandtrap.launch.Command;
import org.sandtrap.launch.Environment;
import org.sandtrap.launch.Input;
import org.sandtrap.launch.TerminalSize;
import org.sandtrap.launch.TextBytes;
import org.sandtrap.limit.DurationText;
import org.sandtrap.limit.Limited;
import org.sandtrap.limit.Limits;
import org.sandtrap.module.PolicyModule;
import org.sandtrap.policy.Policy;
import org.sandtrap.policy.Reaction;
import org.sandtrap.policy.Rule;
import org.sandtrap.syscall.CallSelection;
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
 * open files, no core files, no new privileges ({@link #withNewPrivileges}).
 *
 * <p>At most as many runs execute at once as there are processors (system property {@code
 * sandtrap.parallel}); the others wait for their turn, and their wall time does not begin before.
 */
public final class Sandbox implements Limited<Sandbox>, Isolated<Sandbox> {
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
   * A sandbox for programs that nobody has read: they reach the system's programs and libraries,
   * their own file and a fresh private directory, and nothing else of this machine, no network and
   * no other process; and there is a limit on everything. The same as {@code @Untrusted} says.
   */
  public static Sandbox untrusted() {
    return create()
        .withPolicy("untrusted")
        .withReadable(PathRule.SYSTEM)
        .withWritable(PathRule.PRIVATE)
        .withNetwork(Network.NONE)
        .withIsolatedProcesses()
        .withCpu("10s")
        .withWall("30s")
        .withMemory("512MiB")
        .withStack("64MiB")
        .withOutput("16MiB")
        .withFileSize("64MiB")
        .withDisk("128MiB")
        .withFiles("10000")
        .withProcesses("64")
        .withThreads("256")
        .withOpenFiles("256");
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
   *     "socket(domain=AF_INET)"}, {@code "open(path=/etc/**)"}; with a minus, {@code "-%network"},
   *     what undoes the rule of that text, or lifts the {@link org.sandtrap.policy.Guard} of that
   *     word
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

  /** Decides by this policy what the program may call, in place of all rules so far. */
  public Sandbox withPolicy(Policy policy) {
    return new Sandbox(settings.with(Objects.requireNonNull(policy, "policy is null")));
  }

  /**
   * Decides by a policy that has a name, in place of all rules so far; {@link #deny} and {@link
   * #allow} add rules to it.
   *
   * @param name a preset, {@code "compute"}, or a file, {@code "rules/strict.policy"}; see {@link
   *     Policy#named}
   * @return a new sandbox
   * @throws IllegalArgumentException when there is none, or it is no policy
   */
  public Sandbox withPolicy(String name) {
    return withPolicy(Policy.named(Objects.requireNonNull(name, "policy is null")));
  }

  /**
   * Lets a policy in Java see what the program does, and decide about it, for one run. Where there
   * are several, they are asked in the order in which they were given.
   *
   * @param module the policy, which no other run has
   * @return a new sandbox, with which one run can be made
   */
  public Sandbox withModule(PolicyModule module) {
    Objects.requireNonNull(module, "module is null");
    return withModule(RunModules.once(module));
  }

  /**
   * The same for any number of runs.
   *
   * @param supplier makes a policy for each run
   * @return a new sandbox
   */
  public Sandbox withModule(Supplier<? extends PolicyModule> supplier) {
    return new Sandbox(settings.with(Objects.requireNonNull(supplier, "module is null")));
  }

  /** Asks no module, whichever were given before. */
  public Sandbox withoutModules() {
    return new Sandbox(settings.withoutModules());
  }

  /** What the program can reach. */
  @Override
  public Isolation isolation() {
    return settings.isolation();
  }

  /** Isolates the program in this way, in place of what was said before. */
  @Override
  public Sandbox withIsolation(Isolation isolation) {
    Objects.requireNonNull(isolation, "isolation is null");
    return new Sandbox(settings.with(isolation));
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
    return withStdin(TextBytes.of("stdin", text));
  }

  /** Gives the program these bytes on standard input. */
  public Sandbox withStdin(byte[] bytes) {
    Objects.requireNonNull(bytes, "stdin is null");
    return new Sandbox(settings.with(new Input.Bytes(bytes.clone())));
  }

  /** Gives the program this file as standard input, from its beginning. */
  public Sandbox withStdin(Path file) {
    return new Sandbox(settings.with(new Input.FromFile(FilePath.bytes("stdin", file))));
  }

  /**
   * Lets a program that {@link #start} has started read what {@link RunningProgram#write(String)}
   * writes while it runs: for a dialogue. {@link #run} refuses this, as nothing could write.
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

  /**
   * Gives the program a terminal, see pty(7): for passwords, colours, and whatever else a program
   * does only where isatty(3) says so. It is the controlling terminal of the program, and standard
   * input, standard output and standard error. Standard error may go elsewhere.
   *
   * <p>What the terminal shows is captured as standard output, as the bytes that it got: the
   * outputs come together in the order in which they are written, each line ends with {@code
   * "\r\n"}, and what is typed is shown, too, unless the program switches that off, as it does for
   * a password. {@code TERM} is {@code xterm-256color}, unless the environment says something.
   *
   * <p>What {@link #run} gives the program on standard input is typed: a line whenever the program
   * waits for one, as it would throw away what came before it asks for a password. The end of the
   * input is typed as well, as Ctrl-D, wherever more is asked for than there is. Control characters
   * work as keys do: {@code "\003"} is Ctrl-C. A line longer than 4095 bytes is cut, see
   * termios(3). Much input is faster without a terminal: to type 2000 lines takes a second.
   *
   * <p>A program that {@link #start} has started reads what {@link RunningProgram#write(String)}
   * types, unless its input is given here; no {@link #withStdinPipe} is needed.
   *
   * @param columns how many characters a row has, from 1 to 65535
   * @param rows how many rows there are, from 1 to 65535
   * @return a new sandbox
   * @throws IllegalArgumentException when a number is none of these
   */
  public Sandbox withTerminal(int columns, int rows) {
    return new Sandbox(settings.with(Optional.of(new TerminalSize(columns, rows))));
  }

  /**
   * The same as {@link #withTerminal(int, int)}.
   *
   * @param size columns and rows: {@code "80x24"}; or {@code "none"} for no terminal
   * @return a new sandbox
   * @throws IllegalArgumentException when it is no size
   */
  public Sandbox withTerminal(String size) {
    Objects.requireNonNull(size, "terminal is null");
    return new Sandbox(settings.with(TerminalSize.parse(size)));
  }

  /** Starts the program in this directory. */
  public Sandbox withDirectory(Path directory) {
    return new Sandbox(settings.withDirectory(FilePath.bytes("directory", directory)));
  }

  /** Starts the program in this directory, relative to this JVM's working directory. */
  public Sandbox withDirectory(String directory) {
    return new Sandbox(settings.withDirectory(TextBytes.word("directory", directory)));
  }

  /**
   * The environment variables that a program gets, by name; {@code HOME} and {@code TMPDIR} only if
   * they are set, since otherwise every run has its own. Bytes that are no UTF-8 are replaced.
   */
  public Map<String, String> environment() {
    return settings.environment().text();
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

  /** Passes on these variables of this JVM's own environment, as far as they exist. */
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
   * Samples at regular moments what the program has used, for {@link Run#samples}.
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

  /**
   * Records what the program does: {@link Run#trace()}. Without this nothing is recorded, and
   * nothing costs anything.
   *
   * <p>The system property {@code sandtrap.trace} asks every sandbox of a JVM for a trace, where
   * nothing else is said: {@code -Dsandtrap.trace=all}, or words with blanks between them.
   *
   * <p>A call that is recorded stops twice, which takes some ten microseconds. A program that calls
   * much becomes slower, and what it measures of time as well; calls that are not selected never
   * stop.
   *
   * @param patterns the calls to record, as in rules: {@code "%file"}, {@code "connect"}, {@code
   *     "write(fd=1)"}; none, or {@code "all"}, for every call
   * @return a new sandbox
   * @throws IllegalArgumentException when one means no call
   */
  public Sandbox withTrace(String... patterns) {
    Objects.requireNonNull(patterns, "trace is null");
    CallSelection selection = CallSelection.of(Arrays.asList(patterns));
    return new Sandbox(settings.with(settings.trace().with(selection)));
  }

  /** Whether it was said which calls are recorded, and not left to the system property. */
  public boolean asksForTrace() {
    return settings.trace().asked().isPresent();
  }

  /** Whether what the program does is recorded. */
  public boolean isTraced() {
    return settings.trace().selection().isPresent();
  }

  /** Records nothing, whatever was said before. */
  public Sandbox withoutTrace() {
    return new Sandbox(settings.with(settings.trace().without()));
  }

  /**
   * Bounds the number of events that a trace keeps, 1,000,000 unless it is set: the first ones, as
   * far as they fit into an eighth of the JVM's heap. Of further ones only {@link
   * org.sandtrap.trace.Trace#dropped()} tells, and calls are counted. Most events take less than
   * 100 bytes, one with long texts takes several thousand.
   *
   * @param events how many, at least 1
   * @return a new sandbox
   * @throws IllegalArgumentException when it is less than 1
   */
  public Sandbox withTraceLimit(int events) {
    return new Sandbox(settings.with(settings.trace().boundedTo(events)));
  }

  /**
   * Records of each call that is traced only its entry: no result, no duration, and nothing of what
   * it left in memory. It then stops once instead of twice, which takes about half the time. What a
   * trace tells by results ({@link org.sandtrap.trace.Trace#files()}, most assertions) it refuses
   * to tell then.
   *
   * @return a new sandbox
   */
  public Sandbox withTraceEntriesOnly() {
    return new Sandbox(settings.with(settings.trace().ofEntriesOnly()));
  }

  /**
   * Records of each call that is traced what called it, {@link org.sandtrap.trace.Call#callers}. It
   * is found as that of a crash is, see {@link org.sandtrap.code.Callers}, which takes some hundred
   * microseconds for each call.
   *
   * @return a new sandbox
   */
  public Sandbox withTraceCallers() {
    return new Sandbox(settings.with(settings.trace().withCallers()));
  }

  /**
   * Tells a listener what the program does while it runs, in place of the one before. Records every
   * call, unless {@link #withTrace} has selected some. What the listener throws, {@link #run} or
   * {@link RunningProgram#await()} throws, once the program has ended.
   */
  public Sandbox withTraceListener(TraceListener listener) {
    Objects.requireNonNull(listener, "listener is null");
    return new Sandbox(settings.with(settings.trace().telling(listener)));
  }

  /** Confines as on a host of other abilities, for tests. */
  Sandbox on(Abilities abilities) {
    return new Sandbox(settings.with(abilities));
  }

  /** Reports every run to a listener, in place of the one before. */
  public Sandbox withListener(RunListener listener) {
    return new Sandbox(settings.with(Objects.requireNonNull(listener, "listener is null")));
  }

  /**
   * Lets {@link #run} wait until no other run executes, and none begin meanwhile: for measurements.
   * That holds among all JVMs of the same user on this host, such as the forks of a build; where
   * they cannot find each other, which {@link HostSupport#probe} reports, it holds within this JVM.
   * Waiting can be interrupted and does not count towards the limits. Programs that {@link #start}
   * has started are not waited for, nor is anything else that the host does.
   */
  public Sandbox withExclusiveProcessors() {
    return new Sandbox(settings.exclusively());
  }

  /**
   * Lets the program, and what it executes, get privileges by an exec: of a set-user-ID file, as
   * {@code sudo} and {@code su} are, or of one with file capabilities, see execve(2). Without this
   * no exec gives any, see {@code PR_SET_NO_NEW_PRIVS} in prctl(2). Limits and rules hold as ever,
   * and {@code CAP_SYS_RESOURCE}, with which limits could be raised, is never given.
   *
   * <p>The kernel gives privileges to a program under ptrace(2) only where its tracer has {@code
   * CAP_SYS_PTRACE}, and takes a filter without {@code no_new_privs} only from {@code
   * CAP_SYS_ADMIN}: this JVM must have both, as root has outside of containers. A file system that
   * is mounted nosuid gives none in any case.
   *
   * <p>A run throws {@link LaunchException} where this JVM lacks one of them, or was started with
   * {@code no_new_privs} itself.
   *
   * @return a sandbox with that
   */
  public Sandbox withNewPrivileges() {
    return new Sandbox(settings.withNewPrivileges());
  }
}
