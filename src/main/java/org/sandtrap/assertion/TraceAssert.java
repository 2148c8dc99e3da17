package org.sandtrap.assertion;

import org.jspecify.annotations.Nullable;
import org.sandtrap.trace.Trace;

/** Assertions on the trace of a run; {@link SandtrapAssertions#assertThat(Trace)} makes them. */
public class TraceAssert extends AbstractTraceAssert<TraceAssert, Trace> {
  /**
   * Assertions on a trace.
   *
   * @param actual the trace, which may be null: every check of it then fails
   */
  public TraceAssert(@Nullable Trace actual) {
    super(actual, TraceAssert.class);
  }
}
