package org.sandtrap.junit;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.sandtrap.policy.Rule;

/**
 * An annotation, and what its placeholders stand for.
 *
 * @param declaration the annotation, and where it is
 * @param placeholders the placeholders of the test
 */
record FilledAttributes(Declaration declaration, Placeholders placeholders) {
  Sandboxed sandboxed() {
    return declaration.sandboxed();
  }

  /**
   * A text of the annotation, filled in.
   *
   * @param attribute what the text is, for messages
   * @throws IllegalArgumentException if a placeholder means nothing here
   */
  String text(String attribute, Function<Sandboxed, String> text) {
    return filled(attribute, text.apply(sandboxed()));
  }

  /** The same of a part of an attribute. */
  String filled(String attribute, String text) {
    try {
      return placeholders.fill(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(attribute + ": " + e.getMessage(), e);
    }
  }

  /**
   * Rules of the annotation, filled in with what has no meaning in a rule.
   *
   * @param attribute what they are, for messages
   * @throws IllegalArgumentException if a placeholder means nothing here
   */
  List<String> rules(String attribute, Function<Sandboxed, String[]> rules) {
    try {
      return Stream.of(rules.apply(sandboxed()))
          .map(rule -> placeholders.fill(rule, Rule::quoted))
          .toList();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(attribute + ": " + e.getMessage(), e);
    }
  }

  /** The only value of an attribute that is an array so that it can be left out. */
  <T> T one(String attribute, Function<Sandboxed, T[]> values) {
    T[] given = values.apply(sandboxed());
    if (given.length > 1) {
      throw new IllegalArgumentException(
          attribute + ": takes one value, not " + given.length + ". Leave one of them.");
    }
    return given[0];
  }
}
