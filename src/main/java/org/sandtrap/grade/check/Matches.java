package org.sandtrap.grade.check;

import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.sandtrap.limit.DurationText;

/**
 * A checker for outputs that match a regular expression, which is the answer: {@code matches}, or
 * {@code matches 2s} with a limit of time other than 5 s. The expression is that of {@link
 * Pattern}; it must match the output from its beginning to its end. One line end at the end of the
 * answer is no part of the expression, and one at the end of the output need not be matched.
 */
public final class Matches implements Checker {
  private static final Duration USUAL = Duration.ofSeconds(5);
  private static final int SHOWN = 120;

  private final Duration limit;

  /** A checker that gives up after 5 s. */
  public Matches() {
    this(USUAL);
  }

  /**
   * A checker with a limit of time.
   *
   * @param limit how long it may take to match, on the clock
   * @throws IllegalArgumentException when it is not positive
   */
  public Matches(Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException(
          "matches: "
              + DurationText.format(limit)
              + " is no time in which anything could match. Expected more than 0, such as 5s.");
    }
    this.limit = limit;
  }

  @Override
  public CheckResult check(CheckRequest request) {
    String expression = withoutLineEnd(request.answerText());
    String output = request.outputText();
    Pattern pattern = compiled(expression);
    if (matches(pattern, output) || matches(pattern, withoutLineEnd(output))) {
      return CheckResult.right();
    }
    return CheckResult.wrong("The output does not have the form that is expected.")
        .withTeacherMessage(
            "The output "
                + VisibleBytes.quoted(output, SHOWN)
                + " does not match the expression "
                + VisibleBytes.quoted(expression, SHOWN)
                + ".");
  }

  private boolean matches(Pattern pattern, String text) {
    try {
      return pattern.matcher(new TimedText(text, limit)).matches();
    } catch (TimedText.Expired e) {
      throw new CheckerException(
          "The regular expression "
              + VisibleBytes.quoted(pattern.pattern(), SHOWN)
              + " took longer than "
              + DurationText.format(limit)
              + " with an output of "
              + text.length()
              + " characters: it tries too many ways to match. Write it so that there is one way"
              + " only, with possessive quantifiers such as [0-9]++, or use another checker.",
          e);
    } catch (StackOverflowError e) { // Pattern calls itself for each turn of some loops.
      throw new CheckerException(
          "The regular expression "
              + VisibleBytes.quoted(pattern.pattern(), SHOWN)
              + " needs too deep a stack for an output of "
              + text.length()
              + " characters. Repeat characters rather than groups: [ab]* for (a|b)*, or use"
              + " another checker.",
          e);
    }
  }

  private static Pattern compiled(String expression) {
    Objects.requireNonNull(expression, "answer is null");
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new CheckerException(
          "The answer "
              + VisibleBytes.quoted(expression, SHOWN)
              + " is no regular expression: "
              + e.getDescription()
              + (e.getIndex() < 0 ? "" : ", at character " + (e.getIndex() + 1))
              + ". Expected one as java.util.regex.Pattern describes them; to mean a character"
              + " itself, put a backslash before it.",
          e);
    }
  }

  private static String withoutLineEnd(String text) {
    if (!text.endsWith("\n")) {
      return text;
    }
    return text.substring(0, text.length() - (text.endsWith("\r\n") ? 2 : 1));
  }
}
