package org.sandtrap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.sandtrap.policy.CallFilter;
import org.sandtrap.tracer.Host;
import org.sandtrap.tracer.InputPipe;
import org.sandtrap.tracer.LaunchFailure;
import org.sandtrap.tracer.Order;
import org.sandtrap.tracer.Outcome;
import org.sandtrap.tracer.Plan;
import org.sandtrap.tracer.RawFiles;
import org.sandtrap.tracer.Sink;
import org.sandtrap.tracer.Stdio;
import org.sandtrap.tracer.Supervisor;
import org.sandtrap.tracer.Tracer;
import org.sandtrap.tracer.UnsupportedHostException;

/** From settings and a command to a run: makes the plan, and cleans up what it made for it. */
final class Launch {
  private final Command command;
  private final Settings settings;
  private final Captured stdout;
  private final Captured stderr;
  private final List<AutoCloseable> made = new ArrayList<>();
  private Optional<InputPipe> pipe = Optional.empty();
  private Repetition repetition;
  private RunningProgram program;

  private Launch(Command command, Settings settings) {
    this.command = command;
    this.settings = settings;
    this.stdout = new Captured(settings.stdout().place());
    this.stderr =
        new Captured(settings.merge() ? Optional.of("standard output") : settings.stderr().place());
  }

  static Launch of(Command command, Settings settings) {
    return new Launch(command, settings);
  }

  Run run() {
    requireWholeInput();
    CompletableFuture<Run> ending = new CompletableFuture<>();
    try {
      Supervisor supervisor = prepare();
      tell(supervisor, ending);
      Run run = finished(outcome(supervisor));
      ending.complete(run);
      return run;
    } catch (LaunchFailure e) {
      throw Failures.launch(e, command, settings);
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
      pipe.ifPresent(InputPipe::release);
      running = true;
      return program;
    } catch (LaunchFailure e) {
      throw Failures.launch(e, command, settings);
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
    program = new RunningProgram(command.text(), supervisor, ending, pipe, stdout, stderr);
    settings.listener().ifPresent(listener -> listener.beginning(program));
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
      return Tracer.run(supervisor, settings.alone());
    } catch (LaunchFailure e) {
      return oversized(e, supervisor);
    }
  }

  private CompletableFuture<Outcome> started(Supervisor supervisor)
      throws LaunchFailure, InterruptedException {
    try {
      return Tracer.start(supervisor);
    } catch (LaunchFailure e) {
      return CompletableFuture.completedFuture(oversized(e, supervisor));
    }
  }

  /** A program too large for its limits is a run that reached them; other failures are ours. */
  private Outcome oversized(LaunchFailure failure, Supervisor supervisor) throws LaunchFailure {
    return Oversize.of(failure, command, settings)
        .map(oversize -> oversize.outcome(supervisor.pid()))
        .orElseThrow(() -> failure);
  }

  private Run finished(Outcome outcome) {
    Failures.check(outcome.stops(), command);
    Judgement judgement = Judgement.of(outcome, settings.limits(), settings.leftovers());
    Run run = new Run(command.text(), judgement, stdout, stderr, repetition);
    settings.listener().ifPresent(listener -> listener.ended(program, run));
    return run;
  }

  private Supervisor prepare() throws LaunchFailure {
    requireHost();
    Scratch scratch = Scratch.create();
    made.add(scratch);
    byte[] current = RawFiles.currentDirectory();
    Optional<byte[]> directory = settings.directory(current);
    byte[] home = directory.orElse(current);
    Map<String, byte[]> variables = settings.environment().variables(home, scratch.path());
    Stdio stdin = stdin(current);
    Input read = pipe.<Input>map(Input.Written::new).orElse(settings.stdin());
    repetition = new Repetition(command, home, variables, read);
    List<byte[]> candidates = command.candidates(current, home, variables.get("PATH"));
    boolean narrow = RawFiles.isOf32Bits(candidates);
    Plan plan =
        new Plan(
            command.words(),
            Environment.lines(variables),
            candidates,
            directory,
            stdin,
            stdio(settings.stdout()),
            settings.merge() ? new Stdio.AsOutput() : stdio(settings.stderr()),
            Ceilings.of(settings.limits()),
            CallFilter.template(settings.limits(), settings.policy(), narrow).filter());
    Supervisor supervisor = new Supervisor(order(plan, scratch));
    settings
        .shutdown()
        .ifPresent(shutdown -> made.add(ShutdownHook.add(shutdown.hook(supervisor))));
    return supervisor;
  }

  private void requireHost() {
    try {
      Host.require();
    } catch (UnsupportedHostException e) {
      throw Failures.unsupported(e, command);
    }
  }

  private Order order(Plan plan, Scratch scratch) {
    Optional<Sink> errors =
        settings.merge() ? Optional.empty() : sink(settings.stderr(), stderr, true);
    return new Order(
        plan,
        sink(settings.stdout(), stdout, false),
        errors,
        settings.limits(),
        settings.policy(),
        settings.leftovers() == Leftovers.AWAIT,
        Optional.of(scratch.directory()),
        settings.sampling());
  }

  private Stdio stdin(byte[] current) throws LaunchFailure {
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

  private static Stdio stdio(Output output) {
    return output instanceof Output.Discard ? new Stdio.Null() : new Stdio.Pipe();
  }

  private Optional<Sink> sink(Output output, Captured captured, boolean errors) {
    if (output instanceof Output.ToFile file) {
      Sink sink = StreamOutput.toFile(file.path(), errors ? "stderr" : "stdout");
      made.add(sink::close); // again, unless the launch fails before there is a pipe
      return Optional.of(sink);
    }
    if (output instanceof Output.Inherit) {
      return Optional.of(StreamOutput.inherited(errors));
    }
    return output instanceof Output.Capture ? Optional.of(captured) : Optional.empty();
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
