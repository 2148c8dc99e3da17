package org.sandtrap.assertion;

import java.util.List;
import java.util.Optional;
import org.assertj.core.presentation.CompositeRepresentation;
import org.assertj.core.presentation.Representation;
import org.assertj.core.presentation.StandardRepresentation;
import org.sandtrap.Cause;
import org.sandtrap.Run;
import org.sandtrap.Verdict;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.message.RunDescription;
import org.sandtrap.policy.DeniedCall;
import org.sandtrap.policy.Rule;
import org.sandtrap.trace.Event;
import org.sandtrap.trace.Trace;

/**
 * The form in which messages show what programs did. All assertions of Sandtrap use it, and the
 * assertions that they lead to, unless another one is registered with AssertJ. It is not registered
 * itself, because AssertJ prints a line about each registered one on the standard output of every
 * JVM. To let AssertJ's own assertions use it, call {@code Assertions.useRepresentation(new
 * SandtrapRepresentation())}.
 */
public class SandtrapRepresentation extends StandardRepresentation {
  private static final int SHOWN = 4096;
  private static final Representation OURS = new SandtrapRepresentation();

  /** Shows what is not of Sandtrap as AssertJ does. */
  public SandtrapRepresentation() {}

  /** Another one if it was registered with AssertJ, instead of AssertJ's own. */
  static Representation unlessRegistered(Representation other) {
    boolean standard =
        other instanceof CompositeRepresentation all
            ? all.getAllRepresentationsOrderedByPriority().equals(List.of(STANDARD_REPRESENTATION))
            : other.getClass() == StandardRepresentation.class;
    return standard ? OURS : other;
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
    if (object instanceof Trace trace) {
      return "a trace of " + trace.events().size() + " events";
    }
    if (object instanceof Event event) {
      return Excerpt.line(event);
    }
    // Two sizes that are not the same must not look so.
    return object instanceof ByteSize size
        ? AmountText.exact(size)
        : super.fallbackToStringOf(object);
  }

  /** The beginning and the end of a text that is too long to read. */
  @Override
  protected String toStringOf(String text) {
    int left = text.length() - 2 * SHOWN;
    return left <= 0
        ? super.toStringOf(text)
        : super.toStringOf(text.substring(0, SHOWN))
            + " … "
            + left
            + " characters … "
            + super.toStringOf(text.substring(text.length() - SHOWN));
  }

  private static String origin(DeniedCall call) {
    Optional<String> origin =
        call.guard().map(guard -> "the guard " + guard).or(() -> call.rule().map(Rule::toString));
    return origin.map(name -> ", by " + name).orElse("");
  }
}
