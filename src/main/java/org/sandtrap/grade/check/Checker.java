package org.sandtrap.grade.check;

import java.io.IOException;

/**
 * A decision whether an output is right. Checkers keep nothing between two checks: one may be used
 * for any number of outputs, from any number of threads at once. A class of one's own that is
 * public and has a public constructor without parameters can be named wherever a checker is.
 *
 * <pre>{@code
 * public final class Even implements Checker {
 *   public CheckResult check(CheckRequest request) {
 *     String number = request.outputText().strip();
 *     return number.matches("[0-9]*[02468]")
 *         ? CheckResult.right()
 *         : CheckResult.wrong("The output is no even number.");
 *   }
 * }
 * }</pre>
 */
@FunctionalInterface
public interface Checker {
  /**
   * Checks an output.
   *
   * @param request input, answer and output
   * @return whether the output is right, and where it is not
   * @throws CheckerException when the check is at fault, and not the output: the answer is no
   *     answer for this checker, an external program failed
   * @throws IOException when a file of the checker cannot be read or written; the check is at
   *     fault, as well
   */
  CheckResult check(CheckRequest request) throws IOException;
}
