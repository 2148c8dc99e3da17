package org.sandtrap.syscall;

import java.util.Map;
import java.util.OptionalLong;

/**
 * A named value of the kernel's interface, such as O_CREAT, and how an argument is compared with
 * it: an argument has it if {@code (argument & mask) == value}.
 *
 * @param name as in C
 * @param set what it belongs to, as arguments refer to it: {@code open}
 * @param kind how it stands beside others of its set
 * @param masks the bits that it is about, for each interface that has it
 * @param values its value, for each interface that has it
 */
public record Constant(
    String name, String set, Kind kind, Map<Abi, Long> masks, Map<Abi, Long> values) {
  /** Copies the maps. */
  public Constant {
    masks = Map.copyOf(masks);
    values = Map.copyOf(values);
  }

  /** The place of a constant beside others of its set in one argument. */
  public enum Kind {
    /** The argument is this constant or another: AF_INET. */
    VALUE,
    /** Bits that the argument has or has not, beside others: O_CREAT. */
    FLAG,
    /** The argument has it or another in some of its bits, and flags beside it: O_WRONLY. */
    FIELD
  }

  /**
   * Its value in an interface, empty if the interface does not have it. Negative ones have their
   * sign: AT_FDCWD is -100, and what the register has is that in as many bits as the argument.
   */
  public OptionalLong value(Abi abi) {
    Long value = values.get(abi);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /**
   * The bits of an argument that it is about: all if it is a value, its own if it is a flag. Empty
   * if the interface does not have it.
   */
  public OptionalLong mask(Abi abi) {
    Long mask = masks.get(abi);
    return mask == null ? OptionalLong.empty() : OptionalLong.of(mask);
  }

  /** The same as {@link #name()}. */
  @Override
  public String toString() {
    return name;
  }
}
