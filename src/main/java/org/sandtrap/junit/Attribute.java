package org.sandtrap.junit;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.sandtrap.Sandbox;

/**
 * An attribute of {@link Sandboxed} that is one setting of a sandbox; the closest that is given
 * wins.
 *
 * @param given whether an annotation gives it
 * @param applied the sandbox with that setting
 */
record Attribute(Predicate<Sandboxed> given, BiFunction<Sandbox, Sandboxed, Sandbox> applied) {
  private static final List<Attribute> ALL =
      List.of(
          new Attribute(from -> !from.wall().isEmpty(), (to, from) -> to.withWall(from.wall())),
          new Attribute(
              from -> !from.output().isEmpty(), (to, from) -> to.withOutput(from.output())),
          new Attribute(
              from -> !from.stdin().equals(Sandboxed.NOT_GIVEN),
              (to, from) -> to.withStdin(from.stdin())),
          new Attribute(
              from -> !from.directory().isEmpty(),
              (to, from) -> to.withDirectory(from.directory())));

  /** A sandbox with all settings that are given. */
  static Sandbox sandbox(List<Declaration> declarations) {
    Sandbox sandbox = Sandbox.create();
    for (Attribute attribute : ALL) {
      Optional<Declaration> closest = closest(declarations, attribute.given());
      if (closest.isPresent()) {
        sandbox = attribute.apply(sandbox, closest.get());
      }
    }
    return sandbox;
  }

  /** The closest annotation that gives something. */
  static Optional<Declaration> closest(List<Declaration> declarations, Predicate<Sandboxed> given) {
    return declarations.stream().filter(one -> given.test(one.sandboxed())).findFirst();
  }

  private Sandbox apply(Sandbox sandbox, Declaration declaration) {
    try {
      return applied.apply(sandbox, declaration.sandboxed());
    } catch (IllegalArgumentException e) {
      throw declaration.error(e.getMessage());
    }
  }
}
