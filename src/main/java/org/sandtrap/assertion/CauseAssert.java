package org.sandtrap.assertion;

import org.jspecify.annotations.Nullable;
import org.sandtrap.Cause;

/** Assertions on why a run ended; {@link AbstractRunAssert#cause} makes them. */
public class CauseAssert extends AbstractCauseAssert<CauseAssert, Cause> {
  /**
   * Assertions on a cause.
   *
   * @param actual the cause, which may be null: every check of it then fails
   */
  public CauseAssert(@Nullable Cause actual) {
    super(actual, CauseAssert.class);
  }
}
