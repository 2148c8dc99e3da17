package org.sandtrap.policy;

/**
 * The answer of a seccomp filter about a call, see seccomp(2).
 *
 * @param value the return value of the filter
 */
record FilterAnswer(int value) {
  /** The call is made. */
  static final FilterAnswer ALLOW = new FilterAnswer(0x7fff_0000);

  /** The call stops, and the decider is asked. */
  static final FilterAnswer ASK = new FilterAnswer(0x7ff0_0000 | Recipe.ASK);

  private static final int ERRNO = 0x0005_0000;
  private static final int TRACE = 0x7ff0_0000;
  private static final int DATA = 0xffff;

  /** The same where the call is recorded: it stops, and what would fail at once is asked about. */
  FilterAnswer traced() {
    if (equals(ALLOW)) {
      return trace(Recipe.TRACE);
    }
    int action = value & ~DATA;
    return action == ERRNO ? ASK.traced() : new FilterAnswer(value | Recipe.TRACE);
  }

  /** The same where a module is asked about the call. What fails at once, rules have decided. */
  FilterAnswer asked() {
    int bits = Recipe.ASK | Recipe.MODULE;
    if (equals(ALLOW)) {
      return trace(bits);
    }
    return (value & ~DATA) == ERRNO ? this : new FilterAnswer(value | bits);
  }

  /** The call is not made and fails with this error. */
  static FilterAnswer fail(int errno) {
    return new FilterAnswer(ERRNO | errno);
  }

  /** The call stops before it is made, for the tracer to see this number. */
  static FilterAnswer trace(int number) {
    if (number < 0 || number > DATA) {
      throw new IllegalArgumentException(number + " does not fit the 16 bits that a filter has");
    }
    return new FilterAnswer(TRACE | number);
  }
}
