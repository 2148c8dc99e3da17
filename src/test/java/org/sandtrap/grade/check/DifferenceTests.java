package org.sandtrap.grade.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first difference in words, and as a diff. */
class DifferenceTests {
  private static final String WRONG = "The output is wrong at line ";

  private static String text(String shown) {
    return shown.replace('¶', '\n').replace('·', ' ').replace("<r>", "\r").replace("<t>", "\t");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "1¶2¶;1¶2;The output lacks the line end after its last line.",
        "1¶2;1¶2¶;The output has a line end after its last line, which should have none.",
        "1¶2¶;1<r>¶2<r>¶;The output has a carriage return at the end of line 1.",
        "1¶2<r>¶;1¶2¶;The output lacks the carriage return at the end of line 2.",
        "1¶2¶;1¶2·<t>¶;The output has white space at the end of line 2.",
        "1¶2·¶;1¶2¶;The output lacks the white space at the end of line 2.",
        "1¶2;1¶2·;The output has white space at its end, from line 2, column 2 on.",
        "1¶2·;1¶2;The output lacks white space at its end, after line 2, column 2.",
        "1¶2¶;1¶2¶¶;The output has an empty line at its end, line 3.",
      })
  void whatNobodySeesIsSaidInWords(String answer, String output, String words) throws IOException {
    Difference difference = Checks.difference("exact", text(answer), text(output));
    assertThat(difference.words()).isEqualTo(words);
    assertThat(difference.message()).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "one two¶;one tow¶;wrong at line 1, column 6.;"
            + "Line 1, column 6: expected \"two\", but was \"tow\".",
        "42¶;42 x¶;wrong at line 1, column 3.;"
            + "Line 1, column 3: expected \"42\\n\", but was \"42 x\".",
        "1¶2¶;1¶;ends too early, at line 2, column 1.;"
            + "Line 2, column 1: expected \"2\", but the output ends there.",
        "1¶;1¶2¶;goes on at line 2, column 1, where it should have ended.;"
            + "Line 2, column 1: expected the end of the output, but was \"2\".",
      })
  void theRestIsShown(String answer, String output, String words, String message)
      throws IOException {
    Difference difference = Checks.difference("exact", text(answer), text(output));
    assertThat(difference.words()).endsWith(words);
    assertThat(difference.message()).isEqualTo(message);
  }

  @Test
  void anEmptyOutputIsSaidToBeEmpty() throws IOException {
    Difference difference = Checks.difference("exact", "42\n", "");
    assertThat(difference.words()).isEqualTo("The output is empty.");
    assertThat(difference.message()).isEqualTo("The output is empty: expected \"42\".");
  }

  @Test
  void theStudentsWordsShowNothingOfTheAnswer() throws IOException {
    for (String checker : Checkers.names()) {
      if (!checker.equals("matches")) {
        CheckResult result = Checks.check(checker, "[\"secret\"]", "[\"other\"]");
        assertThat(result.studentMessage()).as(checker).isNotEmpty().doesNotContain("secret");
        assertThat(result.teacherMessage()).as(checker).contains("secret");
      }
    }
  }

  @Test
  void nothingActsOnATerminal() throws IOException {
    assertThat(found("\033[2J")).isEqualTo("\"\\u001b[2J\"");
    assertThat(found("a\0b\u009b")).isEqualTo("\"a\\u0000b\\u009b\"");
    assertThat(found("\u202ex")).isEqualTo("\"\\u202ex\""); // lets the line run backwards
    assertThat(found("\udb40\udc01")).isEqualTo("\"\\U000e0001\"");
    assertThat(found("\u200b")).isEqualTo("\"\\u200b\"");
    assertThat(found("\\n\"")).isEqualTo("\"\\\\n\\\"\"");
    assertThat(found("é😀")).isEqualTo("\"é😀\"");
  }

  private static String found(String output) throws IOException {
    return Checks.difference("exact", "7", output).found();
  }

  @Test
  void bytesThatAreNoUtf8AreShownAndCountAsOneColumnEach() throws IOException {
    // A stray byte, a code point cut short, an overlong slash, half a surrogate pair.
    String broken = "\u00ff\u00e2\u0082 \u00c0\u00af \u00ed\u00a0\u0080";
    Difference difference =
        Checks.checkBytes("exact", broken + "x", broken + "y").difference().orElseThrow();
    assertThat(difference.column()).isEqualTo(11);
    assertThat(difference.found()).isEqualTo("\"\\xed\\xa0\\x80y\"");
    assertThat(difference.diff()).contains("+\\xff\\xe2\\x82 \\xc0\\xaf \\xed\\xa0\\x80y\n");
  }

  @Test
  void columnsAreCodePointsAndBeginWithThem() throws IOException {
    Difference difference = Checks.difference("exact", "😀é", "😀è"); // second byte of é differs
    assertThat(difference.column()).isEqualTo(2);
    assertThat(difference.found()).isEqualTo("\"😀è\"");
  }

  @Test
  void aDiffShowsTheLinesAround() throws IOException {
    String answer = lines(1, 30);
    String output = answer.replace("\n10\n", "\nten \n10\n").replace("\n13\n", "\n");
    assertThat(Checks.difference("exact", answer, output).diff())
        .isEqualTo(
            """
            --- expected
            +++ output
            @@ -7,11 +7,11 @@
             7
             8
             9
            +ten\\u0020
             10
             11
             12
            -13
             14
             15
             16
             17""");
  }

  @Test
  void aDiffOfTextsThatHaveNothingInCommonIsShort() throws IOException {
    Difference difference = Checks.difference("exact", lines(1, 1000), lines(2001, 3000));
    assertThat(difference.diff().lines())
        .containsExactly(
            "--- expected",
            "+++ output",
            "@@ -1,4 +1,4 @@",
            "-1",
            "-2",
            "-3",
            "-4",
            "+2001",
            "+2002",
            "+2003",
            "+2004");
  }

  @Test
  void aMissingLineEndIsToldAsDiffDoes() throws IOException {
    assertThat(Checks.difference("exact", "a\nb\n", "a\nb").diff())
        .endsWith("\n a\n-b\n+b\n\\ No newline at end of file");
  }

  @Test
  void ofLongLinesTheDifferenceIsShown() throws IOException {
    byte[] answer = new byte[10 << 20];
    Arrays.fill(answer, (byte) 'x');
    byte[] output = answer.clone();
    output[5 << 20] = 0x1b;
    Difference difference =
        Difference.at(CheckRequest.of(answer, answer, output), 5 << 20, 5 << 20);
    assertThat(difference.line()).isEqualTo(1);
    assertThat(difference.column()).isEqualTo((5 << 20) + 1);
    assertThat(difference.found())
        .isEqualTo("\"" + "x".repeat(20) + "\\u001b" + "x".repeat(19) + "\"…");
    assertThat(difference.diff())
        .contains("\n+…" + "x".repeat(30) + "\\u001b" + "x".repeat(49) + "…")
        .hasSizeLessThan(500);
  }

  @Test
  void ofAMillionLinesTheDifferenceIsShown() throws IOException {
    String answer = lines(1, 1_000_000);
    String output = answer.substring(0, answer.length() - 2) + "x\n";
    for (String checker : Checkers.names()) {
      if (!checker.equals("matches") && !checker.equals("json-equal")) {
        Difference difference = Checks.difference(checker, answer, output);
        assertThat(difference.line()).as(checker).isEqualTo(1_000_000);
        assertThat(difference.toString()).as(checker).hasSizeLessThan(500);
      }
    }
  }

  @Test
  void aPlaceOutsideIsRefused() {
    CheckRequest request = CheckRequest.of("", "a", "b");
    assertThatThrownBy(() -> Difference.at(request, 0, 2))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("The index 2 is outside of a text of 1 bytes.");
  }

  private static String lines(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(number -> number + "\n")
        .collect(Collectors.joining());
  }
}
