package org.sandtrap.grade.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same JSON, however it is written. */
class JsonEqualTests {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"a\":1,\"b\":[2]};{ \"b\" : [ 2.0 ], \"a\" : 1e0 }",
        "[true,false,null,\"é\"];[true, false, null, \"\\u00e9\"]",
        "1e400;10e399",
        "7; 7 ",
        "{};{ }",
        "12345678901234567890.1;12345678901234567890.10",
      })
  void isRight(String answer, String output) throws IOException {
    assertThat(Checks.check("json-equal", answer, output)).isEqualTo(CheckResult.right());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "[1,2];[1,3];1;4;expected 2, but was 3, at $[1].",
        "[1,2];[2,1];1;2;expected 1, but was 2, at $[0].",
        "[1];[\"1\"];1;2;expected 1, but was \"1\", at $[0].",
        "[1];[1,2];1;4;expected the end of the array, but was one more element, at $.",
        "[1,2];[1];1;3;expected 2, but was the end of the array, at $.",
        "{\"a\":{\"b\":null}};{\"a\":{\"b\":0}};1;11;expected null, but was 0, at $.\"a\".\"b\".",
        "{\"a\":1};{};1;2;expected the member \"a\", but was the end of the object, at $.",
        "{};{\"\\u001b\":1};1;2;expected no such member, but was the member \"\\u001b\", at $.",
        "{\"a\":1};{\"a\":1,\"a\":1};1;8;expected the member once, but was \"a\" once more, at $.",
        "[];{};1;1;expected an array, but was an object, at $.",
        "[];[] 1;1;4;expected the end of the output, but was one more value, at $.",
        "1;``;1;1;expected 1, but was the end of the output, at $.",
        "1;1e-999999999;1;1;expected 1, but was 1E-999999999, at $.",
      })
  void isWrong(String answer, String output, int line, int column, String message)
      throws IOException {
    Difference difference = Checks.difference("json-equal", answer, output);
    assertThat(difference.line()).isEqualTo(line);
    assertThat(difference.column()).isEqualTo(column);
    assertThat(difference.message())
        .isEqualTo("Line " + line + ", column " + column + ": " + message);
    assertThat(difference.words())
        .isEqualTo("The output is wrong at line " + line + ", column " + column + ".");
  }

  @Test
  void anOutputThatIsNoneIsWrongWhereItIsNone() throws IOException {
    Difference difference = Checks.difference("json-equal", "[1,2]", "[1,\n é2]");
    assertThat(difference.line()).isEqualTo(2);
    assertThat(difference.column()).isEqualTo(2);
    assertThat(difference.words()).startsWith("The output is no JSON at line 2, column 2: ");
    assertThat(difference.message()).isEqualTo(difference.words());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[1", "[1,]", "{\"a\" 1}", "nul", "[01]", "'a'", "\"\u001b\"", "\0", "[1e]"})
  void isNoJson(String output) throws IOException {
    String answer =
        output.startsWith("[") ? "[1,2]" : output.startsWith("{") ? "{\"a\":1}" : "null";
    CheckResult result = Checks.check("json-equal", answer, output);
    assertThat(result.accepted()).isFalse();
    assertThat(result.studentMessage()).matches("The output is (no JSON|wrong) at [^\\p{Cntrl}]*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "1e99999999999"})
  void whatTheOutputRepeatsIsNotKept(String part) throws IOException {
    assertThat(Checks.check("json-equal", "[]", part.repeat(1_000_000)).accepted()).isFalse();
    assertThat(Checks.check("json-equal", "1", part).accepted()).isFalse();
  }

  @Test
  void anAnswerThatIsNoneIsTheTeachersFault() {
    assertThatThrownBy(() -> Checks.check("json-equal", "[1,\n2,]", "[1,2]"))
        .isInstanceOf(CheckerException.class)
        .hasMessageStartingWith(
            "The answer is no JSON, which json-equal expects, at line 2, column 3: ");
    assertThatThrownBy(() -> Checks.check("json-equal", "{\"a\":1,\"a\":1}", "{}"))
        .hasMessageContaining("at line 1, column 8: the name \"a\" comes twice.");
    assertThatThrownBy(() -> Checks.check("json-equal", "", "{}"))
        .hasMessageContaining("at line 1, column 1: there is nothing.");
    assertThatThrownBy(() -> Checks.check("json-equal", "{} 1", "{}"))
        .hasMessageContaining("at line 1, column 4: more follows the first value.");
  }
}
