package org.sandtrap.assertion;

import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.sandtrap.limit.ByteSize;

/**
 * How a size is checked, also one of which only the least is known; {@link AbstractByteSizeAssert}
 * says which checks there are.
 *
 * @param <SELF> the type of the assertions, for chaining
 * @param <ACTUAL> the type of the size
 */
abstract class AbstractSizeAssert<
        SELF extends AbstractSizeAssert<SELF, ACTUAL>, ACTUAL extends ByteSize>
    extends AbstractSandtrapAssert<SELF, ACTUAL> {
  /** What it is of. Not final: AssertJ's soft assertions construct with a size alone. */
  private String subject = "the size";

  private Optional<String> gap = Optional.empty();
  private Supplier<String> circumstances = () -> "";

  AbstractSizeAssert(ACTUAL actual, Class<?> selfType) {
    super(actual, selfType);
  }

  /**
   * Tells what the size is of.
   *
   * @param what a name for it: {@code the peak memory of `sort`}
   * @param why why it is only the least that it can be; empty when it is exact
   * @param more what a failure says after its first sentence; starts with a space or a new line, or
   *     is empty
   */
  final void of(String what, Optional<String> why, Supplier<String> more) {
    subject = what;
    gap = why;
    circumstances = more;
  }

  final SELF checkAbove(String words, ByteSize bound, IntPredicate holds) {
    boolean above = holds(bound, holds);
    return checkSize(above, above, words + bound, bound);
  }

  final SELF checkBelow(String words, ByteSize bound, IntPredicate holds) {
    return checkNear(holds(bound, holds), words + bound, bound);
  }

  /** A size that is larger already stays another, however much more it may be. */
  final SELF checkOther(ByteSize bound) {
    boolean other = holds(bound, sign -> sign != 0);
    return checkSize(other, actual.compareTo(bound) > 0, "other than " + bound, bound);
  }

  private boolean holds(ByteSize bound, IntPredicate holds) {
    isNotNull();
    return holds.test(actual.compareTo(Objects.requireNonNull(bound, "the size is null")));
  }

  /** A size that is too large already stays so, however much more it may be. */
  final SELF checkNear(boolean holds, String wanted, ByteSize nearest) {
    return checkSize(holds, !holds && actual.compareTo(nearest) >= 0, wanted, nearest);
  }

  private SELF checkSize(boolean holds, boolean settled, String wanted, ByteSize nearest) {
    Known known = new Known(Shown.of(actual, nearest), actual.bytes() == 0, gap);
    return check(
        holds && known.answers(settled),
        known.found(),
        wanted,
        () ->
            "Expected "
                + subject
                + " to be "
                + wanted
                + ", but "
                + known.clause("it is", settled)
                + "."
                + circumstances.get());
  }
}
