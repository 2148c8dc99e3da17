package org.sandtrap.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.sandtrap.syscall.RegisterCondition;

/**
 * A comparison of an argument, as libseccomp has it.
 *
 * @param index the argument
 * @param value what it is compared with; of a masked one the mask
 * @param second of a masked one what the bits of the mask should be
 * @param operator the name of the comparison
 */
record SeccompArgument(int index, long value, long second, String operator) {
  private static final String MASKED = "SCMP_CMP_MASKED_EQ";
  private static final long NARROW = 0xffff_ffffL;
  private static final int MOST_BITS = 4;

  /**
   * The comparisons that conditions are: lists of which one must hold, and of each all. An argument
   * is compared once in each list, as libseccomp asks.
   */
  static List<List<SeccompArgument>> of(List<RegisterCondition> conditions) {
    List<List<SeccompArgument>> all = List.of(List.of());
    for (RegisterCondition condition : conditions) {
      List<List<SeccompArgument>> joined = new ArrayList<>();
      for (List<SeccompArgument> one : all) {
        of(condition).forEach(other -> with(one, other).ifPresent(joined::add));
      }
      all = joined;
    }
    return all;
  }

  /** The list and one more; empty where that contradicts it. */
  private static Optional<List<SeccompArgument>> with(
      List<SeccompArgument> list, SeccompArgument more) {
    List<SeccompArgument> others = new ArrayList<>();
    SeccompArgument merged = more;
    for (SeccompArgument one : list) {
      if (!one.isMaskedLike(more)) {
        others.add(one);
      } else if (((one.second ^ merged.second) & one.value & merged.value) != 0) {
        return Optional.empty();
      } else {
        merged = masked(one.index, one.value | merged.value, one.second | merged.second);
      }
    }
    others.add(merged);
    return Optional.of(List.copyOf(others));
  }

  private boolean isMaskedLike(SeccompArgument other) {
    return index == other.index && operator.equals(MASKED) && other.operator.equals(MASKED);
  }

  private static List<SeccompArgument> of(RegisterCondition condition) {
    long mask = condition.mask() & (condition.wide() ? -1 : NARROW);
    long bits = condition.value() & mask;
    int index = condition.argument();
    return switch (condition.operator()) {
      case EQUAL -> List.of(equal(index, mask, bits));
      case HAS_NOT -> List.of(masked(index, bits, 0));
      case HAS -> each(index, bits);
      case NOT_EQUAL ->
          Long.bitCount(mask) <= MOST_BITS
              ? others(index, mask, bits)
              : List.of(plain(condition, "SCMP_CMP_NE"));
      case LESS -> List.of(plain(condition, "SCMP_CMP_LT"));
      case AT_MOST -> List.of(plain(condition, "SCMP_CMP_LE"));
      case GREATER -> List.of(plain(condition, "SCMP_CMP_GT"));
      case AT_LEAST -> List.of(plain(condition, "SCMP_CMP_GE"));
    };
  }

  private static SeccompArgument masked(int index, long mask, long bits) {
    return new SeccompArgument(index, mask, bits, MASKED);
  }

  /** Of a narrow argument the upper half of the register has anything in it. */
  private static SeccompArgument equal(int index, long mask, long bits) {
    return mask == -1
        ? new SeccompArgument(index, bits, 0, "SCMP_CMP_EQ")
        : masked(index, mask, bits);
  }

  private static SeccompArgument plain(RegisterCondition condition, String operator) {
    return new SeccompArgument(condition.argument(), condition.value(), 0, operator);
  }

  /** There is no comparison for any bit among several: each bit is one. */
  private static List<SeccompArgument> each(int index, long bits) {
    return LongStream.range(0, Long.SIZE)
        .map(place -> 1L << place)
        .filter(bit -> (bits & bit) != 0)
        .mapToObj(bit -> masked(index, bit, bit))
        .toList();
  }

  /** Nor for other bits than some: each other value is one. */
  private static List<SeccompArgument> others(int index, long mask, long bits) {
    List<SeccompArgument> all = new ArrayList<>();
    long other = 0;
    do {
      if (other != bits) {
        all.add(masked(index, mask, other));
      }
      other = other - mask & mask; // the next number that has no other bits
    } while (other != 0);
    return all;
  }

  void write(JsonText json) {
    json.number("index", index);
    json.number("value", value);
    json.number("valueTwo", second);
    json.text("op", operator);
  }
}
