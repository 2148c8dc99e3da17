package org.sandtrap.grade.check;

import java.util.Optional;

/**
 * A checker for the same words, whatever white space is between them: {@code tokens}. White space
 * is that of isspace(3) in the C locale: a no-break space is a part of a word.
 */
public final class Tokens implements Checker {
  private static final TokenComparison COMPARISON =
      new TokenComparison(false, false, Optional.empty());

  /** A checker without options. */
  public Tokens() {}

  @Override
  public CheckResult check(CheckRequest request) {
    return COMPARISON.check(request);
  }
}
