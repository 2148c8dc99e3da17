package org.sandtrap.launch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/**
 * The bytes a path consists of. Its text does not always show them: a JVM in the POSIX locale lists
 * {@code grüße} as a path whose text is damaged.
 */
public final class PathBytes {
  private static final int HEX = 16;

  private PathBytes() {}

  /**
   * The bytes of a path, which stays relative if it is.
   *
   * @param name what the path is for, for messages
   * @param path a path of the default file system
   */
  public static byte[] of(String name, Path path) {
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
}
