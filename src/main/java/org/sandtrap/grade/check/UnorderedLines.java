package org.sandtrap.grade.check;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A checker for the same lines in any order, each as often: {@code unordered-lines}. White space at
 * the end of a line is ignored, and so are lines that have nothing else.
 */
public final class UnorderedLines implements Checker {
  /** A checker without options. */
  public UnorderedLines() {}

  @Override
  public CheckResult check(CheckRequest request) {
    byte[] answer = request.answerBytes();
    byte[] output = request.outputBytes();
    Map<String, Count> wanted = new LinkedHashMap<>();
    each(
        answer,
        (line, start) -> {
          wanted.computeIfAbsent(line, unseen -> new Count(start)).left++;
          return true;
        });
    OptionalInt surplus =
        each(
            output,
            (line, start) -> {
              Count count = wanted.get(line);
              return count != null && count.left-- > 0;
            });
    OptionalInt missing =
        wanted.values().stream()
            .filter(count -> count.left > 0)
            .mapToInt(one -> one.start)
            .findFirst();
    if (surplus.isEmpty() && missing.isEmpty()) {
      return CheckResult.right();
    }
    return CheckResult.wrong(LineOffence.of(answer, missing, output, surplus));
  }

  /** A number of times that a line is still expected, and where it is first. */
  private static final class Count {
    private final int start;
    private int left;

    private Count(int start) {
      this.start = start;
    }
  }

  /** A visitor of lines; it answers whether to go on. */
  private interface Visitor {
    boolean visit(String line, int start);
  }

  /** Visits the lines; answers where the line begins after which a visitor did not go on. */
  private static OptionalInt each(byte[] text, Visitor visitor) {
    for (int start = 0; start < text.length; ) {
      int lineEnd = Lines.end(text, start);
      int length = WhiteSpace.trimmed(text, start, lineEnd) - start;
      // One byte a character: any bytes are such a text, and it takes no more room than they do.
      String line = new String(text, start, length, StandardCharsets.ISO_8859_1);
      if (length > 0 && !visitor.visit(line, start)) {
        return OptionalInt.of(start);
      }
      start = lineEnd + 1;
    }
    return OptionalInt.empty();
  }
}
