package org.sandtrap.trace.decode;

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
public final class PathText {
  private static final String DELETED = " (deleted)";

  private PathText() {}

  /** The path without dots and double slashes, from a directory on if it is relative. */
  public static String absolute(String base, String path) {
    return normal(path.startsWith("/") ? path : base + "/" + path);
  }

  /** The same, from this JVM's working directory on. */
  public static String absolute(String path) {
    return absolute(System.getProperty("user.dir"), path);
  }

  /** What a program has named; empty where it is not known which directory that begins at. */
  public static Optional<String> absolute(Value.FilePath path) {
    String given = new String(path.given().bytes(), StandardCharsets.UTF_8);
    return given.startsWith("/")
        ? Optional.of(normal(given))
        : path.base().filter(base -> base.startsWith("/")).map(base -> absolute(base, given));
  }

  /** The path with all symbolic links resolved, as far as it is there; else the path. */
  public static String real(String path) {
    try {
      return Path.of(path).toRealPath().toString();
    } catch (IOException | InvalidPathException e) {
      return path;
    }
  }

  /** The path without dots and double slashes; a relative one may begin with {@code ..}. */
  public static String normal(String path) {
    boolean absolute = path.startsWith("/");
    Deque<String> names = new ArrayDeque<>();
    for (String name : path.split("/")) {
      boolean up = name.equals("..");
      if (up && !names.isEmpty() && !names.getLast().equals("..")) {
        names.removeLast();
      } else if (!name.isEmpty() && !name.equals(".") && !(up && absolute)) {
        names.add(name);
      }
    }
    String joined = String.join("/", names);
    return absolute ? "/" + joined : joined.isEmpty() ? "." : joined;
  }

  /** Whether a descriptor's target is a file that has lost its last name. */
  public static boolean isDeleted(String target) {
    return target.endsWith(DELETED);
  }

  /** The path of a file that had it until it was deleted. */
  public static String withoutDeletion(String target) {
    return isDeleted(target) ? target.substring(0, target.length() - DELETED.length()) : target;
  }

  /** Whether a descriptor's target is a file that has a name. */
  public static boolean isFile(String target) {
    return target.startsWith("/") && !target.startsWith("/memfd:");
  }

  /** The directory of a normal path. */
  public static String parent(String path) {
    return path.lastIndexOf('/') <= 0 ? "/" : path.substring(0, path.lastIndexOf('/'));
  }

  /** The last name of a path. */
  public static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Whether a path is that of a directory, or below it. */
  public static boolean isBelow(String path, String directory) {
    return path.equals(directory)
        || path.startsWith(directory.equals("/") ? directory : directory + "/");
  }
}
