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
 */
abstract class AbstractSizeAssert<SELF extends AbstractSizeAssert<SELF>>
    extends AbstractSandtrapAssert<SELF, ByteSize> {
  private final String subject;
  private final Optional<String> gap;
  private final Supplier<String> circumstances;

  AbstractSizeAssert(
      ByteSize actual,
      Class<?> selfType,
      String subject,
      Optional<String> gap,
      Supplier<String> circumstances) {
    super(actual, selfType);
    this.subject = subject;
    this.gap = gap;
    this.circumstances = circumstances;
  }

  final SELF checkAbove(String words, ByteSize bound, IntPredicate holds) {
    boolean above = holds(bound, holds);
    return checkSize(above, above, words + bound, bound);
  }

  final SELF checkBelow(String words, ByteSize bound, IntPredicate holds) {
    return checkNear(holds(bound, holds), words + bound, bound);
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
