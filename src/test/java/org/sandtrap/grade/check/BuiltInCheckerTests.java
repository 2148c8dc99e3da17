package org.sandtrap.grade.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the checkers that come along take for right; ¶ is a line feed, · a blank. */
class BuiltInCheckerTests {
  private static String text(String shown) {
    return shown
        .replace('¶', '\n')
        .replace('·', ' ')
        .replace("<r>", "\r")
        .replace("<t>", "\t")
        .replace("<0>", "\0");
  }

  @ParameterizedTest
  @CsvSource({
    "exact, a¶, a¶",
    "exact, '', ''",
    "exact, a<0>b, a<0>b",
    "trailing-space, a¶, a",
    "trailing-space, a, a¶",
    "trailing-space, a¶b¶, a·<t>¶b<r>¶·¶¶",
    "trailing-space, a·¶¶, a",
    "trailing-space, ¶a, ·¶a",
    "trailing-space, '', ¶·¶",
    "tokens, 1·2¶3¶, <t>1¶2·3",
    "tokens, '', ·¶",
    "tokens-ignoring-case, Yes¶NO, yes·no¶",
    "tokens-ignoring-case, Straße·É, sTRAßE·é",
    "unordered-lines, a¶b¶a¶, a¶a·<r>¶b",
    "unordered-lines, '', ¶¶",
    "unordered-lines, a¶¶b, b¶a¶¶",
    "unordered-lines, a¶·¶b, ¶b¶a",
    "kattis-default, Yes·1.0, yes¶1.0",
    "kattis-default float_tolerance 1e-3, 1, 1.001",
    "kattis-default space_change_sensitive, a·b¶, A·B¶",
  })
  void isRight(String checker, String answer, String output) throws IOException {
    assertThat(Checks.check(checker, text(answer), text(output))).isEqualTo(CheckResult.right());
  }

  @ParameterizedTest
  @CsvSource({
    "exact, a¶, a, 1, 2",
    "exact, a, A, 1, 1",
    "exact, a, '', 1, 1",
    "exact, '', ¶, 1, 1",
    "trailing-space, a·b, a··b, 1, 3",
    "trailing-space, a, ·a, 1, 1",
    "trailing-space, a¶b, a¶¶b, 2, 1",
    "trailing-space, a¶b, a·¶, 2, 1",
    "trailing-space, a¶, a¶b¶, 2, 1",
    "tokens, 1·2, 12, 1, 1",
    "tokens, Yes, yes, 1, 1",
    "tokens, 1¶2¶3, 1·2¶, 2, 1",
    "tokens, 1, 1¶2, 2, 1",
    "tokens-ignoring-case, yes, yess, 1, 1",
    "unordered-lines, a¶b, a¶a, 2, 1",
    "unordered-lines, a¶b, b, 1, 2",
    "unordered-lines, a, ·a, 1, 1",
    "kattis-default case_sensitive, Yes, yes, 1, 1",
    "kattis-default float_absolute_tolerance 1e-3, 1, 1.002, 1, 1",
    "kattis-default space_change_sensitive, a·b¶, a¶b¶, 1, 2",
    "kattis-default space_change_sensitive, a·b¶, a·b, 1, 4",
    "kattis-default space_change_sensitive, a·b, ·a·b, 1, 1",
  })
  void isWrong(String checker, String answer, String output, int line, int column)
      throws IOException {
    CheckResult result = Checks.check(checker, text(answer), text(output));
    assertThat(result.accepted()).isFalse();
    assertThat(result.share()).isZero();
    assertThat(result.difference())
        .hasValueSatisfying(
            difference -> {
              assertThat(difference.line()).isEqualTo(line);
              assertThat(difference.column()).isEqualTo(column);
            });
  }

  @Test
  void wordsThatAreNoUtf8AreRightOnlyByTheirBytes() throws IOException {
    assertThat(Checks.checkBytes("tokens", "\u00ff\u0000", "\u00ff\u0000\n").accepted()).isTrue();
    assertThat(Checks.checkBytes("tokens", "\u00ff", "\u00fe").accepted()).isFalse();
    assertThat(Checks.checkBytes("tokens-ignoring-case", "\u00ff", "\u00fe").accepted()).isFalse();
  }

  @Test
  void aNoBreakSpaceIsNoWhiteSpace() throws IOException {
    assertThat(Checks.difference("tokens", "1 2", "1\u00a02").found()).isEqualTo("\"1\\u00a02\"");
  }
}
