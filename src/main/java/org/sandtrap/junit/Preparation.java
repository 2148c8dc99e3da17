package org.sandtrap.junit;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;

/**
 * What the annotations of a test or class say, merged and checked.
 *
 * @param sandbox the settings
 * @param command the program and its arguments; empty if there is none
 * @param expected the verdicts that were asked for; empty if none were
 */
record Preparation(Sandbox sandbox, List<String> command, List<Verdict> expected) {
  /**
   * Reads the annotations of a test or class.
   *
   * @throws ExtensionConfigurationException if a value cannot be used
   */
  static Preparation of(ExtensionContext context) {
    List<Declaration> all = Declaration.of(context);
    Optional<Declaration> command = Attribute.closest(all, given -> given.command().length > 0);
    Optional<Declaration> expect = Attribute.closest(all, given -> given.expect().length > 0);
    if (command.isEmpty() && expect.isPresent() && expect.get().onMethod()) {
      throw unchecked(expect.get());
    }
    return new Preparation(
        Variables.apply(all, Attribute.sandbox(all)),
        command.map(Preparation::words).orElse(List.of()),
        expect.map(given -> List.of(given.sandboxed().expect())).orElse(List.of()));
  }

  boolean hasCommand() {
    return !command.isEmpty();
  }

  private static List<String> words(Declaration declaration) {
    List<String> words = List.of(declaration.sandboxed().command());
    if (words.get(0).isEmpty()) {
      throw declaration.error(
          "command: its first word is empty and names no program. Write the program and its"
              + " arguments, one word each, for example {\"sort\", \"-n\"}.");
    }
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).indexOf('\0') >= 0) {
        throw declaration.error(
            "command: word "
                + (i + 1)
                + " contains a zero byte, where it would end for the program. Leave it out, or pass"
                + " binary data on standard input.");
      }
    }
    return words;
  }

  private static ExtensionConfigurationException unchecked(Declaration declaration) {
    return declaration.error(
        "expect: "
            + Expectation.text(List.of(declaration.sandboxed().expect()))
            + " would never be checked, because there is no command. Add one, for example command ="
            + " \"target/hello\", or check the runs that the test makes:"
            + " assertThat(run).hasVerdict(…).");
  }
}
