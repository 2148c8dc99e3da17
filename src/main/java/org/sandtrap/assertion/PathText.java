package org.sandtrap.assertion;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.sandtrap.trace.value.Value;

/**
 * Paths as the kernel has them: texts with slashes. They are not paths of Java, which in some
 * locales refuses names that a program may choose.
 */
final class PathText {
  private static final String DELETED = " (deleted)";

  private PathText() {}

  /** The path without dots and double slashes, from a directory on if it is relative. */
  static String absolute(String base, String path) {
    return normal(path.startsWith("/") ? path : base + "/" + path);
  }

  /** The same, from this JVM's working directory on. */
  static String absolute(String path) {
    return absolute(System.getProperty("user.dir"), path);
  }

  /** What a program has named; empty where it is not known which directory that begins at. */
  static Optional<String> absolute(Value.FilePath path) {
    String given = new String(path.given().bytes(), StandardCharsets.UTF_8);
    return given.startsWith("/")
        ? Optional.of(normal(given))
        : path.base().filter(base -> base.startsWith("/")).map(base -> absolute(base, given));
  }

  /** The path with all symbolic links resolved, as far as it is there; else the path. */
  static String real(String path) {
    try {
      return Path.of(path).toRealPath().toString();
    } catch (IOException | InvalidPathException e) {
      return path;
    }
  }

  private static String normal(String path) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/")) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return "/" + String.join("/", parts);
  }

  /** The path of a file that had it until it was deleted. */
  static String withoutDeletion(String target) {
    return target.endsWith(DELETED)
        ? target.substring(0, target.length() - DELETED.length())
        : target;
  }

  /** Whether a descriptor's target is a file that has a name. */
  static boolean isFile(String target) {
    return target.startsWith("/") && !target.startsWith("/memfd:");
  }

  /** The directory of a normal path. */
  static String parent(String path) {
    return path.lastIndexOf('/') <= 0 ? "/" : path.substring(0, path.lastIndexOf('/'));
  }

  /** The last name of a path. */
  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Whether a path is that of a directory, or below it. */
  static boolean isBelow(String path, String directory) {
    return path.equals(directory)
        || path.startsWith(directory.equals("/") ? directory : directory + "/");
  }
}
