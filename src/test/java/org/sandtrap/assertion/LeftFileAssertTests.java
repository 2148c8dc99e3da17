package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.assertion.Failing.assertFails;
import static org.sandtrap.assertion.Failing.failures;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;
import static org.sandtrap.assertion.SandtrapInstanceOfAssertFactories.LEFT_FILE;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sandtrap.LeftFile;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;

/** Assertions on what a program left in its private directory. */
class LeftFileAssertTests {
  private static Run run;

  @BeforeAll
  static void makeRun() {
    run = Sandbox.create().collect("*.txt").run("sh", "-c", "echo 42 > out.txt; mkfifo in.txt");
  }

  @Test
  void whatIsThereAsExpectedPasses() {
    assertThat(run).hasFile("out.txt").hasFile("in.txt").exitedWith(0);
    assertThat(run).file("out.txt").isCollected().hasContent("42\n");
    assertThat(run).file("out.txt").text().startsWith("42");
    assertThat(run).file("out.txt").lines().containsExactly("42");
    assertThat(run).file("out.txt").bytes().containsExactly('4', '2', '\n');
    assertThat(run).files().extracting(LeftFile::path).containsExactly("in.txt", "out.txt");
    assertThat(run).files().first(LEFT_FILE).extracting(LeftFile::kind).isNotNull();
    assertThat(run.file("out.txt")).hasContent("42\n");
  }

  @Test
  void aMissingFileIsSaidWithWhatIsThere() {
    assertThatThrownBy(() -> assertThat(run).file("out").hasContent("42\n"))
        .hasMessageContaining("to leave 'out' in its private directory, but it left in.txt (fifo),")
        .hasMessageContaining("out.txt (file, 3 B)");
    assertThatThrownBy(() -> assertThat(Sandbox.create().run("true")).hasFile("out"))
        .hasMessageContaining("but it left nothing there");
  }

  @Test
  void otherContentIsShownWithTheExpectedOne() {
    assertFails(
        () -> assertThat(run).file("out.txt").hasContent("43\n"),
        "43\n",
        "42\n",
        "['out.txt' of `"
            + run.commandLine()
            + "`\n"
            + run.summary()
            + "\nStandard error is empty.] Expected the content of out.txt (file, 3 B) to be\n"
            + "  \"43\n\"\nbut it is\n  \"42\n\"");
  }

  @Test
  void contentThatIsNotKnownSaysWhy() {
    for (Runnable check :
        new Runnable[] {
          () -> assertThat(run).file("in.txt").hasContent(""),
          () -> assertThat(run).file("in.txt").text().isEmpty(),
          () -> assertThat(run).file("in.txt").isCollected()
        }) {
      assertThatThrownBy(check::run)
          .hasMessageContaining("Expected the content of in.txt (fifo) to be known, but it is not.")
          .hasMessageContaining("only regular files have any");
    }
  }

  @Test
  void allOfItIsSoft() {
    org.assertj.core.api.Assertions.assertThat(
            failures(
                softly -> {
                  softly.assertThat(run).file("none").hasContent("");
                  softly.assertThat(run).file("in.txt").hasContent("");
                  softly.assertThat(run).file("in.txt").lines().isEmpty();
                  softly.assertThat(run).file("out.txt").text().isEmpty();
                  softly.assertThat(run).files().isEmpty();
                }))
        .hasSize(5);
  }
}
