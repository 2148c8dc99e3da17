package org.sandtrap.junit.grade;

import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.sandtrap.grade.cases.Case;
import org.sandtrap.grade.check.Checker;
import org.sandtrap.grade.check.Checkers;

/**
 * The checkers of a test: that of the closest annotation, and those that cases name themselves.
 *
 * @param closest the checker of the annotation; empty if there is none
 */
record CheckerSource(Optional<Checker> closest) {
  static CheckerSource of(ExtensionContext context) {
    return new CheckerSource(
        Closest.of(context, Check.class).map(found -> made(found.annotation())));
  }

  /** The case with its checker. */
  Case bind(Case given) {
    Optional<String> named = given.settings().checker();
    if (named.isPresent()) {
      return given.withChecker(named(given, named.get()));
    }
    return closest.map(given::withChecker).orElse(given);
  }

  private static Checker named(Case given, String text) {
    try {
      return Checkers.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ExtensionConfigurationException(
          "The case " + given.name() + ", check: " + e.getMessage(), e);
    }
  }

  private static Checker made(Check check) {
    Class<? extends Checker> type = check.value();
    try {
      return check.options().isEmpty() ? Checkers.of(type) : withOptions(type, check.options());
    } catch (IllegalArgumentException e) {
      throw wrong(check, e.getMessage(), e);
    } catch (InvocationTargetException e) {
      throw wrong(check, e.getCause().getMessage(), e);
    } catch (ReflectiveOperationException e) {
      throw wrong(
          check,
          "it takes no options. Leave them out, or give it a public constructor with a String.",
          e);
    }
  }

  /** Ours are known by name; other classes have a constructor for options. */
  private static Checker withOptions(Class<? extends Checker> type, String options)
      throws ReflectiveOperationException {
    String name =
        type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    return type.getPackage().equals(Checker.class.getPackage()) && Checkers.names().contains(name)
        ? Checkers.of(name, options)
        : type.getConstructor(String.class).newInstance(options);
  }

  private static ExtensionConfigurationException wrong(Check check, String why, Throwable cause) {
    return new ExtensionConfigurationException(
        "@Check(" + check.value().getSimpleName() + ".class): " + why, cause);
  }
}
