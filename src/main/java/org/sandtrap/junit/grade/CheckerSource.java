package org.sandtrap.junit.grade;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
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
    List<Class<?>> classes = new ArrayList<>(context.getEnclosingTestClasses());
    context.getTestClass().ifPresent(classes::add);
    Collections.reverse(classes);
    return new CheckerSource(
        Stream.concat(context.getTestMethod().stream(), classes.stream())
            .map(element -> AnnotationSupport.findAnnotation(element, Check.class))
            .flatMap(Optional::stream)
            .findFirst()
            .map(CheckerSource::made));
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
    String[] words = text.strip().split("\\s+", 2);
    try {
      return Checkers.of(words[0], words.length > 1 ? words[1] : "");
    } catch (IllegalArgumentException e) {
      throw new ExtensionConfigurationException(
          "The case " + given.name() + ", check: " + e.getMessage(), e);
    }
  }

  private static Checker made(Check check) {
    Class<? extends Checker> type = check.value();
    try {
      return check.options().isEmpty()
          ? type.getConstructor().newInstance()
          : withOptions(type, check.options());
    } catch (InvocationTargetException e) {
      throw wrong(check, e.getCause().getMessage(), e);
    } catch (ReflectiveOperationException e) {
      throw wrong(check, "it cannot be made: " + e.getMessage() + ". " + REMEDY, e);
    }
  }

  private static final String REMEDY =
      "Expected a public class with a public constructor that takes nothing, or a String where there"
          + " are options.";

  private static Checker withOptions(Class<? extends Checker> type, String options)
      throws ReflectiveOperationException {
    Constructor<? extends Checker> constructor = type.getConstructor(String.class);
    return constructor.newInstance(options);
  }

  private static ExtensionConfigurationException wrong(Check check, String why, Throwable cause) {
    return new ExtensionConfigurationException(
        "@Check(" + check.value().getSimpleName() + ".class): " + why, cause);
  }
}
