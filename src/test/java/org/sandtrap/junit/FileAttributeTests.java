package org.sandtrap.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.LeftFile;
import org.sandtrap.Run;

/** The attributes about what goes into the private directory and comes out of it. */
class FileAttributeTests {
  /** Two fixtures. */
  static class Given {
    @TempDir Path directory;

    @BeforeEach
    void writes() throws IOException {
      Files.writeString(directory.resolve("a"), "a\n");
      Files.writeString(directory.resolve("b"), "b\n");
      Files.createDirectory(directory.resolve("tree"));
      Files.writeString(directory.resolve("tree/leaf"), "leaf\n");
    }
  }

  @Test
  void fixturesGoInAndResultsComeOut() {
    Engine.succeeds(InAndOut.class, 1);
  }

  static class InAndOut extends Given {
    @Test
    @Sandboxed(
        command = {"sh", "-c", "cat a tree/leaf > out.txt"},
        fixtures = {"{tempDir}/a", "{tempDir}/tree"},
        collect = "*.txt")
    void test(Run run) {
      assertThat(run.file("out.txt").text()).isEqualTo("a\nleaf\n");
      assertThat(run.files())
          .extracting(LeftFile::path)
          .containsExactly("a", "out.txt", "tree", "tree/leaf");
    }
  }

  @Test
  void aListReplacesThatOfItsClass() {
    Engine.succeeds(Merged.class, 3);
  }

  @Sandboxed(
      command = {"sh", "-c", "ls; cat * > out"},
      fixtures = "{tempDir}/a",
      collect = "out")
  static class Merged extends Given {
    @Test
    void inherits(Run run) {
      assertThat(run.stdoutText()).isEqualTo("a\n");
      assertThat(run.file("out").text()).isEqualTo("a\n");
    }

    @Test
    @Sandboxed(fixtures = "{tempDir}/b")
    void replacesFixtures(Run run) {
      assertThat(run.stdoutText()).isEqualTo("b\n");
      assertThat(run.file("out").text()).isEqualTo("b\n");
    }

    @Test
    @Sandboxed(collect = "a")
    void replacesResults(Run run) {
      assertThat(run.file("a").isCollected()).isTrue();
      assertThat(run.file("out").isCollected()).isFalse();
    }
  }

  @Test
  void theDirectoryMayBeInThePrivateOne() {
    Engine.succeeds(Inside.class, 2);
  }

  static class Inside extends Given {
    @Test
    @Sandboxed(
        command = {"cat", "leaf"},
        fixtures = "{tempDir}/tree",
        directory = "{private}/tree")
    void deeper() {}

    @Test
    @Sandboxed(
        command = {"sh", "-c", "test $PWD = $TMPDIR"},
        directory = "{private}")
    void itself() {}
  }

  @Test
  void theyHoldUnderUntrusted() {
    Engine.succeeds(Submission.class, 1);
  }

  @Untrusted
  static class Submission extends Given {
    @Test
    @Sandboxed(
        command = {"sh", "-c", "cat a > out; echo spoilt > a"},
        fixtures = "{tempDir}/a",
        collect = "out")
    void test(Run run) throws IOException {
      assertThat(run.file("out").text()).isEqualTo("a\n");
      assertThat(directory.resolve("a")).hasContent("a\n");
    }
  }

  @Test
  void wrongValuesAreNamedWithTheirPlace() {
    assertThat(Engine.failure(Twice.class))
        .hasMessageStartingWith(
            "@Sandboxed on FileAttributeTests.Twice.test(), fixture: 'other/a' would be copied to");
    assertThat(Engine.failure(Absolute.class))
        .hasMessageStartingWith(
            "@Sandboxed on FileAttributeTests.Absolute.test(), collect: '/tmp/x' is no path in the");
    assertThat(Engine.failure(Missing.class))
        .hasMessageContaining("was not started (fixture): the fixture 'no-such-file' cannot be");
    assertThat(Engine.failure(Elsewhere.class))
        .hasMessageContaining("is to start in 'src', but its fixtures, such as 'pom.xml'");
  }

  static class Twice {
    @Test
    @Sandboxed(
        command = "true",
        fixtures = {"one/a", "other/a"})
    void test() {}
  }

  static class Absolute {
    @Test
    @Sandboxed(command = "true", collect = "/tmp/x")
    void test() {}
  }

  static class Missing {
    @Test
    @Sandboxed(command = "true", fixtures = "no-such-file")
    void test() {}
  }

  static class Elsewhere {
    @Test
    @Sandboxed(command = "true", directory = "src", fixtures = "pom.xml")
    void test() {}
  }
}
