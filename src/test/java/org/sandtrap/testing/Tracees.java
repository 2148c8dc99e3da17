package org.sandtrap.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The compiled programs of {@code native/tracees}, one idea each, that the tests run. */
public final class Tracees {
  private Tracees() {}

  /**
   * Finds a program; the test is skipped when it could not be built here, or not be run.
   *
   * @param name its name below {@code native/tracees}, without {@code .c}
   * @return its absolute path
   */
  public static Path path(String name) {
    Path program = file(name);
    if (name.endsWith("-32")) {
      Emulation32.require();
    }
    return program;
  }

  /**
   * Finds the file of a program; the test is skipped when it could not be built here.
   *
   * @param name its name as in {@link #path}
   * @return its absolute path
   */
  public static Path file(String name) {
    Path program = directory().resolve(name);
    Requirement.require(
        Files.isExecutable(program),
        "The test program " + program,
        "run \"make -C native tracees\", or see what \"mvn verify\" lists as skipped");
    return program;
  }

  /**
   * The words of a command: a program of the tests and its arguments.
   *
   * @param name its name as in {@link #path}
   * @param arguments its arguments
   * @return the command
   */
  public static String[] command(String name, String... arguments) {
    return Stream.concat(Stream.of(path(name).toString()), Stream.of(arguments))
        .toArray(String[]::new);
  }

  /**
   * Tells where the programs are.
   *
   * @return the system property {@code tests.tracees}, {@code target/tracees} by default
   */
  public static Path directory() {
    return Path.of(System.getProperty("tests.tracees", "target/tracees")).toAbsolutePath();
  }
}
