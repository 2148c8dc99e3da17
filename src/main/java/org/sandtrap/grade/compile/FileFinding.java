package org.sandtrap.grade.compile;

import java.util.Objects;

/**
 * A fault of the files of a submission.
 *
 * @param kind what kind of fault it is
 * @param file the file, relative to the submission, control characters visible; the pattern of a
 *     file that is missing; {@code .} for a fault of all files together
 * @param sentence the fault and its remedy, for the author of the submission
 */
public record FileFinding(Kind kind, String file, String sentence) {
  /** A kind of fault. */
  public enum Kind {
    /** A required file is not there. */
    MISSING,
    /** A required file is not there, but one with a similar name is. */
    MISSPELT,
    /** A file is none that is required or allowed. */
    NOT_ALLOWED,
    /** A file or directory must not be handed in. */
    FORBIDDEN,
    /** A file, or all of them together, has too many bytes. */
    TOO_LARGE,
    /** A file is a compiled program or has NUL bytes, and should be text. */
    BINARY,
    /** A link, a FIFO, a socket or a device. */
    NOT_REGULAR,
    /** A file or directory that may not be read. */
    UNREADABLE,
    /** More files and directories than the check looks at; nothing else is known then. */
    TOO_MANY,
    /** A directory that is too deep for the check to look into it. */
    TOO_DEEP
  }

  /** Checks that nothing is null. */
  public FileFinding {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(sentence, "sentence");
  }

  /** The sentence. */
  @Override
  public String toString() {
    return sentence;
  }
}
