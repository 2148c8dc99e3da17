package org.sandtrap.junit;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.sandtrap.Sandbox;
import org.sandtrap.isolation.Access;
import org.sandtrap.limit.Limit;
import org.sandtrap.policy.Policy;

/**
 * An attribute of {@link Sandboxed} that is one setting of a sandbox, or a few that exclude each
 * other; the closest annotation that gives one wins.
 *
 * @param given whether an annotation gives it
 * @param applied the sandbox with that setting
 */
record Attribute(
    Predicate<Sandboxed> given, BiFunction<Sandbox, FilledAttributes, Sandbox> applied) {
  private static final List<Attribute> ALL =
      List.of(
          limit(Limit.CPU, Sandboxed::cpu),
          limit(Limit.WALL, Sandboxed::wall),
          limit(Limit.IDLE, Sandboxed::idle),
          limit(Limit.MEMORY, Sandboxed::memory),
          limit(Limit.ADDRESS_SPACE, Sandboxed::addressSpace),
          limit(Limit.STACK, Sandboxed::stack),
          limit(Limit.OUTPUT, Sandboxed::output),
          limit(Limit.FILE_SIZE, Sandboxed::fileSize),
          limit(Limit.DISK, Sandboxed::disk),
          limit(Limit.FILES, Sandboxed::files),
          limit(Limit.PROCESSES, Sandboxed::processes),
          limit(Limit.THREADS, Sandboxed::threads),
          limit(Limit.OPEN_FILES, Sandboxed::openFiles),
          new Attribute(
              from -> !from.onDenied().isEmpty(),
              (to, from) -> to.withOnDenied(from.sandboxed().onDenied())),
          new Attribute(Streams::givesInput, Streams::withInput),
          new Attribute(Streams::givesOutput, Streams::withOutput),
          new Attribute(Streams::givesErrors, Streams::withErrors),
          new Attribute(
              from -> !from.terminal().isEmpty(),
              (to, from) -> to.withTerminal(size(from.sandboxed().terminal()))),
          new Attribute(
              from -> from.trace().length > 0,
              (to, from) -> Tracing.applied(to, from.sandboxed().trace())),
          new Attribute(
              from -> from.module().length > 0,
              (to, from) -> ModuleClasses.applied(to, from.sandboxed().module())),
          new Attribute(
              from -> from.traceLimit() != 0,
              (to, from) -> to.withTraceLimit(from.sandboxed().traceLimit())),
          new Attribute(Sandboxed::traceEntriesOnly, (to, from) -> to.withTraceEntriesOnly()),
          new Attribute(Sandboxed::traceCallers, (to, from) -> to.withTraceCallers()),
          new Attribute(Sandboxed::exclusive, (to, from) -> to.withExclusiveProcessors()),
          new Attribute(Sandboxed::newPrivileges, (to, from) -> to.withNewPrivileges()),
          IsolationAttributes.paths(Access.READ, Sandboxed::readable),
          IsolationAttributes.paths(Access.WRITE, Sandboxed::writable),
          IsolationAttributes.paths(Access.EXECUTE, Sandboxed::executable),
          new Attribute(
              from -> from.network().length > 0,
              (to, from) -> to.withNetwork(from.one("network", Sandboxed::network))),
          new Attribute(Sandboxed::isolatedProcesses, (to, from) -> to.withIsolatedProcesses()),
          new Attribute(IsolationAttributes::givesUser, IsolationAttributes::withUser),
          new Attribute(
              from -> !from.root().isEmpty(),
              (to, from) -> to.withRoot(from.text("root", Sandboxed::root))),
          new Attribute(
              from -> from.enforcement().length > 0,
              (to, from) -> to.withEnforcement(from.one("enforcement", Sandboxed::enforcement))),
          new Attribute(
              from -> from.leftovers().length > 0,
              (to, from) -> to.withLeftovers(from.one("leftovers", Sandboxed::leftovers))),
          new Attribute(from -> !from.directory().isEmpty(), FileAttributes::withDirectory),
          new Attribute(from -> from.fixtures().length > 0, FileAttributes::withFixtures),
          new Attribute(from -> from.collect().length > 0, FileAttributes::collecting));

  private static final Attribute POLICY =
      new Attribute(
          from -> !from.policy().isEmpty(), (to, from) -> to.withPolicy(from.sandboxed().policy()));

  private static final Attribute RULES =
      new Attribute(
          from -> from.allow().length + from.deny().length > 0,
          (to, from) -> to.withPolicy(ruled(to.policy(), from)));

  private static Policy ruled(Policy policy, FilledAttributes from) {
    return policy.closer(
        from.rules("allow", Sandboxed::allow),
        from.rules("deny", Sandboxed::deny),
        Optional.of("@Sandboxed on " + from.declaration().place()));
  }

  private static Attribute limit(Limit limit, Function<Sandboxed, String> text) {
    return new Attribute(
        from -> !text.apply(from).isEmpty(),
        (to, from) -> to.withLimits(to.limits().with(limit, plain(limit, from, text))));
  }

  private static String size(String given) {
    if (given.indexOf('{') >= 0) {
      throw new IllegalArgumentException(
          "terminal: '"
              + given
              + "' is no size of a terminal, and sizes have no placeholders. Take a Sandbox in the"
              + " test, and write sandbox.withTerminal(…).run(…).");
    }
    return given;
  }

  private static String plain(
      Limit limit, FilledAttributes from, Function<Sandboxed, String> text) {
    String given = text.apply(from.sandboxed());
    if (given.indexOf('{') >= 0) {
      throw new IllegalArgumentException(
          limit.attribute()
              + ": '"
              + given
              + "' is no limit, and limits have no placeholders. Take a Sandbox in the test, and"
              + " write sandbox.withLimits(…).run(…).");
    }
    return given;
  }

  /** A sandbox with all settings that are given, and else the settings of another. */
  static Sandbox sandbox(List<Declaration> declarations, Placeholders placeholders, Sandbox base) {
    Sandbox sandbox = ruled(declarations, placeholders, base);
    for (Attribute attribute : ALL) {
      Optional<Declaration> closest = closest(declarations, attribute.given());
      if (closest.isPresent()) {
        sandbox = attribute.apply(sandbox, closest.get(), placeholders);
      }
    }
    return sandbox;
  }

  /**
   * The closest policy, and all rules, with the rules of an annotation closer than the rules of
   * what it is in.
   */
  private static Sandbox ruled(
      List<Declaration> declarations, Placeholders placeholders, Sandbox base) {
    Sandbox sandbox = base;
    Optional<Declaration> policy = closest(declarations, POLICY.given());
    if (policy.isPresent()) {
      sandbox = POLICY.apply(sandbox, policy.get(), placeholders);
    }
    for (int i = declarations.size() - 1; i >= 0; i--) {
      sandbox = RULES.apply(sandbox, declarations.get(i), placeholders);
    }
    return sandbox;
  }

  /** The closest annotation that gives something. */
  static Optional<Declaration> closest(List<Declaration> declarations, Predicate<Sandboxed> given) {
    return declarations.stream().filter(one -> given.test(one.sandboxed())).findFirst();
  }

  private Sandbox apply(Sandbox sandbox, Declaration declaration, Placeholders placeholders) {
    try {
      return applied.apply(sandbox, new FilledAttributes(declaration, placeholders));
    } catch (IllegalArgumentException e) {
      throw declaration.error(e.getMessage());
    }
  }
}
