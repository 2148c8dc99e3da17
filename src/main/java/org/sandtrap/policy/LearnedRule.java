package org.sandtrap.policy;

import java.util.Objects;

/**
 * A rule that was learned.
 *
 * @param text the rule: {@code open}
 * @param textWithConditions the same, where that is known, with what the arguments were: {@code
 *     socket(domain=AF_UNIX)}
 * @param starting whether only the loader and the start of the C library needed it
 * @param program the program that needed it first, by the name of its file
 * @param call its first such call that is not of the loader, if there is one, in the manner of
 *     strace(1)
 */
public record LearnedRule(
    String text, String textWithConditions, boolean starting, String program, String call) {
  /** Checks that all is there. */
  public LearnedRule {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(textWithConditions, "textWithConditions");
    Objects.requireNonNull(program, "program");
    Objects.requireNonNull(call, "call");
  }

  /** Who needed it, for a comment. */
  String reason() {
    return program + ": " + call;
  }
}
