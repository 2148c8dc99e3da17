package org.sandtrap.launch;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.sandtrap.isolation.FilePath;

/**
 * A file or directory of a test that a program finds in its private directory.
 *
 * @param source what is copied, relative to this JVM's working directory
 * @param name its path in the private directory, normal and relative
 */
public record Fixture(FilePath source, FilePath name) {
  private static final String SETTING = "fixture";
  private static final byte[] SLASH = {'/'};

  /**
   * A fixture under its own name.
   *
   * @throws IllegalArgumentException when the path has no name, as {@code ..} has none
   */
  public static Fixture of(Path source) {
    return of(FilePath.of(SETTING, source));
  }

  /** The same of a text. */
  public static Fixture of(String source) {
    return of(FilePath.of(SETTING, source));
  }

  private static Fixture of(FilePath source) {
    List<byte[]> names = names(source.bytes());
    byte[] last = names.isEmpty() ? new byte[0] : names.get(names.size() - 1);
    if (last.length == 0 || isDots(last)) {
      throw wrong(
          source,
          "has no name of its own, under which it could be copied. Say which one it shall have:"
              + " withFixture(path, \"data\").");
    }
    return new Fixture(source, FilePath.of(SETTING, last));
  }

  /**
   * A fixture under another name.
   *
   * @param name a name, or a relative path: {@code "in/words.txt"}
   * @throws IllegalArgumentException when it is absolute, or leads upwards
   */
  public static Fixture of(Path source, String name) {
    Objects.requireNonNull(name, "the name of the fixture is null");
    FilePath path = FilePath.of(SETTING, name);
    boolean upwards = names(path.bytes()).stream().anyMatch(Fixture::isDots);
    if (name.startsWith("/") || name.endsWith("/") || name.contains("//") || upwards) {
      throw wrong(
          path,
          "is no name in the private directory. Expected a relative path without . and .., such as"
              + " \"words.txt\" or \"in/words.txt\".");
    }
    return new Fixture(FilePath.of(SETTING, source), path);
  }

  /**
   * Some fixtures and another one.
   *
   * @throws IllegalArgumentException when two would have one place
   */
  public static List<Fixture> plus(List<Fixture> some, Fixture other) {
    for (Fixture one : some) {
      if (one.isAt(other) || other.isAt(one)) {
        throw wrong(
            other.source,
            "would be copied to '"
                + other.name
                + "', where '"
                + one.source
                + "' is copied to '"
                + one.name
                + "' already. Give one of them another name: withFixture(path, \"other\").");
      }
    }
    List<Fixture> all = new ArrayList<>(some);
    all.add(other);
    return List.copyOf(all);
  }

  /** Whether this one has the place of another, or is inside of it. */
  private boolean isAt(Fixture other) {
    byte[] ours = TextBytes.join(name.bytes(), SLASH);
    byte[] theirs = TextBytes.join(other.name.bytes(), SLASH);
    int mismatch = Arrays.mismatch(ours, theirs);
    return mismatch < 0 || mismatch == theirs.length;
  }

  /** The parts of its path in the private directory. */
  List<byte[]> names() {
    return names(name.bytes());
  }

  private static List<byte[]> names(byte[] path) {
    List<byte[]> names = new ArrayList<>();
    // One character a byte, so that any bytes survive.
    for (String part : new String(path, StandardCharsets.ISO_8859_1).split("/")) {
      if (!part.isEmpty()) {
        names.add(part.getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    return Collections.unmodifiableList(names);
  }

  private static boolean isDots(byte[] name) {
    String text = new String(name, StandardCharsets.ISO_8859_1);
    return text.equals(".") || text.equals("..");
  }

  private static IllegalArgumentException wrong(FilePath path, String problem) {
    return new IllegalArgumentException(SETTING + ": '" + path + "' " + problem);
  }
}
