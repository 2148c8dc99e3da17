package org.sandtrap.assertion;

import java.util.Optional;
import org.assertj.core.presentation.StandardRepresentation;
import org.sandtrap.Cause;
import org.sandtrap.Run;
import org.sandtrap.Verdict;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.policy.DeniedCall;
import org.sandtrap.policy.Rule;

/**
 * How AssertJ's own messages show what programs did. AssertJ finds it by itself; another
 * representation that you register comes first, and may extend this one.
 */
public class SandtrapRepresentation extends StandardRepresentation {
  private static final int LAST = Integer.MIN_VALUE;

  /** The way AssertJ makes it. */
  public SandtrapRepresentation() {}

  @Override
  public int getPriority() {
    return LAST;
  }

  @Override
  protected String fallbackToStringOf(Object object) {
    if (object instanceof Run run) {
      return RunDescription.command(run) + " → " + run.summary();
    }
    if (object instanceof Cause cause) {
      return cause.verdict() + ": " + cause.message();
    }
    if (object instanceof Verdict verdict) {
      return verdict + ": " + verdict.description();
    }
    if (object instanceof DeniedCall call) {
      return call + " in process " + call.pid() + origin(call);
    }
    return object instanceof ByteSize size ? exact(size) : super.fallbackToStringOf(object);
  }

  /** Names itself in the line that AssertJ prints about it. */
  @Override
  public String toString() {
    return "that of Sandtrap";
  }

  /** Two sizes that are not the same must not look so. */
  private static String exact(ByteSize size) {
    String bytes = size.bytes() + " B";
    return size.toString().equals(bytes) ? bytes : size + " (" + size.bytes() + " bytes)";
  }

  private static String origin(DeniedCall call) {
    Optional<String> origin =
        call.guard().map(guard -> "the guard " + guard).or(() -> call.rule().map(Rule::toString));
    return origin.map(name -> ", by " + name).orElse("");
  }
}
