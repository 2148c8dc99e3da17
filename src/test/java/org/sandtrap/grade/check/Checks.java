package org.sandtrap.grade.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Checks for tests. */
final class Checks {
  private Checks() {}

  static CheckResult check(String checker, String answer, String output) throws IOException {
    return Checkers.parse(checker).check(CheckRequest.of("", answer, output));
  }

  /** With bytes as characters up to U+00FF, so that any can be written. */
  static CheckResult checkBytes(String checker, String answer, String output) throws IOException {
    return Checkers.parse(checker)
        .check(CheckRequest.of(new byte[0], bytes(answer), bytes(output)));
  }

  static Difference difference(String checker, String answer, String output) throws IOException {
    return check(checker, answer, output).difference().orElseThrow();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
