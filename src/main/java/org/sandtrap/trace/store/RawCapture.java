package org.sandtrap.trace.store;

/**
 * Bytes that were copied out of a program's memory, or a link of its process, at one stop.
 *
 * @param argument the index of the argument that they belong to; {@link #RESULT} for the result
 * @param atExit whether they were copied after the call, and not before it
 * @param part what they are
 * @param status whether all of it is there
 * @param bytes what was copied
 * @param whole how long all of it is, at least as long as what was copied; of {@link Part#STRINGS}
 *     the number of strings
 */
public record RawCapture(
    int argument, boolean atExit, Part part, Status status, byte[] bytes, long whole) {
  /** The index that stands for the result. */
  public static final int RESULT = 6;

  /** The same of another argument. */
  public RawCapture of(int index) {
    return new RawCapture(index, atExit, part, status, bytes, whole);
  }

  /** The kind of what was copied, in the order of {@code enum st_part}. */
  public enum Part {
    /** A text that ends with NUL, without it. */
    STRING,
    /** Bytes, structures, arrays. */
    BYTES,
    /** Texts one after another, each with its NUL. */
    STRINGS,
    /** An array of struct iovec. */
    IOVEC,
    /** What its buffers hold, one after another. */
    IOVEC_DATA,
    /** A struct msghdr. */
    MSG,
    /** Its address. */
    MSG_NAME,
    /** Its array of struct iovec. */
    MSG_IOV,
    /** What its buffers hold. */
    MSG_DATA,
    /** Its control messages. */
    MSG_CONTROL,
    /** What a descriptor refers to, as the link in {@code /proc/PID/fd} says. */
    LINK,
    /** The directory that a relative path begins at. */
    BASE
  }

  /** The success of a copy. */
  public enum Status {
    /** All of it is there. */
    WHOLE,
    /** Only its beginning was copied, as there is a bound. */
    CUT,
    /** It could not be read. */
    UNREADABLE
  }
}
