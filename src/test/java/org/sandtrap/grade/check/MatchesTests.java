package org.sandtrap.grade.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Regular expressions over the whole output. */
class MatchesTests {
  @ParameterizedTest
  @CsvSource({
    "[0-9]+¶, 12¶, true",
    "[0-9]+, 12¶, true",
    "[0-9]+¶, 12, true",
    "[0-9]+\\n¶, 12¶, true",
    "[0-9]+, 12¶¶, false",
    "[0-9]+, x12, false",
    "a.b, a¶b, false",
    "(?s)a.b, a¶b, true",
    "(?i)YES|no, yes, true",
    "'', '', true",
  })
  void isRightWhereItMatchesAll(String answer, String output, boolean right) throws IOException {
    assertThat(
            Checks.check("matches", answer.replace('¶', '\n'), output.replace('¶', '\n'))
                .accepted())
        .isEqualTo(right);
  }

  @Test
  void saysToTheTeacherWhatDidNotMatch() throws IOException {
    CheckResult result = Checks.check("matches", "[0-9]+\n", "\u001b12");
    assertThat(result.studentMessage())
        .isEqualTo("The output does not have the form that is expected.");
    assertThat(result.teacherMessage())
        .isEqualTo("The output \"\\u001b12\" does not match the expression \"[0-9]+\".");
  }

  @Test
  void anExpressionThatTriesTooManyWaysIsGivenUp() {
    String answer = "(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)\\10z";
    CheckRequest request = CheckRequest.of("", answer, "x".repeat(10_000));
    assertThatThrownBy(() -> new Matches(Duration.ofMillis(100)).check(request))
        .isInstanceOf(CheckerException.class)
        .hasMessageStartingWith("The regular expression \"" + answer.replace("\\", "\\\\"))
        .hasMessageContaining(" took longer than 100 ms with an output of 10000 characters: ");
  }

  @Test
  void anExpressionThatNeedsADeepStackIsGivenUp() {
    assertThatThrownBy(() -> Checks.check("matches", "(a|b)*", "ab".repeat(1_000_000)))
        .isInstanceOf(CheckerException.class)
        .hasMessageContaining("needs too deep a stack for an output of 2000000 characters");
  }

  @Test
  void anAnswerThatIsNoExpressionIsTheTeachersFault() {
    assertThatThrownBy(() -> Checks.check("matches", "[0-9+\n", "1"))
        .isInstanceOf(CheckerException.class)
        .hasMessageStartingWith(
            "The answer \"[0-9+\" is no regular expression: Unclosed character class, at"
                + " character 5. Expected ");
  }
}
