package org.sandtrap.tracer.binding;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The directories in which JNA searches libraries of the system. Unless the system property {@code
 * jna.platform.library.path} names some, its first use in a JVM runs {@code ldconfig -p} for them,
 * which costs the first run of a program 50 ms; so they are named here from what ldconfig(8) is
 * configured with. Ours is found without any, but other libraries of this JVM may need them.
 */
final class JnaSearchPath {
  private static final String KEY = "jna.platform.library.path";

  /** What the loader searches without being told, see ld.so(8), in the distributions' layouts. */
  private static final List<String> ALWAYS =
      List.of(
          "/usr/lib/x86_64-linux-gnu",
          "/lib/x86_64-linux-gnu",
          "/usr/lib/aarch64-linux-gnu",
          "/lib/aarch64-linux-gnu",
          "/usr/lib64",
          "/lib64",
          "/usr/lib",
          "/lib");

  private static final Path CONFIGURED = Path.of("/etc/ld.so.conf.d");

  private JnaSearchPath() {}

  /** Does the first thing with JNA in this JVM; the property is afterwards what it was before. */
  static <T> T during(Supplier<T> first) {
    if (System.getProperty(KEY) != null) {
      return first.get();
    }
    System.setProperty(KEY, String.join(":", directories(CONFIGURED)));
    try {
      return first.get();
    } finally {
      System.clearProperty(KEY);
    }
  }

  /**
   * The directories that need no naming, and those that the files of a configuration name: but for
   * libraries of 32 bits, which JNA would take for ours.
   */
  static Set<String> directories(Path configuration) {
    Set<String> directories = new LinkedHashSet<>(ALWAYS);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(configuration)) {
      for (Path file : files) {
        if (file.toString().endsWith(".conf")) {
          addAll(directories, Files.readAllLines(file));
        }
      }
    } catch (IOException e) {
      // there is no such configuration, as on Alpine: the usual directories have to do
    }
    return directories;
  }

  private static void addAll(Set<String> directories, List<String> lines) {
    for (String line : lines) {
      add(directories, line.strip());
    }
  }

  private static void add(Set<String> directories, String line) {
    boolean narrow = line.contains("32") || line.contains("86-linux");
    if (line.startsWith("/") && line.indexOf(':') < 0 && !narrow) {
      directories.add(line);
    }
  }
}
