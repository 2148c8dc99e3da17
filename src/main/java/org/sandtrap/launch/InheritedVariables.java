package org.sandtrap.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The variables this JVM was started with, byte for byte; {@link System#getenv} mangles some in the
 * POSIX locale.
 */
final class InheritedVariables {
  private InheritedVariables() {}

  static Map<String, byte[]> all() {
    Map<String, byte[]> variables = new LinkedHashMap<>();
    for (String line : text().split("\0")) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        byte[] name = line.substring(0, equals).getBytes(StandardCharsets.ISO_8859_1);
        byte[] value = line.substring(equals + 1).getBytes(StandardCharsets.ISO_8859_1);
        variables.put(new String(name, StandardCharsets.UTF_8), value);
      }
    }
    return variables;
  }

  private static String text() {
    try {
      byte[] bytes = Files.readAllBytes(Path.of("/proc/self/environ"));
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      StringBuilder lines = new StringBuilder();
      System.getenv()
          .forEach((name, value) -> lines.append(latin(name + "=" + value)).append('\0'));
      return lines.toString();
    }
  }

  private static String latin(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
