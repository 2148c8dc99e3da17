package org.sandtrap.launch;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Paths of Java with any bytes in them, also those that are no text in the locale of this JVM. */
final class RawPath {
  private static final byte[] ROOT = {'/'};

  private RawPath() {}

  /** An absolute path. */
  static Path of(byte[] absolute) {
    // Only by a URI can a path have bytes that the locale of this JVM has no characters for.
    StringBuilder uri = new StringBuilder("file://");
    for (String part : new String(absolute, StandardCharsets.ISO_8859_1).split("/")) {
      if (!part.isEmpty()) {
        uri.append('/');
        part.chars().forEach(letter -> uri.append(String.format("%%%02X", letter)));
      }
    }
    return Path.of(URI.create(uri.length() == "file://".length() ? "file:///" : uri.toString()));
  }

  /** A name in a directory. */
  static Path below(Path directory, byte[] name) {
    return directory.resolve(of(TextBytes.join(ROOT, name)).getFileName());
  }
}
