package org.sandtrap.tracer;

import java.util.Locale;

/** What can go wrong when the native library is loaded, and what to do about it. */
final class NativeLoading {
  private NativeLoading() {}

  static void load(Runnable registration) {
    if (!System.getProperty("os.name").equals("Linux")) {
      throw new UnsupportedHostException(
          "Sandtrap supervises Linux programs, but this is "
              + System.getProperty("os.name")
              + ". Run the tests in a Linux container or virtual machine.");
    }
    try {
      registration.run();
    } catch (UnsatisfiedLinkError | IllegalArgumentException e) {
      throw new UnsupportedHostException(explain(String.valueOf(e.getMessage())), e);
    }
  }

  static void check(int found, int expected) {
    if (found != expected) {
      throw new UnsupportedHostException(
          "libsandtrap.so speaks version "
              + found
              + " of the native interface, but this sandtrap.jar expects version "
              + expected
              + ". An old copy was found first: look for it in jna.library.path, jna.boot.library.path and on the class"
              + " path, and delete it (in Sandtrap's own build: mvn clean).");
    }
  }

  private static String explain(String found) {
    String lower = found.toLowerCase(Locale.ROOT);
    String remedy;
    if (lower.contains("failed to map segment") || lower.contains("operation not permitted")) {
      remedy =
          "JNA unpacks libraries into a directory that is mounted noexec. Name another one with"
              + " -Djna.tmpdir=/some/directory (or XDG_CACHE_HOME).";
    } else if (lower.contains("permission denied") || lower.contains("read-only file system")) {
      remedy =
          "JNA could not write to the directory where it unpacks libraries. Name another one with"
              + " -Djna.tmpdir=/some/directory.";
    } else if (lower.contains("glibc") || lower.contains("ld-linux")) {
      remedy =
          "The C library of this system is not glibc 2.17 or later; use a JVM that runs on glibc.";
    } else if (lower.contains("not found")) {
      remedy =
          "sandtrap.jar carries it for "
              + "linux-x86-64 and linux-aarch64; this JVM is "
              + System.getProperty("os.arch")
              + ". In an IDE, build it once with: mvn process-resources.";
    } else {
      remedy = "The directory of JNA's copies can be moved with -Djna.tmpdir=/some/directory.";
    }
    return "The native library libsandtrap.so could not be loaded: " + found + ". " + remedy;
  }
}
