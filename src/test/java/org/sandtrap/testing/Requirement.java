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
    if (nothingMayBeSkipped()) {
      throw new AssertionError(reason(what, remedy));
    }
    throw new TestAbortedException(reason(what, remedy));
  }

  /**
   * Lets the test go on only when the kernel has what it needs. No package brings that, so it is
   * skipped, and listed, where nothing else may be.
   *
   * @param present whether the kernel has it
   * @param what what it is
   * @param remedy how to get it, for example a parameter for booting
   */
  public static void requireKernel(boolean present, String what, String remedy) {
    prefer(present, what, remedy);
  }

  /**
   * Lets the test go on only where there is something that no host must have: another source to
   * compare with. It is skipped, and listed, even where nothing else may be.
   *
   * @param present whether it is there
   * @param what what it is
   * @param remedy how to get it
   */
  public static void prefer(boolean present, String what, String remedy) {
    if (!present) {
      throw new TestAbortedException(reason(what, remedy));
    }
  }

  private static String reason(String what, String remedy) {
    return what + " is missing: " + remedy;
  }

  private static boolean nothingMayBeSkipped() {
    String property = System.getProperty("tests.require", System.getenv("SANDTRAP_REQUIRE"));
    return Boolean.parseBoolean(property);
  }
}
