package org.sandtrap.grade.compile;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The paths that a compiler names, as the author of a submission may see them: relative to the
 * submission, and only the name of a file that is elsewhere. They are texts, not {@link Path}s: a
 * compiler may print what is no path here, such as bytes that this JVM's locale cannot encode.
 */
final class ShownPaths {
  /**
   * Two names or more after a slash that begins a path, behind an option such as {@code -I} too.
   */
  private static final Pattern ELSEWHERE =
      Pattern.compile(
          "(?:(?<![\\w.~)\\]}/*-])|(?<=(?<!\\w)-[A-Z]))/(?:[^\\s/:'\"`‘’“”<>(),;|\\[\\]]++/)++");

  private final List<String> roots;
  private final Deque<String> entered = new ArrayDeque<>();

  private ShownPaths(List<String> roots) {
    this.roots = roots;
  }

  static ShownPaths relativeTo(Path... directories) {
    return new ShownPaths(
        Stream.of(directories)
            .map(one -> Objects.requireNonNull(one, "the directory is null"))
            .map(one -> one.toAbsolutePath().normalize().toString())
            .map(one -> one.equals("/") ? "" : one)
            .toList());
  }

  /** Relative names are from now on in this directory, as make says. */
  void enter(String directory) {
    entered.push(absolute(directory));
  }

  /** Relative names are again where they were before. */
  void leave() {
    entered.poll();
  }

  /** A file's name as it is shown. */
  String file(String printed) {
    if (printed.startsWith("<")) {
      return printed; // <stdin>, <command-line>, <built-in>
    }
    String path = absolute(printed);
    return roots.stream()
        .filter(root -> path.startsWith(root + "/"))
        .findFirst()
        .map(root -> path.substring(root.length() + 1))
        .orElseGet(() -> path.substring(path.lastIndexOf('/') + 1));
  }

  /** Whether the submission has this file. */
  boolean isThere(String printed) {
    try {
      return Files.exists(Path.of(absolute(printed)), LinkOption.NOFOLLOW_LINKS);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** A text in which all paths are as they are shown. */
  String text(String printed) {
    String text = printed;
    for (String root : roots) {
      if (!root.isEmpty()) {
        text = text.replace(root + "/", "");
      }
    }
    return ELSEWHERE.matcher(text).replaceAll("");
  }

  private String absolute(String printed) {
    String directory = entered.isEmpty() ? roots.get(0) : entered.peek();
    return normal(printed.startsWith("/") ? printed : directory + "/" + printed);
  }

  private static String normal(String path) {
    List<String> names = new ArrayList<>();
    for (String name : path.split("/")) {
      if (name.equals("..")) {
        names.subList(Math.max(0, names.size() - 1), names.size()).clear();
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.add(name);
      }
    }
    return "/" + String.join("/", names);
  }
}
