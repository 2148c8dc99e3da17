package org.sandtrap.message;

/** The name of a class as messages have it: without its package, with the classes around it. */
public final class ClassName {
  private ClassName() {}

  /** {@code SortTest.WithNumbers}. */
  public static String of(Class<?> type) {
    return type.getName()
        .substring(type.getPackageName().length())
        .replaceFirst("^\\.", "")
        .replace('$', '.');
  }
}
