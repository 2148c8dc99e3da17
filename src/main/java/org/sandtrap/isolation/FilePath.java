package org.sandtrap.isolation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/**
 * The path of a file as the kernel sees it, in bytes; relative to this JVM's working directory if
 * it does not begin with a slash. Immutable.
 */
public final class FilePath {
  private static final int HEX = 16;

  /** PATH_MAX of the kernel, with the zero byte at the end. */
  private static final int LONGEST = 4095;

  private final byte[] bytes;

  private FilePath(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A path in bytes.
   *
   * @param name what the path is for, for messages
   * @throws IllegalArgumentException when it is empty or too long, or has a zero byte
   */
  public static FilePath of(String name, byte[] bytes) {
    Objects.requireNonNull(bytes, () -> name + " is null");
    String problem = problem(bytes);
    if (!problem.isEmpty()) {
      throw new IllegalArgumentException(name + ": " + problem);
    }
    return new FilePath(bytes.clone());
  }

  /** The same of a text, in UTF-8. */
  public static FilePath of(String name, String text) {
    Objects.requireNonNull(text, () -> name + " is null");
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException(
          name
              + ": '"
              + text
              + "' contains half a surrogate pair, which no bytes stand for. Give the path as a"
              + " Path, or repair the text.");
    }
    return of(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The same of a path, whatever the locale of this JVM shows of it. */
  public static FilePath of(String name, Path path) {
    return of(name, bytes(name, path));
  }

  /**
   * The bytes of a path, which stays relative if it is. Its text does not always show them: a JVM
   * in the POSIX locale lists {@code grüße} as a path whose text is damaged.
   *
   * @param name what the path is for, for messages
   * @param path a path of the default file system
   * @throws IllegalArgumentException when it is of another file system
   */
  public static byte[] bytes(String name, Path path) {
    Objects.requireNonNull(path, () -> name + " is null");
    if (path.getFileSystem() != FileSystems.getDefault()) {
      throw new IllegalArgumentException(
          name
              + ": '"
              + path
              + "' is in "
              + path.getFileSystem()
              + ", where no program can find it. Expected a path of the default file system.");
    }
    // Only the URI has all bytes of a path that is no text in the locale of this JVM.
    byte[] rooted = decoded(Path.of("/").resolve(path).toUri().getRawPath());
    // The URI of a directory ends with a slash.
    boolean slash = rooted.length > 1 && rooted[rooted.length - 1] == '/';
    int end = slash ? rooted.length - 1 : rooted.length;
    return Arrays.copyOfRange(rooted, path.isAbsolute() ? 0 : 1, end);
  }

  /** Undoes the encoding of URIs, which keeps every byte. */
  private static byte[] decoded(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] encoded = text.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < encoded.length; i++) {
      if (encoded[i] == '%') {
        bytes.write(Integer.parseInt(text, i + 1, i + 3, HEX));
        i += 2;
      } else {
        bytes.write(encoded[i]);
      }
    }
    return bytes.toByteArray();
  }

  private static String problem(byte[] bytes) {
    if (bytes.length == 0) {
      return "an empty path names no file. Expected one such as \"/usr\"; the working directory is"
          + " \".\".";
    }
    if (bytes.length > LONGEST) {
      return "a path of "
          + bytes.length
          + " bytes is longer than the "
          + LONGEST
          + " that the kernel takes. Name a directory above it, or work in one below.";
    }
    for (byte part : bytes) {
      if (part == 0) {
        return "a path contains a zero byte, where it would end for the kernel. Leave it out.";
      }
    }
    return "";
  }

  /** The bytes, a new array every time. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FilePath path && Arrays.equals(bytes, path.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The path as text; what is not valid UTF-8 becomes U+FFFD. */
  @Override
  public String toString() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
