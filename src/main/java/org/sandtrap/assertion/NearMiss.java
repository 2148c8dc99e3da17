package org.sandtrap.assertion;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sandtrap.syscall.Nearest;
import org.sandtrap.trace.FileUse;
import org.sandtrap.trace.Trace;
import org.sandtrap.trace.decode.PathGlob;
import org.sandtrap.trace.decode.PathText;

/**
 * A name that a check looked for in vain, and how near others come to it: the one that was meant
 * may be among them.
 *
 * @param name its last name
 * @param directory the directory before it; empty if it has none, or that is a pattern
 */
record NearMiss(String name, String directory) {
  private static final Pattern SPECIAL = Pattern.compile("[*?\\[{\\\\]");
  private static final int FAR = 3;

  /** Of shorter names nearly every other one is near. */
  private static final int SHORTEST = 3;

  /** The name in a pattern for paths, or in one for last names. */
  static NearMiss of(String wanted) {
    String path =
        wanted.contains("/") && !wanted.startsWith("*") ? PathText.absolute(wanted) : wanted;
    String parent = path.contains("/") ? PathText.parent(path) : "";
    boolean plain = !SPECIAL.matcher(parent).find() && !parent.equals("/");
    return new NearMiss(PathText.name(wanted), plain ? parent : "");
  }

  /** How far away a path is: the same last name, one like it, the same directory, another. */
  private int distance(String path) {
    String last = PathText.name(path);
    if (!name.replace("*", "").isEmpty() && PathGlob.ofName(name).test(last)) {
      return 0;
    }
    if (name.length() >= SHORTEST
        && !SPECIAL.matcher(name).find()
        && !Nearest.to(name, List.of(last)).isEmpty()) {
      return 1;
    }
    return !directory.isEmpty() && PathText.isBelow(path, directory) ? 2 : FAR;
  }

  private int distance(List<String> paths) {
    return paths.stream().mapToInt(this::distance).min().orElse(FAR);
  }

  /** All of some things, those with the nearest names first; else in their order. */
  <T> List<T> first(List<T> all, Function<T, List<String>> names) {
    return all.stream().sorted(Comparator.comparingInt(one -> distance(names.apply(one)))).toList();
  }

  /** What else was done, or tried, with files of near names, the nearest first. */
  List<String> files(Trace trace, List<FileDeed> told) {
    Set<String> names =
        told.stream().flatMap(one -> one.names().stream()).collect(Collectors.toSet());
    return files(trace, use -> !names.contains(use.path()));
  }

  /** The same, of what a condition holds for; none where only the entries of calls are known. */
  List<String> files(Trace trace, Predicate<FileUse> condition) {
    List<FileUse> all = trace.hasResults() ? trace.files() : List.of();
    return first(all, use -> List.of(use.path())).stream()
        .filter(use -> distance(use.path()) < FAR)
        .filter(condition)
        .map(FileUse::toString)
        .toList();
  }
}
