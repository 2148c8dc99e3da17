package org.sandtrap.grade.check;

import java.util.Arrays;

/** A checker for the same bytes: {@code exact}. */
public final class Exact implements Checker {
  /** A checker without options. */
  public Exact() {}

  @Override
  public CheckResult check(CheckRequest request) {
    int at = Arrays.mismatch(request.answerBytes(), request.outputBytes());
    return at < 0 ? CheckResult.right() : CheckResult.wrong(Difference.at(request, at, at));
  }
}
