package org.sandtrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.sandtrap.confinement.Confinement;
import org.sandtrap.confinement.ConfinementException;
import org.sandtrap.confinement.Surroundings;
import org.sandtrap.isolation.Access;
import org.sandtrap.isolation.FilePath;
import org.sandtrap.isolation.Isolation;
import org.sandtrap.launch.Command;
import org.sandtrap.launch.Environment;
import org.sandtrap.launch.FixtureException;
import org.sandtrap.launch.Input;
import org.sandtrap.launch.PrivateDirectory;
import org.sandtrap.launch.PrivatePath;
import org.sandtrap.launch.RepeatedStart;
import org.sandtrap.launch.Reproduction;
import org.sandtrap.launch.Rlimits;
import org.sandtrap.launch.TerminalSize;
import org.sandtrap.launch.TextBytes;
import org.sandtrap.policy.CallFilter;
import org.sandtrap.policy.Policy;
import org.sandtrap.policy.WantedCalls;
import org.sandtrap.syscall.CallSelection;
import org.sandtrap.trace.Trace;
import org.sandtrap.tracer.LaunchFailure;
import org.sandtrap.tracer.Outcome;
import org.sandtrap.tracer.RunSpec;
import org.sandtrap.tracer.Supervisor;
import org.sandtrap.tracer.TracerThreads;
import org.sandtrap.tracer.Typing;
import org.sandtrap.tracer.binding.ErrnoException;
import org.sandtrap.tracer.binding.LauncherPlan;
import org.sandtrap.tracer.binding.Plan;
import org.sandtrap.tracer.binding.RawFiles;
import org.sandtrap.tracer.binding.SelfStatus;
import org.sandtrap.tracer.binding.Stdio;
import org.sandtrap.tracer.binding.Step;
import org.sandtrap.tracer.binding.UnsupportedHostException;
import org.sandtrap.tracer.host.Host;
import org.sandtrap.tracer.host.NewPrivileges;
import org.sandtrap.tracer.module.ActiveModule;
import org.sandtrap.tracer.stream.CapturedOutput;
import org.sandtrap.tracer.stream.InputPipe;
import org.sandtrap.tracer.stream.LiveInput;
import org.sandtrap.tracer.stream.OutputFile;
import org.sandtrap.tracer.stream.Sink;
import org.sandtrap.tracer.stream.StreamOutput;
import org.sandtrap.tracer.stream.Terminal;

/**
 * The launch of one run from settings and a command: it makes the plan, and cleans up what it made
 * for it.
 *
 * <p>Here and in what it calls for each run there are few lambdas: the first run of a JVM pays most
 * of a millisecond for each.
 */
final class Launch {
  /** What most terminals say they are, so that every host knows it. */
  private static final String TERM = "xterm-256color";

  /** More than this is nothing to be typed. */
  private static final int LONGEST_TYPED = 1 << 26;

  /** By how much the times of kernel objects may lag behind the clock; its ticks are shorter. */
  private static final int TICK_MILLIS = 100;

  private final Command command;
  private final Settings settings;
  private final CapturedOutput stdout;
  private final CapturedOutput stderr;
  private final List<AutoCloseable> made = new ArrayList<>();
  private Optional<InputPipe> pipe = Optional.empty();
  private Optional<Typing> typing = Optional.empty();
  private boolean whole; // nothing is written while the program runs
  private Reproduction repetition;
  private Confinement confinement; // null until it is made
  private Policy policy; // likewise
  private PrivateDirectory own; // likewise
  private long begun; // in seconds since 1970
  private Optional<TraceRecording> recording = Optional.empty();
  private Optional<TraceTeller> teller = Optional.empty();
  private List<ActiveModule> modules = List.of();
  private WantedCalls wanted = WantedCalls.NONE;
  private Plan plan; // null until the launch has come to it
  private Supervisor supervisor; // likewise
  private RunningProgram program;

  private Launch(Command command, Settings settings) {
    this.command = command;
    this.settings = settings;
    this.stdout = new CapturedOutput(settings.stdout().place());
    this.stderr =
        new CapturedOutput(
            settings.merge() || showsErrors(settings)
                ? Optional.of("standard output")
                : settings.stderr().place());
  }

  static Launch of(Command command, Settings settings) {
    return new Launch(command, settings);
  }

  /** Whether standard error is the terminal as well. */
  private static boolean showsErrors(Settings settings) {
    return settings.terminal().isPresent() && settings.stderr() instanceof Output.Capture;
  }

  Run run() {
    requireWholeInput();
    CompletableFuture<Run> ending = new CompletableFuture<>();
    try {
      whole = true;
      Supervisor supervisor = prepare();
      tell(supervisor, ending);
      Run run = finished(outcome(supervisor));
      ending.complete(run);
      return run;
    } catch (LaunchFailure e) {
      throw Failures.launch(e, command, settings, Optional.ofNullable(plan));
    } catch (InterruptedException e) {
      throw Failures.interrupted(command);
    } finally {
      ending.cancel(false); // unless it is complete
      cleanUp();
    }
  }

  private void requireWholeInput() {
    if (settings.stdin() instanceof Input.Pipe) {
      throw new IllegalStateException(
          Command.quoted(command.text())
              + " would wait for ever for standard input: that is a pipe (withStdinPipe), and"
              + " run(…) returns only when the program has ended. Call start(…), which answers a"
              + " RunningProgram to write to, or give all input before: withStdin(…).");
    }
  }

  RunningProgram start() {
    boolean running = false;
    CompletableFuture<Run> ending = new CompletableFuture<>();
    try {
      Supervisor supervisor = prepare();
      tell(supervisor, ending);
      started(supervisor)
          .thenApply(this::finished)
          .whenComplete((run, problem) -> complete(ending, run, problem));
      // Left open here as well, that end would hide that no process reads any more.
      pipe.ifPresent(InputPipe::release);
      running = true;
      return program;
    } catch (LaunchFailure e) {
      throw Failures.launch(e, command, settings, Optional.ofNullable(plan));
    } catch (InterruptedException e) {
      throw Failures.interrupted(command);
    } finally {
      if (!running) {
        ending.cancel(false);
        cleanUp();
      }
    }
  }

  private void tell(Supervisor supervisor, CompletableFuture<Run> ending) {
    Optional<Terminal> terminal = terminal();
    if (terminal.isPresent() && written().isEmpty()) {
      terminal.get().end();
    }
    boolean listened = settings.trace().listener().isPresent() && recording.isPresent();
    if (whole && settings.listener().isEmpty() && !listened) {
      return; // nobody sees the program before its end
    }
    program =
        new RunningProgram(
            command.text(),
            supervisor,
            ending,
            written(),
            terminal,
            stdout,
            stderr,
            recording.isPresent() ? Optional.of(recording.get()::trace) : Optional.empty());
    if (settings.listener().isPresent()) {
      settings.listener().get().beginning(program);
    }
    if (listened) {
      TraceListener listener = settings.trace().listener().get();
      TraceTeller told = TraceTeller.start(listener, program, supervisor, recording.get());
      made.add(told);
      teller = Optional.of(told);
    }
  }

  private void complete(CompletableFuture<Run> ending, Run run, Throwable problem) {
    Throwable told = problem instanceof CompletionException ? problem.getCause() : problem;
    try {
      cleanUp();
    } catch (RuntimeException e) {
      told = told == null ? e : told;
    }
    if (told == null) {
      ending.complete(run);
    } else {
      ending.completeExceptionally(told);
    }
  }

  private Outcome outcome(Supervisor supervisor) throws LaunchFailure, InterruptedException {
    try {
      return TracerThreads.run(supervisor, settings.alone());
    } catch (LaunchFailure e) {
      return oversized(e, supervisor);
    }
  }

  private CompletableFuture<Outcome> started(Supervisor supervisor)
      throws LaunchFailure, InterruptedException {
    try {
      return TracerThreads.start(supervisor);
    } catch (LaunchFailure e) {
      return CompletableFuture.completedFuture(oversized(e, supervisor));
    }
  }

  /** A program too large for its limits is a run that reached them; other failures are ours. */
  private Outcome oversized(LaunchFailure failure, Supervisor supervisor) throws LaunchFailure {
    return Oversize.of(failure, plan, settings.limits())
        .map(oversize -> oversize.outcome(supervisor.pid()))
        .orElseThrow(() -> failure);
  }

  private Run finished(Outcome outcome) {
    if (teller.isPresent()) {
      teller.get().finish();
    }
    Failures.check(outcome.reasons(), command);
    var limits = supervisor.limits();
    Judgement judgement = Judgement.of(outcome, limits, settings.leftovers());
    Optional<Trace> trace =
        recording.isPresent() ? Optional.of(recording.get().finish()) : Optional.empty();
    Run run =
        new Run(
            command.text(),
            judgement,
            stdout,
            stderr,
            repetition,
            trace,
            confinement.protections(),
            remains(outcome));
    if (settings.listener().isPresent()) {
      settings.listener().get().ended(program, run);
    }
    return run;
  }

  private Remains remains(Outcome outcome) {
    return Remains.of(
        own.survey(settings.wanted()), Remains.objects(settings.isolation(), outcome, begun));
  }

  private void requireShownOutput() {
    Output stdout = settings.stdout();
    if (settings.terminal().isPresent()
        && (stdout instanceof Output.ToFile || stdout instanceof Output.Discard)) {
      throw new IllegalStateException(
          Command.quoted(command.text())
              + " has a terminal ("
              + settings.terminal().get()
              + "), which is its standard output, but that is to go to "
              + stdout.place().orElseThrow()
              + ". Leave out the terminal, or where standard output goes: it may be captured or"
              + " inherited. Standard error may go anywhere.");
    }
  }

  private Supervisor prepare() throws LaunchFailure {
    requireShownOutput();
    Reachable.require(settings, command);
    requireHost();
    begun = TimeUnit.MILLISECONDS.toSeconds(System.currentTimeMillis() - TICK_MILLIS);
    PrivateDirectory privateDirectory = privateDirectory();
    own = privateDirectory;
    byte[] current = RawFiles.currentDirectory();
    fill(current);
    Optional<byte[]> directory = directory(current, privateDirectory);
    byte[] home = directory.orElse(current);
    Map<String, byte[]> variables = settings.environment().variables(home, privateDirectory.path());
    if (settings.terminal().isPresent()) {
      variables.putIfAbsent("TERM", TextBytes.word("TERM", TERM));
    }
    Stdio stdin = stdin(current);
    RepeatedStart start =
        RepeatedStart.of(home, privateDirectory.path(), settings.fixtures(), current);
    repetition = new Reproduction(command, start, variables, read(), settings.terminal());
    List<byte[]> candidates = command.candidates(current, home, variables.get("PATH"));
    boolean narrow = RawFiles.isOf32Bits(candidates);
    modules = RunModules.make(settings.modules());
    Stdio output = output(current);
    Stdio errors = errors(current);
    confinement =
        confinement(current, privateDirectory, candidates, List.of(stdin, output, errors));
    give();
    policy = confinement.on(settings.policy());
    wanted =
        modules.isEmpty()
            ? WantedCalls.of(traced())
            : new WantedCalls(traced(), ActiveModule.selection(modules), true);
    plan =
        new Plan(
            command.words(),
            Environment.lines(variables),
            candidates,
            directory,
            stdin,
            output,
            errors,
            Rlimits.of(settings.limits()),
            CallFilter.of(settings.limits(), policy, wanted, narrow),
            settings.newPrivileges(),
            traced().isPresent() ? Optional.of(settings.trace().plan()) : Optional.empty(),
            !modules.isEmpty(),
            state(),
            confinement.launcher());
    recording = settings.trace().recording();
    supervisor = new Supervisor(spec(privateDirectory));
    if (settings.shutdown().isPresent()) {
      made.add(settings.shutdown().get().armed(supervisor));
    }
    return supervisor;
  }

  private void fill(byte[] current) {
    try {
      own.fill(settings.fixtures(), current);
    } catch (FixtureException e) {
      throw Failures.fixture(e, command);
    }
  }

  /** The directory itself the launcher gives away, as its last act as our user. */
  private void give() {
    if (settings.fixtures().isEmpty() || confinement.launcher().isEmpty()) {
      return;
    }
    Optional<LauncherPlan.Ids> ids = confinement.launcher().get().ids();
    if (ids.isPresent()) {
      try {
        own.give(ids.get().user(), ids.get().group());
      } catch (IOException e) {
        throw Failures.givenFixture(e, command);
      }
    }
  }

  /**
   * A program that may not read everything begins where it may, and one with files of its own where
   * these are.
   */
  private Optional<byte[]> directory(byte[] current, PrivateDirectory privateDirectory) {
    if (settings.directory().isPresent()) {
      byte[] given = settings.directory().get();
      return Optional.of(PrivatePath.absolute(given, current, privateDirectory.path()));
    }
    return settings.isolation().restricts(Access.READ) || settings.usesPrivateDirectory()
        ? Optional.of(privateDirectory.path())
        : Optional.empty();
  }

  private Confinement confinement(
      byte[] current, PrivateDirectory own, List<byte[]> candidates, List<Stdio> streams) {
    if (settings.isolation().isOpen()) {
      return Confinement.NONE;
    }
    try {
      Surroundings around =
          new Surroundings(
              current,
              own.path(),
              candidates,
              GivenFiles.readBy(streams),
              GivenFiles.writtenBy(streams));
      Confinement made = Confinement.of(settings.isolation(), around, settings.abilities());
      this.made.add(made);
      return made;
    } catch (ConfinementException e) {
      throw Failures.isolation(e, command);
    }
  }

  private Plan.State state() {
    Isolation isolation = settings.isolation();
    return new Plan.State(
        confinement.ruleset(),
        isolation.umask(),
        isolation.nice(),
        isolation.processors(),
        isolation.fixedAddresses() || RunModules.wantFixedAddresses(modules));
  }

  private Optional<CallSelection> traced() {
    return settings.trace().selection();
  }

  private PrivateDirectory privateDirectory() {
    Path parent = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    try {
      PrivateDirectory privateDirectory = PrivateDirectory.create(parent);
      made.add(privateDirectory);
      return privateDirectory;
    } catch (IOException e) {
      throw Failures.privateDirectory(parent, e);
    }
  }

  private void requireHost() {
    try {
      Host.require();
      if (settings.newPrivileges()) {
        NewPrivileges.require(SelfStatus.read());
      }
    } catch (UnsupportedHostException e) {
      throw Failures.unsupported(e, command);
    }
  }

  private RunSpec spec(PrivateDirectory privateDirectory) {
    Optional<Sink> errors =
        settings.merge() || showsErrors(settings)
            ? Optional.empty()
            : sink(settings.stderr(), stderr, true);
    return new RunSpec(
        plan,
        sink(settings.stdout(), stdout, false),
        errors,
        settings.limits(),
        policy,
        modules,
        wanted,
        settings.leftovers() == Leftovers.AWAIT,
        Optional.of(privateDirectory.directory()),
        settings.sampling(),
        recording.isPresent() ? Optional.of(recording.get().store()) : Optional.empty(),
        typing);
  }

  private Stdio stdin(byte[] current) throws LaunchFailure {
    try {
      return settings.terminal().isPresent()
          ? terminal(settings.terminal().get(), typed(current))
          : input(current);
    } catch (ErrnoException e) {
      throw new LaunchFailure(Step.STDIN, e.errno(), 0);
    }
  }

  /** What is typed without the test. */
  private byte[] typed(byte[] current) throws ErrnoException {
    if (settings.stdin() instanceof Input.FromFile file) {
      return RawFiles.content(Command.absolute(file.path(), current), LONGEST_TYPED);
    }
    return settings.stdin() instanceof Input.Bytes given ? given.bytes() : new byte[0];
  }

  private Stdio terminal(TerminalSize size, byte[] typed) throws LaunchFailure {
    try {
      Terminal terminal = Terminal.open(size.columns(), size.rows());
      made.add(terminal);
      typing = Optional.of(new Typing(terminal, typed));
      return new Stdio.Terminal(terminal.programEnd());
    } catch (ErrnoException e) {
      throw new LaunchFailure(Step.TERMINAL, e.errno(), 0);
    }
  }

  /** What the test writes while the program runs, if it may. */
  private Optional<LiveInput> written() {
    if (pipe.isPresent()) {
      return Optional.of(pipe.get());
    }
    return typing.isPresent() && !whole && !isGiven()
        ? Optional.of(typing.get().terminal())
        : Optional.empty();
  }

  private boolean isGiven() {
    return settings.stdin() instanceof Input.Bytes || settings.stdin() instanceof Input.FromFile;
  }

  private Optional<Terminal> terminal() {
    return typing.isPresent() ? Optional.of(typing.get().terminal()) : Optional.empty();
  }

  /** What the program reads, for whoever repeats the run. */
  private Input read() {
    Optional<LiveInput> written = written();
    return written.isPresent() ? new Input.Written(written.get()) : settings.stdin();
  }

  private Stdio input(byte[] current) throws ErrnoException {
    if (settings.stdin() instanceof Input.Nothing) { // first, as it is what most programs get
      return new Stdio.Null();
    }
    if (settings.stdin() instanceof Input.FromFile file) {
      return new Stdio.Input(Command.absolute(file.path(), current));
    }
    if (settings.stdin() instanceof Input.Bytes given) {
      int fd = RawFiles.inMemory(given.bytes());
      made.add(() -> RawFiles.close(fd));
      return new Stdio.Descriptor(fd);
    }
    if (settings.stdin() instanceof Input.Pipe) {
      InputPipe ends = InputPipe.create();
      made.add(ends);
      pipe = Optional.of(ends);
      return new Stdio.Descriptor(ends.readEnd());
    }
    return new Stdio.Null();
  }

  private Stdio output(byte[] current) {
    return typing.isPresent()
        ? new Stdio.Descriptor(typing.get().terminal().programEnd())
        : stdio(settings.stdout(), "stdout", current);
  }

  private Stdio stdio(Output output, String stream, byte[] current) {
    if (output instanceof Output.Capture) {
      return new Stdio.Pipe();
    }
    if (output instanceof Output.ToFile file && OutputFile.isPossible(file.path())) {
      return outputFile(file.path(), stream, current);
    }
    return output instanceof Output.Discard ? new Stdio.Null() : new Stdio.Pipe();
  }

  private Stdio outputFile(Path path, String stream, byte[] current) {
    try {
      byte[] bytes = Command.absolute(FilePath.bytes(stream, path), current);
      OutputFile file = OutputFile.create(path, bytes);
      made.add(file::close);
      return new Stdio.OutputFile(file.fd());
    } catch (IOException e) {
      throw Failures.output(stream, path, e);
    }
  }

  private Stdio errors(byte[] current) {
    return settings.merge() || showsErrors(settings) || sharesItsFile()
        ? new Stdio.AsOutput()
        : stdio(settings.stderr(), "stderr", current);
  }

  /** Opened twice, one file would have two positions, and each stream write over the other. */
  private boolean sharesItsFile() {
    try {
      return settings.stdout() instanceof Output.ToFile out
          && settings.stderr() instanceof Output.ToFile err
          && OutputFile.isPossible(err.path())
          && Files.isSameFile(out.path(), err.path());
    } catch (IOException e) {
      return false; // there is no second file yet
    }
  }

  private Optional<Sink> sink(Output output, CapturedOutput captured, boolean errors) {
    if (output instanceof Output.Capture) {
      return Optional.of(captured);
    }
    if (output instanceof Output.ToFile file) {
      return OutputFile.isPossible(file.path())
          ? Optional.empty()
          : Optional.of(file(file.path(), errors ? "stderr" : "stdout"));
    }
    return output instanceof Output.Inherit
        ? Optional.of(StreamOutput.inherited(errors))
        : Optional.empty();
  }

  private Sink file(Path path, String stream) {
    try {
      Sink sink = StreamOutput.toFile(path);
      made.add(sink::close); // again, unless the launch fails before there is a pipe
      return sink;
    } catch (IOException e) {
      throw Failures.output(stream, path, e);
    }
  }

  private void cleanUp() {
    for (AutoCloseable thing : made) {
      try {
        thing.close();
      } catch (Exception e) {
        throw new IllegalStateException("Cleaning up after " + command.text() + " failed", e);
      }
    }
  }
}
