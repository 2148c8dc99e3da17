package org.sandtrap.limit;

/**
 * The value of a limit. It prints in the unit it was written in; two are equal when their amounts
 * are.
 */
sealed interface Ceiling permits WrittenDuration, WrittenSize, WrittenCount {
  /** What the values are that this is one of. */
  Kind kind();

  /** The value in the unit of its kind; the largest one when it does not fit. */
  long amount();
}
