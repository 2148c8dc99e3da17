package org.sandtrap.tracer.binding;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The loading of the native library: what can go wrong, and what to do about it. */
final class NativeLoading {
  /** What the JVMs of the two machines call them in the property os.arch. */
  private static final Set<String> MACHINES = Set.of("amd64", "x86_64", "aarch64");

  private static final int LINES_MAX = 5;

  /** A class path may have thousands of characters. */
  private static final String CLASS_PATH = "(?<= in resource path) \\(.*\\)$";

  private static final String TWICE = "^(\\S+: )\\1";

  private NativeLoading() {}

  /** Loads, and answers why that is not possible; empty when all is well. */
  static Optional<Obstacle> obstacle(Runnable loading) {
    Optional<Obstacle> obstacle = host();
    return obstacle.isPresent() ? obstacle : attempt(loading);
  }

  private static Optional<Obstacle> host() {
    Optional<Obstacle> system = system(System.getProperty("os.name"));
    if (system.isPresent()) {
      return system;
    }
    Optional<Obstacle> machine = machine(System.getProperty("os.arch"));
    return machine.isPresent() ? machine : KernelVersion.obstacle(KernelVersion.release());
  }

  private static Optional<Obstacle> system(String name) {
    return name.equals("Linux")
        ? Optional.empty()
        : Optional.of(
            new Obstacle(
                "Sandtrap supervises Linux programs, but this is " + name + ".",
                "Run the tests in a Linux container or virtual machine."));
  }

  private static Optional<Obstacle> machine(String arch) {
    return MACHINES.contains(arch)
        ? Optional.empty()
        : Optional.of(
            new Obstacle(
                "Sandtrap supports 64-bit JVMs on x86-64 and aarch64, but this JVM is "
                    + arch
                    + ".",
                "Run the tests with a 64-bit JVM on such a machine; it can supervise 32-bit programs too."));
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

  /** Compares a number of a library that was found in {@code file} with our own. */
  static void check(String what, int found, int expected, String file) {
    if (found != expected) {
      throw new UnsupportedHostException(
          new Obstacle(
              file
                  + " and sandtrap.jar are of different builds: "
                  + what
                  + " is "
                  + found
                  + " in the library, but "
                  + expected
                  + " in Java.",
              LoadingRemedy.OTHER_BUILD));
    }
  }

  private static Obstacle explain(Throwable problem) {
    String found = tell(problem);
    return new Obstacle(
        "The native library libsandtrap.so could not be loaded: "
            + found
            + (found.endsWith(".") ? "" : "."),
        LoadingRemedy.of(found));
  }

  /** JNA lists on several lines what it has tried, and often the same again and again. */
  private static String tell(Throwable problem) {
    String lines =
        String.valueOf(problem.getMessage())
            .lines()
            .map(line -> line.strip().replaceFirst(CLASS_PATH, ""))
            .map(line -> line.replaceFirst(TWICE, "$1"))
            .filter(line -> !line.isEmpty())
            .distinct()
            .limit(LINES_MAX)
            .collect(Collectors.joining("; "))
            .replace(":; ", ": ");
    return problem instanceof UnsatisfiedLinkError
        ? lines
        : problem.getClass().getSimpleName() + ": " + lines;
  }
}
