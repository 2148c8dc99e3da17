package org.sandtrap.report;

/** An explanation of what is missing when Jackson is. */
final class MissingJackson {
  private static final String JACKSON = "tools.jackson.core.JsonGenerator";

  private MissingJackson() {}

  /**
   * Returns the exception for the user.
   *
   * @throws NoClassDefFoundError if another class is missing
   */
  static RuntimeException explained(NoClassDefFoundError error) {
    try {
      Class.forName(JACKSON, false, MissingJackson.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      return new IllegalStateException(
          "JSON is written with Jackson, which is not on the class path: add"
              + " tools.jackson.core:jackson-core:3.2.4.",
          error);
    }
    throw error;
  }
}
