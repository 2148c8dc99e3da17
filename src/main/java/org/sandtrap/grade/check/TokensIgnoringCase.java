package org.sandtrap.grade.check;

import java.util.Optional;

/**
 * A checker for the same words, whatever white space is between them, in upper or lower case:
 * {@code tokens-ignoring-case}. Letters beyond ASCII are compared as {@link
 * String#equalsIgnoreCase} does.
 */
public final class TokensIgnoringCase implements Checker {
  private static final TokenComparison COMPARISON =
      new TokenComparison(true, false, Optional.empty());

  /** A checker without options. */
  public TokensIgnoringCase() {}

  @Override
  public CheckResult check(CheckRequest request) {
    return COMPARISON.check(request);
  }
}
