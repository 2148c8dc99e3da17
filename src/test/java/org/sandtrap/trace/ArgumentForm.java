package org.sandtrap.trace;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.sandtrap.syscall.ArgumentKind;

/** The forms in which strace(1) writes arguments, by which it says what it takes them for. */
enum ArgumentForm {
  /** A descriptor, with what it refers to behind it. */
  DESCRIPTOR("a descriptor", "(-?\\d+|AT_FDCWD)<[^<].*", "FD DIRFD VARIES"),
  /** A text that a NUL has ended: the one of {@code every_call}. */
  TEXT("a text", "\"text\"", "PATH STRING VARIES"),
  /** Bytes of which only a length tells the end, by the same. */
  BYTES("bytes with a length", "\"text\\\\0.*", "BUFFER VARIES"),
  /** Either of them, of other programs. */
  QUOTED("a text", "\".*", "PATH STRING BUFFER VARIES"),
  /** A structure, a list, or what a pointer leads to. */
  STRUCTURE("a structure", "[&~]?[\\[{].*", "STRUCT POINTER SOCKADDR IOVEC STRINGS BUFFER VARIES"),
  /** Names of constants, or that there is none for this value. */
  NAMES(
      "names",
      "(?!NULL)[^\"]*([A-Z][A-Z0-9_]{2}|/\\* .*(\\?\\?|[A-Z]{3})).*",
      "FLAGS COMMAND MODE SIGNAL FD DIRFD VARIES"),
  /** The number -1. */
  MINUS_ONE(
      "a number with a sign",
      "-1",
      "INT LONG FD DIRFD PID UID GID ID16 OFFSET SIGNAL MODE FLAGS COMMAND VARIES UNUSED"),
  /** The same without a sign. */
  LARGEST(
      "a number without a sign",
      "4294967295|18446744073709551615",
      "UINT ULONG SIZE MODE FLAGS COMMAND VARIES UNUSED"),
  /** Anything else, which says nothing. */
  OTHER("a number", ".*", "");

  private final String text;
  private final Pattern pattern;
  private final Set<ArgumentKind> kinds = EnumSet.noneOf(ArgumentKind.class);

  ArgumentForm(String text, String pattern, String kinds) {
    this.text = text;
    this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
    for (String kind : kinds.split(" ")) {
      if (!kind.isEmpty()) {
        this.kinds.add(ArgumentKind.valueOf(kind));
      }
    }
  }

  /** The form of an argument. */
  static ArgumentForm of(String argument) {
    for (ArgumentForm form : values()) {
      if (form.pattern.matcher(argument).matches()) {
        return form;
      }
    }
    return OTHER;
  }

  /** Whether an argument of a kind can have this form. */
  boolean fits(ArgumentKind kind) {
    return this == OTHER || kinds.contains(kind);
  }

  /** The form in words. */
  String text() {
    return text;
  }
}
