package org.sandtrap.grade.check;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A comparison of words with white space between them.
 *
 * @param ignoresCase whether upper and lower case are the same
 * @param comparesSpace whether the white space between them must be the same, as well
 * @param tolerance how far numbers may be away; where there is none, they are words
 */
record TokenComparison(boolean ignoresCase, boolean comparesSpace, Optional<Tolerance> tolerance) {
  /** What stands in a text for bytes that are no UTF-8, whichever they are. */
  private static final char BROKEN = '\ufffd';

  CheckResult check(CheckRequest request) {
    byte[] answer = request.answerBytes();
    byte[] output = request.outputBytes();
    int wanted = 0;
    int found = 0;
    while (true) {
      int wantedStart = WhiteSpace.end(answer, wanted);
      int foundStart = WhiteSpace.end(output, found);
      if (comparesSpace) {
        int at = Arrays.mismatch(answer, wanted, wantedStart, output, found, foundStart);
        if (at >= 0) {
          return CheckResult.wrong(Difference.at(request, wanted + at, found + at));
        }
      }
      if (wantedStart == answer.length && foundStart == output.length) {
        return CheckResult.right();
      }
      wanted = WhiteSpace.next(answer, wantedStart);
      found = WhiteSpace.next(output, foundStart);
      boolean same = Arrays.equals(answer, wantedStart, wanted, output, foundStart, found);
      if (!same || wantedStart == wanted || foundStart == found) {
        Optional<String> offence =
            wantedStart == wanted || foundStart == found
                ? Optional.of("")
                : offence(text(answer, wantedStart, wanted), text(output, foundStart, found));
        if (offence.isPresent()) {
          return CheckResult.wrong(Difference.at(request, wantedStart, foundStart, offence.get()));
        }
      }
    }
  }

  /** What is wrong with a word that is written differently; empty if nothing is. */
  private Optional<String> offence(String wanted, String found) {
    Optional<BigDecimal> number = tolerance.flatMap(one -> Numeral.decimal(wanted));
    if (number.isPresent()) {
      return tolerance.get().offence(number.get(), found);
    }
    if (tolerance.isPresent() && Numeral.isSpecial(wanted)) {
      return Numeral.isSame(wanted, found) ? Optional.empty() : Optional.of("");
    }
    boolean same = ignoresCase && wanted.equalsIgnoreCase(found) && wanted.indexOf(BROKEN) < 0;
    return same ? Optional.empty() : Optional.of("");
  }

  private static String text(byte[] text, int from, int to) {
    return new String(text, from, to - from, StandardCharsets.UTF_8);
  }
}
