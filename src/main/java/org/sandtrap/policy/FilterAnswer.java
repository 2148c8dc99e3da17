package org.sandtrap.policy;

/**
 * What a seccomp filter answers about a call, see seccomp(2).
 *
 * @param value the return value of the filter
 */
record FilterAnswer(int value) {
  /** The call is made. */
  static final FilterAnswer ALLOW = new FilterAnswer(0x7fff_0000);

  private static final int ERRNO = 0x0005_0000;
  private static final int TRACE = 0x7ff0_0000;
  private static final int DATA = 0xffff;
  private static final int ACTION = 0xffff_0000;

  /** The call is not made and fails with this error. */
  static FilterAnswer fail(int errno) {
    return new FilterAnswer(ERRNO | errno);
  }

  /** The same for a call that is asked about if it is foreign; one that fails does so anyway. */
  FilterAnswer ifForeign() {
    if (this.equals(ALLOW)) {
      return trace(Recipe.FOREIGN);
    }
    return (value & ACTION) == TRACE ? trace(value & DATA | Recipe.FOREIGN) : this;
  }

  /** The call stops before it is made, for the tracer to see this number. */
  static FilterAnswer trace(int number) {
    if (number < 0 || number > DATA) {
      throw new IllegalArgumentException(number + " does not fit the 16 bits that a filter has");
    }
    return new FilterAnswer(TRACE | number);
  }
}
