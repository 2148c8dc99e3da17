package org.sandtrap.assertion;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sandtrap.trace.Call;

/** Assertions on some calls of a trace; {@link AbstractTraceAssert#calls} makes them. */
public class CallsAssert extends AbstractCallsAssert<CallsAssert, List<? extends Call>> {
  /**
   * Assertions on calls. Assertions made from a trace say more when they fail.
   *
   * @param actual the calls, which may be null: every check of them then fails
   */
  public CallsAssert(@Nullable List<? extends Call> actual) {
    super(actual, CallsAssert.class);
  }

  @Override
  protected CallsAssert on(List<Call> calls) {
    return new CallsAssert(calls);
  }
}
