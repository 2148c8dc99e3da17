package org.sandtrap.grade.check;

/** TEMPORARY. */
public final class Tokens implements Checker {
  public CheckResult check(CheckRequest r) {
    boolean same =
        java.util.Arrays.equals(
            new String(r.answer()).strip().split("\\s+"),
            new String(r.output()).strip().split("\\s+"));
    return new CheckResult(
        same, same ? 1 : 0, "differs", "differs, expected " + new String(r.answer()));
  }
}
