package org.sandtrap.trace.decode;

import java.util.OptionalInt;

/**
 * An order to copy what an argument points to. How many bytes that are is {@code unit} times a
 * number that the source has.
 *
 * @param argument the index of the argument
 * @param moment when it is copied
 * @param kind how it is copied
 * @param source where the number comes from
 * @param sourceArgument the index of the argument that has the number, or points to it; 0 where the
 *     source is none
 * @param unit how many bytes one of them has; of {@link Source#FIXED} all bytes; 0 for texts
 * @param guardArgument the index of an argument that must have a certain value for this to be
 *     copied; empty if it is always copied
 * @param guardValue that value, in the low 32 bits of the argument
 * @param type what the bytes mean: a name of {@code structs.tsv}, or {@code bytes}
 */
public record Capture(
    int argument,
    Moment moment,
    Kind kind,
    Source source,
    int sourceArgument,
    int unit,
    OptionalInt guardArgument,
    long guardValue,
    String type) {

  /** The time of a copy. */
  public enum Moment {
    /** Before the call. */
    IN,
    /** After the call, if it did not fail. */
    OUT,
    /** Before the call, and after it if it did not fail. */
    BOTH,
    /** After the call, even if it failed. */
    END;

    boolean atEntry() {
      return this == IN || this == BOTH;
    }

    boolean atExit() {
      return this != IN;
    }
  }

  /** The way of a copy. */
  public enum Kind {
    /** A text that ends with NUL. */
    STRING,
    /** Bytes, structures, arrays. */
    BYTES,
    /** A list of addresses of texts, which ends with a null pointer. */
    STRINGS,
    /** An array of struct iovec, and what its buffers hold. */
    IOVEC,
    /** A struct msghdr, and all it points to. */
    MSG,
    /**
     * An array of struct mmsghdr, and all they point to. What is copied twice has after the call
     * only the array.
     */
    MMSG
  }

  /** The origin of the number that says how much is copied. */
  public enum Source {
    /** One. */
    FIXED,
    /** The value of an argument. */
    ARGUMENT,
    /** What the call returned. */
    RESULT,
    /** The 32-bit number that an argument points to. */
    POINTED
  }
}
