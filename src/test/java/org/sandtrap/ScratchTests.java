package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.LaunchingInVain;
import org.sandtrap.testing.Tracees;

/** The directory a program finds in TMPDIR is its own, and is gone after the run. */
class ScratchTests {
  private static final String FILL =
      """
      set -e
      cd "$TMPDIR"
      echo text > file
      mkdir -p closed/inside empty
      echo text > closed/inside/file
      mkfifo fifo
      ln -s /etc/passwd link
      ln -s . loop
      touch "$(printf 'line\\nbreak')" "$(printf 'bad \\377\\376 text')" ' ' '*' .sandtrap-removed-0
      mkdir "$(printf 'bad \\200 directory')"
      touch "$(printf 'bad \\200 directory')/file"
      chmod 0 closed/inside/file closed/inside closed
      printf %s "$TMPDIR"
      """;

  @TempDir Path outside;

  private static Path of(Run run) {
    return Path.of(succeeded(run).stdoutText());
  }

  private static Run shell(String script, String... arguments) {
    String[] command = new String[4 + arguments.length];
    System.arraycopy(new String[] {"sh", "-c", script, "sh"}, 0, command, 0, 4);
    System.arraycopy(arguments, 0, command, 4, arguments.length);
    return Sandbox.create().withWall("2min").run(command); // thousands of files, perhaps traced
  }

  private static void isGone(Path directory) {
    assertThat(directory).isAbsolute().doesNotExist();
    assertThat(Files.isSymbolicLink(directory)).isFalse();
  }

  @Test
  void isPrivateEmptyAndWritable() {
    Run run =
        shell(
            "stat -c '%a %u %F' \"$TMPDIR\"; id -u; ls -A \"$TMPDIR\"; echo x > \"$TMPDIR/x\"; cat"
                + " \"$TMPDIR/x\"");
    List<String> lines = succeeded(run).stdoutLines();
    assertThat(lines).containsExactly("700 " + lines.get(1) + " directory", lines.get(1), "x");
  }

  @Test
  void isAnotherForEveryRun() {
    assertThat(of(shell("printf %s $TMPDIR"))).isNotEqualTo(of(shell("printf %s $TMPDIR")));
  }

  @Test
  void liesInTheJvmsTemporaryDirectory() {
    assertThat(of(shell("printf %s $TMPDIR")).getParent())
        .isEqualTo(Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath());
  }

  @Test
  void isGoneAfterwards() {
    isGone(of(shell("printf %s $TMPDIR")));
  }

  @Test
  void isGoneAfterwardsWhateverIsInIt() {
    isGone(of(shell(FILL)));
  }

  @Test
  void isGoneAfterwardsHoweverDeep() {
    String nest = Tracees.path("nest").toString();
    isGone(of(Sandbox.create().run(nest, "2000")));
    isGone(of(Sandbox.create().run(nest, "5000")));
  }

  @Test
  void isGoneAfterwardsHoweverWide() {
    isGone(
        of(
            shell(
                "cd $TMPDIR; seq 3000 | xargs touch; seq 3001 4000 | xargs mkdir; printf %s"
                    + " $TMPDIR")));
  }

  @Test
  void isGoneWhenItIsClosedItself() {
    isGone(of(shell("mkdir $TMPDIR/directory; chmod 0 $TMPDIR; printf %s $TMPDIR")));
  }

  @Test
  void whatLinksLeadToSurvives() throws IOException {
    Path file = Files.writeString(outside.resolve("file"), "text");
    Path deep = Files.createDirectories(outside.resolve("one/two"));
    String script =
        "cd $TMPDIR; mkdir in; for d in . in; do ln -s \"$1\" $d/dir; ln -s \"$1/file\" $d/file;"
            + " done; ln \"$1/file\" hard; printf %s $TMPDIR";
    isGone(of(shell(script, outside.toString())));
    assertThat(file).hasContent("text");
    assertThat(deep).isDirectory();
  }

  @Test
  void mayBeReplacedByALink() throws IOException {
    Path file = Files.writeString(outside.resolve("file"), "text");
    String script = "rmdir $TMPDIR && ln -s \"$1\" $TMPDIR && printf %s $TMPDIR";
    isGone(of(shell(script, outside.toString())));
    assertThat(file).hasContent("text");
  }

  @Test
  void mayBeRemovedByTheProgram() {
    isGone(of(shell("rmdir $TMPDIR && printf %s $TMPDIR")));
  }

  @Test
  void isGoneAfterAProgramThatWasKilled() {
    Run run = Sandbox.create().withIdle("1s").run("sh", "-c", "printf %s $TMPDIR; sleep 60");
    assertThat(run.verdict()).isEqualTo(Verdict.TIME_LIMIT);
    isGone(Path.of(run.stdoutText()));
  }

  @Test
  void isThereUntilAStartedProgramHasEnded() {
    Path directory;
    try (RunningProgram program =
        Sandbox.create().start("sh", "-c", "sleep 0.2; cd $TMPDIR && printf %s $TMPDIR")) {
      directory = of(program.await());
    }
    isGone(directory);
  }

  @Test
  void isGoneWhenNothingCouldBeStarted() throws IOException, InterruptedException {
    ChildJvm.of(LaunchingInVain.class).withOptions("-Djava.io.tmpdir=" + outside).run();
    try (var left = Files.newDirectoryStream(outside, "{,.}sandtrap*")) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void cannotBeMadeWhereNothingMayBeWritten() throws IOException, InterruptedException {
    Path missing = outside.resolve("missing");
    List<String> lines =
        ChildJvm.of(LaunchingInVain.class)
            .withOptions("-Djava.io.tmpdir=" + missing, "-Djna.tmpdir=" + outside)
            .run();
    assertThat(lines.get(0))
        .startsWith(
            "tmpdir ENOENT No temporary directory could be made for the program in " + missing)
        .endsWith("Name a writable one with -Djava.io.tmpdir=/some/directory.");
  }

  @Test
  void isEmptyWhateverAnotherProgramDidBeside() throws IOException, InterruptedException {
    List<String> lines =
        ChildJvm.of(Meddling.class).withOptions("-Djava.io.tmpdir=" + outside).run();
    assertThat(lines).isNotEmpty().containsOnly("700 directory");
    try (var left = Files.newDirectoryStream(outside, "{,.}sandtrap*")) {
      assertThat(left).isEmpty();
    }
  }

  /**
   * Programs that fill, open, and replace whatever empty directories Sandtrap may have prepared.
   */
  static final class Meddling {
    private Meddling() {}

    /** Prints what the programs after each found in their own. */
    public static void main(String[] none) {
      for (String meddle : List.of("touch $d/x", "chmod 777 $d", "rmdir $d; ln -s /etc $d")) {
        try (RunningProgram other = Sandbox.create().start("sleep", "60")) {
          succeeded(Sandbox.create().run("true"));
          other.kill();
        }
        String script =
            "for d in \"$1\"/.sandtrap*; do test -e $d && { " + meddle + "; }; done; true";
        String parent = System.getProperty("java.io.tmpdir");
        succeeded(shell(script, parent));
        for (int i = 0; i < 3; i++) {
          Run run = shell("stat -c '%a %F' $TMPDIR; ls -A $TMPDIR");
          System.out.writeBytes(run.stdout());
        }
      }
    }
  }
}
