package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;
import org.sandtrap.limit.ByteSize;

/** What a program leaves in its private directory is listed, and read where that was asked for. */
class CollectTests {
  @TempDir Path outside;

  private static Run shell(Sandbox sandbox, String script, String... arguments) {
    String[] command = new String[4 + arguments.length];
    System.arraycopy(new String[] {"sh", "-c", script, "sh"}, 0, command, 0, 4);
    System.arraycopy(arguments, 0, command, 4, arguments.length);
    return succeeded(sandbox.run(command));
  }

  private static List<String> collected(Run run) {
    return run.files().stream().filter(LeftFile::isCollected).map(LeftFile::path).toList();
  }

  private static void isNotRead(LeftFile file, String reason) {
    assertThat(file.isCollected()).isFalse();
    assertThatIllegalStateException().isThrownBy(file::bytes).withMessageContaining(reason);
  }

  @Test
  void theContentIsKeptWithTheRun() {
    Run run =
        shell(Sandbox.create().collect("out.txt"), "printf 'a\\nb\\n' > out.txt; chmod 640 *");
    LeftFile file = run.file("out.txt");
    assertThat(file.text()).isEqualTo("a\nb\n");
    assertThat(file.lines()).containsExactly("a", "b");
    assertThat(file.size()).isEqualTo(ByteSize.ofBytes(4));
    assertThat(file.permissions()).isEqualTo(0640);
    assertThat(file).hasToString("out.txt (file, 4 B)");
  }

  @Test
  void aProgramElsewhereFindsTheDirectoryByTmpdir() {
    Sandbox sandbox = Sandbox.create().collect("out.txt").withDirectory(outside);
    assertThat(shell(sandbox, "echo x > $TMPDIR/out.txt").file("out.txt").text()).isEqualTo("x\n");
  }

  @Test
  void patternsChoose() {
    String script = "mkdir -p r/s e; for f in a.csv b.txt r/c.csv r/s/d e/f; do echo x > $f; done";
    assertThat(collected(shell(Sandbox.create().collect("*.csv"), script)))
        .containsExactly("a.csv");
    assertThat(collected(shell(Sandbox.create().collect("**.csv"), script)))
        .containsExactly("a.csv", "r/c.csv");
    assertThat(collected(shell(Sandbox.create().collect("r/**", "[ab].*"), script)))
        .containsExactly("a.csv", "b.txt", "r/c.csv", "r/s/d");
    assertThat(collected(shell(Sandbox.create().collect("r"), script)))
        .containsExactly("r/c.csv", "r/s/d");
    assertThat(collected(shell(Sandbox.create().collect("r").withoutCollecting(), "true")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/etc/passwd", "../x", "a/../b", "a//b", "a/", "[a"})
  void whatIsNoPathInTheDirectoryIsRefused(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sandbox.create().collect(path))
        .withMessageStartingWith("collect: '" + path + "' is no path in the private directory");
  }

  @Test
  void whatNobodyAskedForIsListedOnly() {
    Run run = shell(Sandbox.create(), "cd $TMPDIR; echo x > a; mkdir d; ln -s a l; mkfifo p");
    assertThat(run.files()).hasToString("[a (file, 2 B), d (directory), l (link), p (fifo)]");
    isNotRead(
        run.file("a"), "'a' was not collected: nobody asked for it before the run: Sandbox.co");
    assertThat(run.filesCut()).isEmpty();
  }

  @Test
  void whatIsNotThereIsSaidWithWhatIs() {
    Run run = shell(Sandbox.create().collect("out.txt"), "echo x > out.text");
    assertThatExceptionOfType(NoSuchElementException.class)
        .isThrownBy(() -> run.file("out.txt"))
        .withMessageEndingWith(
            "left no 'out.txt' in its private directory, which has out.text (file, 2 B).");
    assertThat(Sandbox.create().run("true").files()).isEmpty();
  }

  @Test
  void fixturesAreListedAsWell() throws IOException {
    Path words = Files.writeString(outside.resolve("words"), "b\na\n");
    Run run = shell(Sandbox.create().withFixture(words).collect("words"), "sort -o words words");
    assertThat(run.file("words").text()).isEqualTo("a\nb\n");
  }

  @Test
  void hardLinksAreReadWhereAllNamesAreInside() throws IOException {
    Path secret = Files.writeString(outside.resolve("secret"), "secret");
    Sandbox sandbox = Sandbox.create().collect("**").withDirectory("{private}");
    Run both = shell(sandbox, "mkdir d; echo x > a; ln a d/b");
    assertThat(collected(both)).containsExactly("a", "d/b");
    Run run = sandbox.run("ln", secret.toString(), "stolen");
    if (run.files().isEmpty()) {
      throw new TestAbortedException("no hard links to " + secret + ": " + run.stderrText());
    }
    isNotRead(run.file("stolen"), "it is a hard link to a file that has other names outside");
  }

  @Test
  void aClosedHardLinkDoesNotOpenTheFileOutside() throws IOException {
    Path secret = Files.writeString(outside.resolve("secret"), "secret");
    shell(Sandbox.create().collect("**"), "chmod 0 \"$1\"; ln \"$1\" x || true", secret.toString());
    assertThat((int) Files.getAttribute(secret, "unix:mode") & 07777).isZero();
  }

  @Test
  void aBoundOfBytesHoldsForAllTogetherAndSaysWhatIsMissing() {
    Sandbox sandbox = Sandbox.create().collect("*").withCollectLimit("10kB");
    Run run = shell(sandbox, "for f in a b c; do head -c 4000 /dev/zero > $f; done; echo x > d");
    assertThat(collected(run)).containsExactly("a", "b", "d");
    isNotRead(run.file("c"), "may have 10 kB, of which 2000 bytes were left");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.withCollectLimit("2GiB"))
        .withMessageContaining("2 GiB is more than can be kept in memory");
  }

  @Test
  void aSparseFileOfATebibyteIsNotRead() {
    Run run = shell(Sandbox.create().collect("*"), "truncate -s 1T big || truncate -s 15T big");
    isNotRead(run.file("big"), "all that is collected may have 16 MiB");
    assertThat(run.file("big").size()).isGreaterThanOrEqualTo(ByteSize.parse("1TiB"));
  }

  @Test
  void aBoundOfEntriesHoldsAndFilesComeBeforeDirectories() {
    Sandbox sandbox = Sandbox.create().withWall("2min").collect("out");
    Run run = shell(sandbox, "mkdir a; cd a; seq 11000 | xargs touch; cd ..; echo x > out");
    assertThat(run.files()).hasSize(10_000);
    assertThat(run.filesCut()).hasValue("of more than 10000 entries only 10000 are listed");
    assertThat(run.file("out").text()).isEqualTo("x\n");
  }

  @Test
  void whoeverReplacesTheDirectoryLeadsNobodyAway() throws IOException {
    Files.writeString(outside.resolve("out"), "secret");
    String script = "rmdir $TMPDIR && ln -s \"$1\" $TMPDIR";
    Run run = shell(Sandbox.create().collect("out"), script, outside.toString());
    assertThat(run.files()).isEmpty();
    assertThat(run.filesCut()).hasValue("the private directory cannot be opened (ENOTDIR)");
    assertThat(outside.resolve("out")).exists();
  }

  @Test
  void aRunThatWasKilledHasItsFilesAsWell() {
    Sandbox sandbox = Sandbox.create().collect("out").withIdle("1s");
    Run run = sandbox.run("sh", "-c", "echo half > out; sleep 60");
    assertThat(run.verdict()).isEqualTo(Verdict.TIME_LIMIT);
    assertThat(run.file("out").text()).isEqualTo("half\n");
  }

  @Test
  void aStartedProgramHasThemInItsRun() {
    try (RunningProgram program =
        Sandbox.create().collect("out").start("sh", "-c", "echo x > out")) {
      assertThat(program.await().file("out").text()).isEqualTo("x\n");
    }
  }

  @Test
  void theFilesOfAProgramThatNobodyHasReadAreCollected() {
    Run run = shell(Sandbox.untrusted().collect("out"), "umask 777; echo x > out");
    assertThat(run.file("out").text()).isEqualTo("x\n");
  }

  @Test
  void theFilesOfAnotherUserAreCollectedAndRemovedHoweverClosed() throws IOException {
    if (!Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
      throw new TestAbortedException("root is needed, who alone can become somebody else");
    }
    Sandbox sandbox = Sandbox.create().collect("**").withUser("65534", "65534");
    String script = "printf %s $TMPDIR; mkdir d; echo x > d/out; chmod 0 d/out d .";
    Run run = shell(sandbox, script);
    assertThat(run.file("d/out").text()).isEqualTo("x\n");
    assertThat(run.file("d/out").permissions()).isZero();
    assertThat(Path.of(run.stdoutText())).doesNotExist();
  }
}
