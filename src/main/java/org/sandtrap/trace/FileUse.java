package org.sandtrap.trace;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sandtrap.trace.value.QuotedBytes;

/**
 * The use that a program made of a file, a directory, or a name at which there may be none.
 *
 * <p>What a program does through io_uring(7), or with memory into which a file is mapped, is not in
 * system calls; the opening of the file is.
 *
 * @param path the absolute path, put together from what the program gave and the directory that it
 *     begins at; dots are taken out, symbolic links are not followed. Where the directory is not
 *     known it is the relative path. Bytes that are no UTF-8 are U+FFFD
 * @param resolved where it led to when it was opened, with all symbolic links followed; empty if it
 *     was never opened or that is not known
 * @param kinds what was done; {@link Kind#LOOKED_FOR} only where nothing else was
 */
public record FileUse(String path, Optional<String> resolved, Set<Kind> kinds) {
  /** Copies the set. */
  public FileUse {
    EnumSet<Kind> sorted = EnumSet.noneOf(Kind.class);
    sorted.addAll(kinds);
    kinds = Collections.unmodifiableSet(sorted);
  }

  /** A kind of use. */
  public enum Kind {
    /** It was opened for reading, or read. */
    READ,
    /**
     * It was opened for writing, written or cut, or its attributes were changed: its mode, owner or
     * times.
     */
    WRITTEN,
    /**
     * It was made. Of {@code mkdir}, {@code link}, {@code bind}, {@code O_EXCL} and the like that
     * is certain. An {@code O_CREAT} alone makes a file only where there is none: it counts if the
     * program had looked for the path before in vain, or had removed it. Without that the file is
     * only {@link #WRITTEN}.
     */
    CREATED,
    /** Its name was removed. */
    DELETED,
    /** It was given another name, or this is the name that it was given. */
    RENAMED,
    /** It was executed: as a program, or as the interpreter of a script. */
    EXECUTED,
    /** It was looked for or looked at, or something was tried with it that failed. */
    LOOKED_FOR
  }

  /** Whether this was done. */
  public boolean is(Kind kind) {
    return kinds.contains(kind);
  }

  /** The path and what was done: {@code "/etc/passwd" read}. */
  @Override
  public String toString() {
    return QuotedBytes.of(path.getBytes(StandardCharsets.UTF_8), true)
        + kinds.stream()
            .map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .collect(Collectors.joining(", ", " ", ""));
  }
}
