package org.sandtrap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.sandtrap.confinement.Abilities;
import org.sandtrap.isolation.Isolation;
import org.sandtrap.launch.Environment;
import org.sandtrap.launch.Fixture;
import org.sandtrap.launch.Input;
import org.sandtrap.launch.TerminalSize;
import org.sandtrap.launch.WantedFiles;
import org.sandtrap.limit.Limits;
import org.sandtrap.module.PolicyModule;
import org.sandtrap.policy.Policy;

/** The settings of a sandbox, all of them. */
record Settings(
    Limits limits,
    Policy policy,
    Input stdin,
    Output stdout,
    Output stderr,
    boolean merge,
    Optional<TerminalSize> terminal,
    Optional<byte[]> directory,
    Environment environment,
    Leftovers leftovers,
    Optional<ShutdownSignal> shutdown,
    Optional<Duration> sampling,
    Optional<RunListener> listener,
    boolean alone,
    boolean newPrivileges,
    Isolation isolation,
    Optional<Abilities> abilities,
    TraceSettings trace,
    List<Supplier<? extends PolicyModule>> modules,
    List<Fixture> fixtures,
    WantedFiles wanted) {
  static final Settings DEFAULT =
      new Settings(
          Limits.defaults(),
          Policy.none(),
          new Input.Nothing(),
          Output.capture(),
          Output.capture(),
          false,
          Optional.empty(),
          Optional.empty(),
          Environment.DEFAULT,
          Leftovers.KILL,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          false,
          Isolation.NONE,
          Optional.empty(),
          TraceSettings.DEFAULT,
          List.of(),
          List.of(),
          WantedFiles.NONE);

  /** A copy of settings, in which something is about to change. */
  private static final class Draft {
    private Limits limits;
    private Policy policy;
    private Input stdin;
    private Output stdout;
    private Output stderr;
    private boolean merge;
    private Optional<TerminalSize> terminal;
    private Optional<byte[]> directory;
    private Environment environment;
    private Leftovers leftovers;
    private Optional<ShutdownSignal> shutdown;
    private Optional<Duration> sampling;
    private Optional<RunListener> listener;
    private boolean alone;
    private boolean newPrivileges;
    private Isolation isolation;
    private Optional<Abilities> abilities;
    private TraceSettings trace;
    private List<Supplier<? extends PolicyModule>> modules;
    private List<Fixture> fixtures;
    private WantedFiles wanted;
  }

  private Settings changed(Consumer<Draft> change) {
    Draft draft = new Draft();
    draft.limits = limits;
    draft.policy = policy;
    draft.stdin = stdin;
    draft.stdout = stdout;
    draft.stderr = stderr;
    draft.merge = merge;
    draft.terminal = terminal;
    draft.directory = directory;
    draft.environment = environment;
    draft.leftovers = leftovers;
    draft.shutdown = shutdown;
    draft.sampling = sampling;
    draft.listener = listener;
    draft.alone = alone;
    draft.newPrivileges = newPrivileges;
    draft.isolation = isolation;
    draft.abilities = abilities;
    draft.trace = trace;
    draft.modules = modules;
    draft.fixtures = fixtures;
    draft.wanted = wanted;
    change.accept(draft);
    return new Settings(
        draft.limits,
        draft.policy,
        draft.stdin,
        draft.stdout,
        draft.stderr,
        draft.merge,
        draft.terminal,
        draft.directory,
        draft.environment,
        draft.leftovers,
        draft.shutdown,
        draft.sampling,
        draft.listener,
        draft.alone,
        draft.newPrivileges,
        draft.isolation,
        draft.abilities,
        draft.trace,
        draft.modules,
        draft.fixtures,
        draft.wanted);
  }

  /** Whether files go into the private directory, or come out of it. */
  boolean usesPrivateDirectory() {
    return !fixtures.isEmpty() || !wanted.isEmpty();
  }

  Settings with(Limits other) {
    return changed(draft -> draft.limits = other);
  }

  Settings with(Policy other) {
    return changed(draft -> draft.policy = other);
  }

  Settings with(Input other) {
    return changed(draft -> draft.stdin = other);
  }

  Settings withStdout(Output other) {
    return changed(draft -> draft.stdout = other);
  }

  Settings withStderr(Output other) {
    return changed(
        draft -> {
          draft.stderr = other;
          draft.merge = false;
        });
  }

  Settings merged() {
    return changed(draft -> draft.merge = true);
  }

  Settings with(Optional<TerminalSize> other) {
    return changed(draft -> draft.terminal = other);
  }

  Settings withDirectory(byte[] other) {
    return changed(draft -> draft.directory = Optional.of(other));
  }

  Settings with(Environment other) {
    return changed(draft -> draft.environment = other);
  }

  Settings with(Leftovers other) {
    return changed(draft -> draft.leftovers = other);
  }

  Settings with(ShutdownSignal other) {
    return changed(draft -> draft.shutdown = Optional.of(other));
  }

  Settings sampledEvery(Duration interval) {
    return changed(draft -> draft.sampling = Optional.of(interval));
  }

  Settings with(RunListener other) {
    return changed(draft -> draft.listener = Optional.of(other));
  }

  Settings exclusively() {
    return changed(draft -> draft.alone = true);
  }

  Settings with(Isolation other) {
    return changed(draft -> draft.isolation = other);
  }

  /** Confines as on a host of other abilities, for tests. */
  Settings with(Abilities other) {
    return changed(draft -> draft.abilities = Optional.of(other));
  }

  Settings with(TraceSettings other) {
    return changed(draft -> draft.trace = other);
  }

  Settings with(Supplier<? extends PolicyModule> module) {
    List<Supplier<? extends PolicyModule>> more = new ArrayList<>(modules);
    more.add(module);
    return changed(draft -> draft.modules = List.copyOf(more));
  }

  Settings with(List<Fixture> others) {
    return changed(draft -> draft.fixtures = others);
  }

  Settings with(WantedFiles others) {
    return changed(draft -> draft.wanted = others);
  }

  Settings withoutModules() {
    return changed(draft -> draft.modules = List.of());
  }

  Settings withNewPrivileges() {
    return changed(draft -> draft.newPrivileges = true);
  }
}
