package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;
import org.sandtrap.testing.ChildJvm;

/** Files of the test are copied into the private directory, in which the program starts. */
class FixtureTests {
  @TempDir Path tests;

  private Path words;
  private Path tree;

  @BeforeEach
  void makeFixtures() throws IOException {
    words = Files.writeString(tests.resolve("words.txt"), "b\na\n");
    tree = Files.createDirectories(tests.resolve("tree"));
    Files.createDirectories(tree.resolve("sub"));
    Files.writeString(tree.resolve("sub/leaf"), "leaf\n");
    Path tool = Files.writeString(tree.resolve("tool"), "#!/bin/sh\necho tool\n");
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("r-xr-x--x"));
  }

  private static Run shell(Sandbox sandbox, String script) {
    return succeeded(sandbox.run("sh", "-c", script));
  }

  private static Sandbox with(Path... fixtures) {
    return Sandbox.create().withFixtures(fixtures);
  }

  @Test
  void theProgramStartsAmongCopiesUnderTheirOwnNames() {
    Run run = shell(with(words, tree), "ls; cat words.txt tree/sub/leaf; test $PWD = $TMPDIR");
    assertThat(run.stdoutText()).isEqualTo("tree\nwords.txt\nb\na\nleaf\n");
  }

  @Test
  void aFixtureMayHaveAnotherNameAndPlace() {
    Sandbox sandbox = Sandbox.create().withFixture(words, "in/w").withFixture(words, "in/v");
    assertThat(shell(sandbox.withFixture(words), "cd in; ls; cmp v w; cmp w ../words.txt"))
        .returns("v\nw\n", Run::stdoutText);
  }

  @Test
  void theProgramMayStartSomewhereInIt() {
    Sandbox sandbox = with(tree).withDirectory("{private}/tree/sub");
    assertThat(shell(sandbox, "cat leaf; test $PWD = $TMPDIR/tree/sub").stdoutText())
        .isEqualTo("leaf\n");
    assertThat(
            shell(Sandbox.create().withDirectory("{private}"), "pwd; echo $TMPDIR").stdoutLines())
        .satisfies(lines -> assertThat(lines.get(0)).isEqualTo(lines.get(1)));
  }

  @Test
  void permissionsAreKeptWhateverTheUmaskAndNothingElseIs() throws IOException {
    Files.setPosixFilePermissions(words, PosixFilePermissions.fromString("rw-rw-rw-"));
    Files.setPosixFilePermissions(
        tree.resolve("sub"), PosixFilePermissions.fromString("r-xr-x---"));
    Files.setAttribute(tree.resolve("tool"), "unix:mode", 0104551);
    String script = "stat -c '%a %h %n' words.txt tree/sub tree/tool; tree/tool";
    assertThat(shell(with(words, tree), script).stdoutText())
        .isEqualTo("666 1 words.txt\n550 2 tree/sub\n551 1 tree/tool\ntool\n");
  }

  @Test
  void whatAProgramDoesToThemReachesNobody() throws IOException {
    Sandbox sandbox = with(words, tree);
    shell(sandbox, "echo x > words.txt; chmod 700 tree/tool; echo y > tree/tool; rm -r tree/sub");
    assertThat(words).hasContent("b\na\n");
    assertThat(tree.resolve("sub/leaf")).hasContent("leaf\n");
    assertThat(Files.readString(tree.resolve("tool"))).startsWith("#!/bin/sh");
    assertThat(shell(sandbox, "cat words.txt tree/sub/leaf").stdoutText())
        .isEqualTo("b\na\nleaf\n");
  }

  @Test
  void linksThatStayInATreeStayLinks() throws IOException {
    Files.createSymbolicLink(tree.resolve("near"), Path.of("sub/leaf"));
    Files.createSymbolicLink(tree.resolve("sub/up"), Path.of("../sub/../near"));
    Files.createSymbolicLink(tree.resolve("nothing"), Path.of("sub/absent"));
    Path named = Files.createSymbolicLink(tests.resolve("named"), tree); // this one is followed
    String script = "cd named; readlink near sub/up nothing; cat near sub/up";
    assertThat(shell(with(named), script).stdoutText())
        .isEqualTo("sub/leaf\n../sub/../near\nsub/absent\nleaf\nleaf\n");
  }

  @Test
  void linksThatLeaveATreeAreRefused() throws IOException {
    Files.createSymbolicLink(tree.resolve("sub/here"), Path.of(".."));
    for (String leads :
        List.of("/etc/passwd", "../words.txt", "sub/../../words.txt", "sub/here/../words.txt")) {
      Path link = Files.createSymbolicLink(tree.resolve("link"), Path.of(leads));
      refuses(tree)
          .withMessageContaining("the symbolic link '" + link + "' leads to '" + leads + "'")
          .withMessageContaining("outside of what is copied");
      Files.delete(link);
    }
  }

  private static org.assertj.core.api.ThrowableAssertAlternative<LaunchException> refuses(
      Path fixture) {
    return assertThatExceptionOfType(LaunchException.class)
        .isThrownBy(() -> with(fixture).run("true"))
        .withMessageStartingWith(
            "'true' was not started (fixture): the fixture '" + fixture + "' cannot be copied");
  }

  @Test
  void whatIsMissingOrNoFileIsNamedAndNothingIsLeft() throws IOException {
    refuses(tests.resolve("absent")).withMessageContaining("/absent' is not there");
    refuses(Path.of("/dev/zero")).withMessageContaining("'/dev/zero' is a device");
    shell(Sandbox.create(), "mkfifo " + tree + "/sub/pipe");
    refuses(tree).withMessageContaining("/sub/pipe' is a FIFO");
  }

  @Test
  void whatIsUnreadableIsNamed() throws IOException {
    Files.setPosixFilePermissions(words, PosixFilePermissions.fromString("---------"));
    if (Files.isReadable(words)) {
      throw new TestAbortedException("root reads everything");
    }
    refuses(words).withMessageContaining("/words.txt': EACCES, Permission denied");
  }

  @Test
  void whatContainsThePlaceOfTheCopyIsRefused() throws IOException, InterruptedException {
    List<String> said =
        ChildJvm.of(Swallowing.class)
            .withOptions("-Djava.io.tmpdir=" + tests)
            .run(tests.toString());
    assertThat(said.get(0)).contains("it contains " + tests + ", where the copy would be made");
  }

  /** A JVM whose temporary directory is a fixture. */
  static final class Swallowing {
    private Swallowing() {}

    /** Prints the refusal. */
    public static void main(String[] fixture) {
      try {
        Sandbox.create().withFixture(fixture[0]).run("true");
      } catch (LaunchException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void namesAreCheckedBeforeAnythingHappens() {
    Sandbox sandbox = with(words, tree);
    for (String name : List.of("/etc/x", "../x", "a/../../x", ".", "a//b", "a/")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> sandbox.withFixture(words, name))
          .withMessageStartingWith("fixture: '" + name + "' is no name in the private directory");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.withFixture("other/words.txt"))
        .withMessageContaining("would be copied to 'words.txt', where")
        .withMessageContaining("Give one of them another name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.withFixture(words, "tree/sub/x"))
        .withMessageContaining("is copied to 'tree' already");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.withFixture(".."))
        .withMessageContaining("has no name of its own");
    sandbox.withFixture(words, "tree2");
  }

  @Test
  void aDirectoryElsewhereAndAnotherRootAreRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> with(words).withDirectory(tests).run("true"))
        .withMessageContaining(
            "is to start in '" + tests + "', but its fixtures, such as '" + words);
    assertThatIllegalStateException()
        .isThrownBy(() -> with(words).withRoot(tests).run("true"))
        .withMessageContaining("in which there is no private directory");
  }

  @Test
  void anyBytesMayBeInNames() {
    shell(
        Sandbox.create(), "cd " + tree + "; touch \"$(printf 'bad \\377')\" \"$(printf 'a\\nb')\"");
    assertThat(shell(with(tree), "cd tree; ls | od -An -c | tr -d ' \\n'").stdoutText())
        .startsWith("a\\nb\\nbad377\\n");
  }

  @Test
  void theyMayBeReadAndChangedByAProgramThatNobodyHasRead() {
    Sandbox sandbox = Sandbox.untrusted().withFixtures(words, tree);
    assertThat(shell(sandbox, "cat words.txt; echo x >> words.txt; tree/tool").stdoutText())
        .isEqualTo("b\na\ntool\n");
  }

  @Test
  void theyBelongToTheUserOfTheProgram() throws IOException {
    if (!Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
      throw new TestAbortedException("root is needed, who alone can become somebody else");
    }
    Files.createSymbolicLink(tree.resolve("link"), Path.of("tool"));
    Sandbox sandbox = with(words, tree).withUser("65534", "65534");
    String script =
        "stat -c '%u %g' . words.txt tree/sub tree/link | sort -u; echo x > words.txt; rm -r tree";
    assertThat(shell(sandbox, script).stdoutText()).isEqualTo("65534 65534\n");
    assertThat(words).hasContent("b\na\n");
    assertThat(Files.getAttribute(words, "unix:uid")).isEqualTo(0);
  }

  @Test
  void theRunCanBeRepeatedOutsideWithThem() throws IOException, InterruptedException {
    Sandbox sandbox = with(tree).withFixture(words, "in/-w").withDirectory("{private}/in");
    Run run = shell(sandbox, "cat ./-w ../tree/sub/leaf; cd $HOME; ls -d ../*");
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", run.repetition());
    builder.environment().put("TMPDIR", tests.toString());
    Process shell = builder.redirectErrorStream(true).start();
    assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .as(run.repetition())
        .isEqualTo("b\na\nleaf\n../in\n../tree\n")
        .isEqualTo(run.stdoutText());
    assertThat(shell.waitFor()).isZero();
  }
}
