package org.sandtrap.grade.check;

/** TEMPORARY. */
public final class Checkers {
  private Checkers() {}

  public static Checker of(String name, String options) {
    if (!name.equals("tokens"))
      throw new IllegalArgumentException("check: " + name + " is unknown.");
    return new Tokens();
  }
}
