package org.sandtrap.tracer;

import java.util.Locale;
import java.util.Optional;

/** What can go wrong when the native library is loaded, and what to do about it. */
final class NativeLoading {
  static final String OTHER_BUILD =
      "A copy of another build was found first: look for it in jna.library.path, LD_LIBRARY_PATH and on the class path,"
          + " and delete it. In Sandtrap's own build: mvn clean verify.";

  private NativeLoading() {}

  /** Loads, and answers why that is not possible; empty when all is well. */
  static Optional<Obstacle> obstacle(Runnable loading) {
    String system = System.getProperty("os.name");
    if (!system.equals("Linux")) {
      return Optional.of(
          new Obstacle(
              "Sandtrap supervises Linux programs, but this is " + system + ".",
              "Run the tests in a Linux container or virtual machine."));
    }
    return KernelVersion.obstacle(KernelVersion.release()).or(() -> attempt(loading));
  }

  private static Optional<Obstacle> attempt(Runnable loading) {
    try {
      loading.run();
      return Optional.empty();
    } catch (UnsupportedHostException e) {
      return Optional.of(e.obstacle());
    } catch (VirtualMachineError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      return Optional.of(explain(e));
    }
  }

  static void check(int found, int expected) {
    if (found != expected) {
      throw new UnsupportedHostException(
          new Obstacle(
              "libsandtrap.so speaks version "
                  + found
                  + " of the native interface, but this sandtrap.jar expects version "
                  + expected
                  + ".",
              OTHER_BUILD));
    }
  }

  private static Obstacle explain(Throwable problem) {
    String found = oneLine(problem);
    return new Obstacle(
        "The native library libsandtrap.so could not be loaded: "
            + found
            + (found.endsWith(".") ? "" : "."),
        remedy(found.toLowerCase(Locale.ROOT)));
  }

  /** JNA lists on several lines what it has tried; they say the same again and again. */
  private static String oneLine(Throwable problem) {
    String message = String.valueOf(problem.getMessage());
    String first = message.strip().lines().findFirst().orElse("");
    return problem instanceof UnsatisfiedLinkError
        ? first
        : problem.getClass().getSimpleName() + ": " + first;
  }

  private static String remedy(String found) {
    if (found.contains("failed to map segment") || found.contains("operation not permitted")) {
      return "JNA unpacks libraries into a directory that is mounted noexec. Name another one with"
          + " -Djna.tmpdir=/some/directory (or XDG_CACHE_HOME).";
    }
    if (found.contains("permission denied") || found.contains("read-only file system")) {
      return "JNA could not write to the directory where it unpacks libraries. Name another one with"
          + " -Djna.tmpdir=/some/directory.";
    }
    if (found.contains("glibc") || found.contains("ld-linux")) {
      return "The C library of this system is not glibc 2.17 or later; use a JVM that runs on glibc.";
    }
    if (found.contains("looking up function")) {
      return OTHER_BUILD;
    }
    if (found.contains("not found")) {
      return "sandtrap.jar carries it for linux-x86-64 and linux-aarch64; this JVM is "
          + System.getProperty("os.arch")
          + ". In an IDE, build it once with: mvn process-resources.";
    }
    return "The directory of JNA's copies can be moved with -Djna.tmpdir=/some/directory.";
  }
}
