package org.sandtrap.testing;

import org.opentest4j.TestAbortedException;

/**
 * What a test needs of the host: a kernel feature, a compiler, a program.
 *
 * <p>A test whose need is not met is skipped with the reason. Where nothing may be skipped, as in
 * continuous integration, the system property {@code tests.require=true} or the environment
 * variable {@code SANDTRAP_REQUIRE=true} turns the skip into a failure.
 */
public final class Requirement {
  private Requirement() {}

  /**
   * Lets the test go on only when the host has what it needs.
   *
   * @param present whether the host has it
   * @param what what it is, for example {@code "python3"}
   * @param remedy how to get it, for example {@code "apt-get install python3"}
   */
  public static void require(boolean present, String what, String remedy) {
    if (present) {
      return;
    }
    String reason = what + " is missing: " + remedy;
    if (nothingMayBeSkipped()) {
      throw new AssertionError(reason);
    }
    throw new TestAbortedException(reason);
  }

  private static boolean nothingMayBeSkipped() {
    String property = System.getProperty("tests.require", System.getenv("SANDTRAP_REQUIRE"));
    return Boolean.parseBoolean(property);
  }
}
