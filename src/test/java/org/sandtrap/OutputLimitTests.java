package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Stopped.stopped;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.limit.DurationText;
import org.sandtrap.limit.Limit;
import org.sandtrap.testing.Hostile;
import org.sandtrap.testing.Tracees;
import org.sandtrap.testing.Untraced;

/** Output is cut exactly at its limit, and what goes beyond it ends the run. */
@Tag("limits")
class OutputLimitTests {
  private static final int CAP = 100_000;
  private static final Sandbox CAPPED = Sandbox.create().withOutput(CAP + "B");

  @TempDir Path directory;

  private static Run run(Sandbox sandbox, String program, Object... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = Tracees.path(program).toString();
    for (int i = 0; i < arguments.length; i++) {
      command[i + 1] = arguments[i].toString();
    }
    return sandbox.run(command);
  }

  private static byte[] letters(int count) {
    byte[] letters = new byte[count];
    for (int i = 0; i < count; i++) {
      letters[i] = (byte) ('a' + i % 26);
    }
    return letters;
  }

  private static Cause.LimitReached exceeded(Run run) {
    return stopped(run, Verdict.OUTPUT_LIMIT, Limit.OUTPUT);
  }

  @Test
  void exactlyTheLimitIsAllowed() {
    Run run = succeeded(run(CAPPED, "write_exact", CAP));
    assertThat(run.stdout()).isEqualTo(letters(CAP));
  }

  @Test
  void oneByteMoreIsNot() {
    Run run = run(CAPPED, "write_exact", CAP + 1);
    exceeded(run);
    assertThat(run.stdout()).isEqualTo(letters(CAP));
  }

  @Test
  void bothStreamsShareIt() {
    succeeded(run(CAPPED, "write_exact", CAP - 40_000, 40_000));
    Run run = run(CAPPED, "write_exact", CAP - 40_000, 40_001);
    exceeded(run);
    assertThat(run.stdout().length + run.stderr().length).isEqualTo(CAP);
  }

  @Test
  void mergedStreamsShareItToo() {
    Run run = run(CAPPED.withMergedOutput(), "write_exact", CAP - 1, 2);
    exceeded(run);
    assertThat(run.stdout()).hasSize(CAP);
  }

  @ParameterizedTest
  @CsvSource({"stdout, 65536", "stderr, 65536", "both, 65536", "stdout, 1", "both, 7"})
  void aFloodIsCutAndEnded(String stream, int chunk) {
    if (chunk < 10) {
      Untraced.require("so many writes would take too long");
    }
    Run run = Hostile.run(CAPPED, "flood", stream, "endless", "" + chunk);
    exceeded(run);
    byte[] out = run.stdout();
    byte[] err = run.stderr();
    assertThat(out.length + err.length).isEqualTo(CAP);
    assertThat(out).isEqualTo(letters(out.length));
    assertThat(err).isEqualTo(letters(err.length));
    assertThat(run.leftovers()).isEmpty();
  }

  @Test
  void aRightAnswerBeforeTheFloodDoesNotHelp() {
    Run run = Hostile.run(CAPPED, "attacks/out_after_correct");
    exceeded(run);
    assertThat(run.stdoutText()).isEqualTo("42\n" + " ".repeat(CAP - 3));
  }

  @Test
  void aRightAnswerWithAFewBlanksIsAllowed() {
    Run run = succeeded(Hostile.run(CAPPED, "attacks/out_after_correct", "42", "" + (CAP - 3)));
    assertThat(run.stdoutText()).isEqualTo("42\n" + " ".repeat(CAP - 3));
    exceeded(Hostile.run(CAPPED, "attacks/out_after_correct", "42", "" + (CAP - 2)));
  }

  @Test
  void aRightAnswerBeforeTheFloodOfAChildDoesNotHelpEither() {
    String script = "echo 42; head -c 10000000 /dev/zero | tr '\\0' ' '; exit 0";
    Run run = Hostile.command(CAPPED, "sh", "-c", script);
    exceeded(run);
    assertThat(run.stdoutText()).hasSize(CAP).startsWith("42\n   ");
  }

  @Test
  void theCauseSaysWhatWasAllowedAndSeen() {
    Run run = run(Sandbox.create().withOutput("1KiB"), "write_exact", 1500);
    Cause.LimitReached reached = exceeded(run);
    assertThat(reached.allowed()).isEqualTo("1 KiB");
    assertThat(reached.after()).isBetween(Duration.ZERO, Duration.ofSeconds(10));
    assertThat(run.cause().message())
        .isEqualTo(
            "The program was stopped because it wrote too much: 1 KiB of output were allowed, at least "
                + reached.measured()
                + " were written (after "
                + DurationText.format(reached.after())
                + ").");
    assertThat(reached.measured()).matches("1\\.\\d+ KiB");
  }

  @Test
  void zeroAllowsNoByte() {
    Sandbox silent = Sandbox.create().withOutput("0B");
    succeeded(run(silent, "nothing"));
    Run run = run(silent, "write_exact", 0, 1);
    exceeded(run);
    assertThat(run.stderr()).isEmpty();
  }

  @Test
  void sixteenMebibytesAreAllowedUnlessToldOtherwise() {
    int mebibytes = 16 << 20;
    assertThat(succeeded(run(Sandbox.create(), "write_exact", mebibytes)).stdout())
        .hasSize(mebibytes);
    Run run = run(Sandbox.create(), "write_exact", mebibytes, 1);
    exceeded(run);
    assertThat(run.stdout().length + run.stderr().length).isEqualTo(mebibytes);
  }

  @Test
  void thereNeedNotBeOne() {
    Run run = succeeded(run(Sandbox.create().withOutput("unlimited"), "write_exact", 20_000_000));
    assertThat(run.stdout()).isEqualTo(letters(20_000_000));
  }

  @ParameterizedTest
  @ValueSource(ints = {CAP, CAP + 1, 10 * CAP})
  void filesAreCutAsWell(int written) throws Exception {
    Path file = directory.resolve("out");
    Run run = run(CAPPED.withStdout(Output.toFile(file)), "write_exact", written);
    assertThat(run.verdict()).isEqualTo(written > CAP ? Verdict.OUTPUT_LIMIT : Verdict.OK);
    assertThat(Files.readAllBytes(file)).isEqualTo(letters(CAP));
  }

  @Test
  void aProgramThatFailsAfterwardsIsStillStoppedForItsOutput() {
    Run run = CAPPED.run("sh", "-c", "head -c 100001 /dev/zero; exit 3");
    exceeded(run);
  }
}
