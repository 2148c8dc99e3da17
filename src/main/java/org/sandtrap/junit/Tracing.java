package org.sandtrap.junit;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.sandtrap.Sandbox;
import org.sandtrap.trace.Trace;

/** The attributes of {@link Sandboxed} about traces, and tests that take one. */
final class Tracing {
  private static final String NOTHING = "none";

  private Tracing() {}

  /** A sandbox that records what an annotation says. */
  static Sandbox applied(Sandbox sandbox, String... patterns) {
    List<String> given = List.of(patterns);
    if (given.equals(List.of(NOTHING))) {
      return sandbox.withoutTrace();
    }
    try {
      return sandbox.withTrace(patterns);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("trace: " + e.getMessage(), e);
    }
  }

  /** A sandbox that records everything, if the test takes a trace and nothing else is said. */
  static Sandbox taken(Sandbox sandbox, ExtensionContext context) {
    boolean takes =
        context
            .getTestMethod()
            .filter(method -> Stream.of(method.getParameterTypes()).anyMatch(Trace.class::equals))
            .isPresent();
    return takes && !sandbox.asksForTrace() ? sandbox.withTrace() : sandbox;
  }
}
