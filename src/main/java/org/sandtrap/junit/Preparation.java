package org.sandtrap.junit;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.sandtrap.Sandbox;
import org.sandtrap.policy.DeniedCallMatcher;

/**
 * The settings that the annotations of a test or class give, merged and checked.
 *
 * @param sandbox the settings
 * @param command the program and its arguments; empty if there is none
 * @param expected what was asked for of the run
 * @param hasInput whether it may be said already what the program reads
 */
record Preparation(Sandbox sandbox, List<String> command, Expectation expected, boolean hasInput) {
  /**
   * Reads the annotations of a test or class.
   *
   * @throws ExtensionConfigurationException if a value cannot be used
   */
  static Preparation of(ExtensionContext context) {
    Preparation plain =
        of(Declaration.of(context), Defaults.of(context), Invocation.placeholders(context));
    return plain.with(Tracing.taken(plain.sandbox(), context));
  }

  private Preparation with(Sandbox other) {
    return new Preparation(other, command, expected, hasInput);
  }

  /** The settings of a field. */
  static Sandbox of(Field field, ExtensionContext context) {
    return sandbox(
        Declaration.of(field, context), Defaults.of(context), Invocation.placeholders(context));
  }

  private static Preparation of(List<Declaration> all, Defaults base, Placeholders placeholders) {
    Optional<Declaration> command = Attribute.closest(all, given -> given.command().length > 0);
    Optional<Declaration> expect = Attribute.closest(all, given -> given.expect().length > 0);
    Optional<Declaration> denied = Attribute.closest(all, given -> given.expectDenied().length > 0);
    List<String> words = command.map(one -> words(one, placeholders)).orElse(base.command(all));
    if (words.isEmpty() && expect.isPresent() && expect.get().onMethod()) {
      throw unchecked(
          expect.get(),
          "expect: " + Expectation.text(List.of(expect.get().sandboxed().expect())),
          "assertThat(run).hasVerdict(…)");
    }
    if (words.isEmpty() && denied.isPresent() && denied.get().onMethod()) {
      throw unchecked(
          denied.get(),
          "expectDenied: " + String.join(", ", denied.get().sandboxed().expectDenied()),
          "assertThat(run).wasDenied(…)");
    }
    denied.ifPresent(Preparation::checkWords);
    Expectation registered = base.expected(all);
    return new Preparation(
        sandbox(all, base, placeholders),
        words,
        new Expectation(
            expect.map(one -> List.of(one.sandboxed().expect())).orElse(registered.verdicts()),
            denied.map(one -> List.of(one.sandboxed().expectDenied())).orElse(registered.denied())),
        base.hasSandbox(all) || Attribute.closest(all, Streams::givesInput).isPresent());
  }

  private static Sandbox sandbox(List<Declaration> all, Defaults base, Placeholders placeholders) {
    Sandbox sandbox = Attribute.sandbox(all, placeholders, base.sandbox(all));
    return Variables.apply(all, placeholders, sandbox);
  }

  /** The settings for a program that the test talks with, unless its input is given. */
  Sandbox talking() {
    return hasInput ? sandbox : sandbox.withStdinPipe();
  }

  boolean hasCommand() {
    return !command.isEmpty();
  }

  private static List<String> words(Declaration declaration, Placeholders placeholders) {
    List<String> words = new ArrayList<>();
    for (String word : declaration.sandboxed().command()) {
      words.add(word(word, words.size() + 1, declaration, placeholders));
    }
    if (words.get(0).isEmpty()) {
      throw declaration.error(
          "command: its first word is empty and names no program. Write the program and its"
              + " arguments, one word each, for example {\"sort\", \"-n\"}.");
    }
    return words;
  }

  private static String word(
      String written, int number, Declaration declaration, Placeholders placeholders) {
    String word;
    try {
      word = new FilledAttributes(declaration, placeholders).filled("command", written);
    } catch (IllegalArgumentException e) {
      throw declaration.error(e.getMessage());
    }
    if (word.indexOf('\0') >= 0) {
      throw declaration.error(
          "command: word "
              + number
              + " contains a zero byte, where it would end for the program. Leave it out, or pass"
              + " binary data on standard input.");
    }
    return word;
  }

  private static void checkWords(Declaration declaration) {
    for (String word : declaration.sandboxed().expectDenied()) {
      try {
        DeniedCallMatcher.of(word);
      } catch (IllegalArgumentException e) {
        throw declaration.error("expectDenied: " + e.getMessage());
      }
    }
  }

  private static ExtensionConfigurationException unchecked(
      Declaration declaration, String expectation, String check) {
    return declaration.error(
        expectation
            + " would never be checked, because there is no command. Add one, for example command ="
            + " \"target/hello\", or check the runs that the test makes: "
            + check
            + ".");
  }
}
