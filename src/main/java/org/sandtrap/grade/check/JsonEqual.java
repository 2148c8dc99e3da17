package org.sandtrap.grade.check;

/**
 * A checker for the same JSON: {@code json-equal}. The members of an object may come in any order,
 * numbers are the same by value, as {@code 1}, {@code 1.0} and {@code 1e0} are; a name that comes
 * twice in an object is wrong. The output is read only as far as it is right, and never kept.
 *
 * <p>It needs {@code tools.jackson.core:jackson-core} on the class path.
 */
public final class JsonEqual implements Checker {
  private static final String JACKSON = "tools.jackson.core.JsonParser";

  /** A checker without options. */
  public JsonEqual() {}

  @Override
  public CheckResult check(CheckRequest request) {
    try {
      return JsonComparison.of(request);
    } catch (NoClassDefFoundError e) {
      throw explained(e);
    }
  }

  /** What is missing when Jackson is; the same error if something else is. */
  private static CheckerException explained(NoClassDefFoundError error) {
    try {
      Class.forName(JACKSON, false, JsonEqual.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      return new CheckerException(
          "JSON is read with Jackson, which is not on the class path: add"
              + " tools.jackson.core:jackson-core:3.2.4.",
          error);
    }
    throw error;
  }
}
