package org.sandtrap.grade.check;

import java.util.Arrays;

/**
 * A checker for the same lines, whatever white space ends them: {@code trailing-space}. White space
 * at the end of a line is ignored, carriage returns included, and lines at the end that have
 * nothing else; white space elsewhere counts.
 */
public final class TrailingSpace implements Checker {
  /** A checker without options. */
  public TrailingSpace() {}

  @Override
  public CheckResult check(CheckRequest request) {
    byte[] answer = request.answerBytes();
    byte[] output = request.outputBytes();
    int answerEnd = WhiteSpace.trimmed(answer, 0, answer.length);
    int outputEnd = WhiteSpace.trimmed(output, 0, output.length);
    int wanted = 0;
    int found = 0;
    while (wanted < answerEnd || found < outputEnd) {
      int wantedLine = Lines.end(answer, wanted);
      int foundLine = Lines.end(output, found);
      int wantedEnd = WhiteSpace.trimmed(answer, wanted, wantedLine);
      int foundEnd = WhiteSpace.trimmed(output, found, foundLine);
      int at = Arrays.mismatch(answer, wanted, wantedEnd, output, found, foundEnd);
      if (at >= 0) {
        return CheckResult.wrong(Difference.at(request, wanted + at, found + at));
      }
      boolean answerGoesOn = wantedLine < answerEnd;
      boolean outputGoesOn = foundLine < outputEnd;
      if (answerGoesOn != outputGoesOn) {
        return CheckResult.wrong(
            Difference.at(
                request,
                answerGoesOn ? wantedLine + 1 : answer.length,
                outputGoesOn ? foundLine + 1 : output.length));
      }
      wanted = answerGoesOn ? wantedLine + 1 : answerEnd;
      found = outputGoesOn ? foundLine + 1 : outputEnd;
    }
    return CheckResult.right();
  }
}
