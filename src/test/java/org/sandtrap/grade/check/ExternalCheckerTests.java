package org.sandtrap.grade.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.LaunchException;
import org.sandtrap.Sandbox;
import org.sandtrap.testing.Landlock;

/** Programs that decide, here scripts of the shell. */
class ExternalCheckerTests {
  private static final CheckRequest REQUEST =
      CheckRequest.of("in\n", "ans\n", "out\n").withArguments(List.of("one", "two words"));

  @TempDir Path directory;

  private static ExternalChecker kattis(String script) {
    return ExternalChecker.kattis("sh", "-c", script, "validator");
  }

  private static ExternalChecker testlib(String script) {
    return ExternalChecker.testlib("sh", "-c", script, "checker");
  }

  @Test
  void aValidatorGetsFilesFeedbackAndTheOutput() throws IOException {
    String script =
        """
        case "$3" in */) ;; *) exit 1 ;; esac
        { echo "$(cat "$1") $(cat "$2") $(cat) $4 $5 $#"; ls "$3"; } > "$3/judgemessage.txt"
        echo hint > "$3/teammessage.txt"
        echo note >&2
        echo ignored
        exit 42
        """;
    CheckResult result = kattis(script).check(REQUEST);
    assertThat(result.accepted()).isTrue();
    assertThat(result.share()).isEqualTo(1);
    assertThat(result.score()).isEmpty();
    assertThat(result.studentMessage()).isEqualTo("hint");
    assertThat(result.teacherMessage())
        .isEqualTo("in ans out one two words 5\njudgemessage.txt\nnote");
  }

  @Test
  void aValidatorThatRejectsSaysWhy() throws IOException {
    CheckResult result = kattis("echo no > $3/judgemessage.txt; exit 43").check(REQUEST);
    assertThat(result.accepted()).isFalse();
    assertThat(result.share()).isZero();
    assertThat(result.studentMessage()).isEqualTo("The output is wrong.");
    assertThat(result.teacherMessage()).isEqualTo("no");
  }

  @Test
  void aScoreIsAShareOfThePoints() throws IOException {
    ExternalChecker checker = kattis("echo 30 > $3/score.txt; exit 42");
    CheckResult result = checker.withMaximum(40).check(REQUEST);
    assertThat(result.accepted()).isTrue();
    assertThat(result.share()).isEqualTo(0.75);
    assertThat(result.score()).hasValue(30);
    assertThat(checker.withAnyScore().check(REQUEST).share()).isEqualTo(1);
    assertThat(checker.withAnyScore().check(REQUEST).score()).hasValue(30);
    assertThatThrownBy(() -> checker.check(REQUEST))
        .isInstanceOf(CheckerException.class)
        .hasMessage(
            "The checker \"sh\" gave the score 30; expected one from 0 to 1.0; withMaximum says how"
                + " many can be reached.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exit 0 | exited with 0; expected 42 (accepted) or 43 (wrong).",
        "echo oh >&2; exit 1 | exited with 1; expected 42 (accepted) or 43 (wrong). It said:¶oh",
        "kill -SEGV $$ | did not come to a decision: RUNTIME_ERROR: ",
        "echo x > $3/score.txt; exit 42 | gave \"x\" as a score; expected a number.",
        "echo 2 > $3/score.txt; exit 42 | gave the score 2; expected one from 0 to 1.0; with",
      })
  void whatDecidesNothingIsAJudgeError(String script, String message) {
    assertThatThrownBy(() -> kattis(script).check(REQUEST))
        .isInstanceOf(CheckerException.class)
        .hasMessageStartingWith("The checker \"sh\" " + message.replace('¶', '\n'));
  }

  @Test
  void aLimitIsAJudgeError() {
    ExternalChecker endless =
        kattis("exec sleep 1000").withSandbox(Sandbox.create().withWall("100ms"));
    assertThatThrownBy(() -> endless.check(REQUEST))
        .isInstanceOf(CheckerException.class)
        .hasMessageStartingWith("The checker \"sh\" did not come to a decision: TIME_LIMIT: ");
  }

  @Test
  void aMissingProgramIsAJudgeError() {
    assertThatThrownBy(() -> ExternalChecker.kattis("/no/validator").check(REQUEST))
        .isInstanceOf(CheckerException.class)
        .hasMessageStartingWith("The checker \"/no/validator\" could not be run: ")
        .hasCauseInstanceOf(LaunchException.class);
  }

  @Test
  void messagesAreBoundedVisibleAndOnlyFromFiles() throws IOException {
    String script =
        """
        mkfifo $3/judgemessage.txt
        ln -s $2 $3/teammessage.txt
        head -c 1000000 /dev/zero >&2
        exit 43
        """;
    CheckResult result = kattis(script).check(REQUEST);
    assertThat(result.studentMessage()).isEqualTo("The output is wrong.");
    assertThat(result.teacherMessage()).isEqualTo("\u2400".repeat(4000) + "…");
  }

  @Test
  void nothingIsLeftBehind() throws IOException {
    Path kept = directory.resolve("kept");
    kattis("mkdir -p $3/a/b; chmod 0 $3/a; echo $3 > " + kept + "; exit 42").check(REQUEST);
    Path feedback = Path.of(Files.readString(kept).strip());
    assertThat(feedback.getParent()).isAbsolute().doesNotExist();
  }

  @Test
  void aCheckerOfTestlibGetsThreeFiles() throws IOException {
    CheckResult result =
        testlib("echo ok $(cat $1) $(cat $2) $(cat $3) $4 $# >&2; cat; exit 1").check(REQUEST);
    assertThat(result.accepted()).isFalse();
    assertThat(result.studentMessage()).isEqualTo("The output is wrong.");
    assertThat(result.teacherMessage()).isEqualTo("ok in out ans one 5");
  }

  @ParameterizedTest
  @CsvSource({
    "exit 0, true, 1",
    "exit 1, false, 0",
    "exit 2, false, 0",
    "exit 4, false, 0",
    "exit 8, false, 0",
    "echo points 0.25 well >&2; exit 7, true, 0.25",
    "echo points 0 >&2; exit 7, false, 0",
  })
  void theCodesOfTestlib(String script, boolean accepted, double share) throws IOException {
    CheckResult result = testlib(script).check(REQUEST);
    assertThat(result.accepted()).isEqualTo(accepted);
    assertThat(result.share()).isEqualTo(share);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "echo FAIL >&2; exit 3 | reported that it failed itself, with exit code 3; expected",
        "exit 7 | exited with 7, for points, and names none; expected standard error to begin",
        "echo points x >&2; exit 7 | gave \"x\" as a score",
        "echo points 2 >&2; exit 7 | gave the score 2; expected one from 0 to 1.0",
        "exit 42 | exited with 42; expected 0 (right), 1, 2, 4, 8 (wrong) or 7 (points).",
      })
  void otherCodesOfTestlibAreJudgeErrors(String script, String message) {
    assertThatThrownBy(() -> testlib(script).check(REQUEST))
        .isInstanceOf(CheckerException.class)
        .hasMessageStartingWith("The checker \"sh\" " + message);
  }

  @Test
  void reachesItsFilesWhereNothingElseIs() throws IOException {
    Landlock.require();
    Path secret = Files.writeString(directory.resolve("secret"), "7");
    String script = "cat " + secret + " && exit 1; cat $1 $2 > $3/judgemessage.txt; exit 42";
    CheckResult result = kattis(script).withSandbox(Sandbox.untrusted()).check(REQUEST);
    assertThat(result.teacherMessage()).startsWith("in\nans").contains(secret + ": ");
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThat(
            Stream.<Runnable>of(
                () -> ExternalChecker.kattis(List.of()),
                () -> ExternalChecker.testlib("x").withMaximum(0),
                () -> ExternalChecker.testlib("x").withMaximum(Double.POSITIVE_INFINITY)))
        .allSatisfy(
            attempt ->
                assertThatThrownBy(attempt::run).isInstanceOf(IllegalArgumentException.class));
  }
}
