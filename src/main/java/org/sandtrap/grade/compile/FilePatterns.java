package org.sandtrap.grade.compile;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The patterns of the files that a submission has.
 *
 * @param required of each at least one is there
 * @param allowed what else may be there; everything, if this is empty
 * @param binary what need not be text
 * @param forbidden what must not be there
 */
record FilePatterns(
    List<FilePattern> required,
    List<FilePattern> allowed,
    List<FilePattern> binary,
    List<FilePattern> forbidden) {
  FilePatterns {
    Stream.of(required)
        .flatMap(List::stream)
        .filter(FilePattern::isName)
        .filter(one -> FilePattern.anyMatches(forbidden, Path.of(one.glob())))
        .findFirst()
        .ifPresent(
            one -> {
              throw new IllegalArgumentException(
                  "\"" + one.glob() + "\" is required and forbidden. Take one of them away.");
            });
  }

  FilePatterns require(List<FilePattern> more) {
    return new FilePatterns(joined(required, more), allowed, binary, forbidden);
  }

  FilePatterns allow(List<FilePattern> more) {
    return new FilePatterns(required, joined(allowed, more), binary, forbidden);
  }

  FilePatterns allowBinary(List<FilePattern> more) {
    return new FilePatterns(required, allowed, joined(binary, more), forbidden);
  }

  FilePatterns forbid(List<FilePattern> more) {
    return new FilePatterns(required, allowed, binary, joined(forbidden, more));
  }

  private static List<FilePattern> joined(List<FilePattern> some, List<FilePattern> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  boolean forbids(Path relative) {
    return FilePattern.anyMatches(forbidden, relative);
  }

  boolean allows(Path relative) {
    return allowed.isEmpty()
        || Stream.of(allowed, required, binary)
            .anyMatch(some -> FilePattern.anyMatches(some, relative));
  }

  boolean allowsBinary(Path relative) {
    return FilePattern.anyMatches(binary, relative);
  }

  /** What a message says is allowed. */
  String allowedText() {
    return Stream.of(required, allowed, binary)
        .flatMap(List::stream)
        .map(FilePattern::glob)
        .distinct()
        .reduce((some, next) -> some + ", " + next)
        .orElse("");
  }
}
