package org.sandtrap;

import org.sandtrap.limit.DurationText;
import org.sandtrap.policy.DeniedCall;
import org.sandtrap.policy.Rule;
import org.sandtrap.syscall.Signature;

/** A message on a call that was forbidden: which one, why, and what would allow it. */
final class ForbiddenMessage {
  private ForbiddenMessage() {}

  static String of(DeniedCall call) {
    return (call.made()
            ? "The program was stopped as a rule found only afterwards what it had called, "
            : "The program was stopped before it called ")
        + call
        + ", "
        + call.module()
            .map(by -> "which the module " + by + " forbids")
            .or(() -> call.rule().map(ForbiddenMessage::because))
            .orElse("which nothing allows, as rules that allow something deny the rest")
        + " (after "
        + DurationText.format(call.after())
        + ", in process "
        + call.pid()
        + ")."
        + (call.module().isPresent() ? "" : " " + remedy(call));
  }

  private static String remedy(DeniedCall call) {
    return call.rule().map(ForbiddenMessage::undo).orElseGet(() -> allow(call));
  }

  private static String because(Rule rule) {
    return "which the rule '"
        + rule
        + "' forbids"
        + rule.source().map(source -> ", see " + source).orElse("");
  }

  private static String undo(Rule rule) {
    return "To allow it, remove that rule, or add '-"
        + rule.text()
        + "' to what is denied closer to the test.";
  }

  private static String allow(DeniedCall call) {
    boolean named = Signature.of(call.call()).isPresent();
    return named
        ? "To allow it as well, add '" + call.call().name() + "' to what is allowed."
        : "Rules cannot name it, as this version of Sandtrap does not know it.";
  }
}
