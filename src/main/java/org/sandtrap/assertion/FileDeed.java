package org.sandtrap.assertion;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.decode.PathGlob;

/**
 * Something that a call did to a file.
 *
 * @param call the call, which succeeded
 * @param names the names by which the file is known: the one that the program gave, and the one
 *     that the descriptor's link has; none where it is not known which file it was
 */
record FileDeed(Call call, List<String> names) {
  FileDeed {
    names = List.copyOf(names);
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  static Optional<FileDeed> of(Call call, Optional<String>... names) {
    return Optional.of(
        new FileDeed(call, Stream.of(names).flatMap(Optional::stream).distinct().toList()));
  }

  /** The file in a message. */
  String text() {
    return names.isEmpty()
        ? "a file of which the name is not known"
        : String.join(", which is ", names);
  }

  boolean matches(PathGlob glob) {
    return names.stream().anyMatch(glob);
  }

  /** The name of the file itself, where a descriptor told it, else the one that was given. */
  Optional<String> lastName() {
    return names.isEmpty() ? Optional.empty() : Optional.of(names.get(names.size() - 1));
  }

  /** Whether it is known that all its names are below one of these directories. */
  boolean isBelow(Directories directories) {
    return !names.isEmpty() && names.stream().allMatch(directories::contain);
  }
}
