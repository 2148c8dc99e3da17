package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.assertion.Failing.failures;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.Sandbox;
import org.sandtrap.testing.TraceBuilder;
import org.sandtrap.testing.Tracees;
import org.sandtrap.trace.Trace;

/** The snapshots of a test are in files that are named after it. */
@Tag("build")
class SnapshotAssertTests {
  private static final String PREFIX =
      "src/test/resources/snapshots/" + SnapshotAssertTests.class.getName() + ".";

  private static Trace opening(String file) {
    return new TraceBuilder()
        .process(100)
        .exec("/bin/x", "x")
        .call("openat", "AT_FDCWD", file, "O_RDONLY")
        .returns(3)
        .call("exit_group", 0)
        .unfinished()
        .exit(0)
        .trace();
  }

  @Test
  void whatIsTheSamePasses() {
    assertThat(opening("/etc/passwd")).matchesSnapshot().matchesSnapshot("files", "%file");
    assertThat(Path.of(PREFIX + "whatIsTheSamePasses.trace")).exists();
    assertThat(Path.of(PREFIX + "whatIsTheSamePasses-files.trace")).exists();
  }

  @Test
  void whatIsNotIsShown() throws IOException {
    Path actual = Path.of(PREFIX + "whatIsNotIsShown.trace.actual");
    try {
      assertThatThrownBy(() -> assertThat(opening("/etc/group")).matchesSnapshot())
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("whatIsNotIsShown.trace")
          .hasMessageContaining("-openat(AT_FDCWD, \"/etc/passwd\", O_RDONLY)")
          .hasMessageContaining("+openat(AT_FDCWD, \"/etc/group\", O_RDONLY)");
      assertThat(failures(softly -> softly.assertThat(opening("/x")).matchesSnapshot())).hasSize(1);
    } finally {
      Files.deleteIfExists(actual);
    }
  }

  @Test
  void aProgramDoesWhatItDid() throws IOException {
    String name = "static";
    assertThat(copying("some text\n")).matchesSnapshot(name, "read", "write");
    Path actual = Path.of(PREFIX + "aProgramDoesWhatItDid-static.trace.actual");
    try {
      assertThatThrownBy(
              () -> assertThat(copying("other text\n")).matchesSnapshot(name, "read", "write"))
          .hasMessageContaining("-write(1, \"some text\\n\", 10) = 10")
          .hasMessageContaining("+write(1, \"other text\\n\", 11) = 11");
    } finally {
      Files.deleteIfExists(actual);
    }
  }

  private static Trace copying(String text) {
    return Sandbox.create().withTrace().withStdin(text).run(Tracees.command("cat-static")).trace();
  }

  @ParameterizedTest
  @ValueSource(strings = {"one", "two"})
  void aTestWithParametersNamesThem(String name) {
    assertThat(opening("/" + name)).matchesSnapshot(name);
  }

  @RepeatedTest(2)
  void aTestThatIsRepeatedIsOneToo() {
    assertThat(opening("/same")).matchesSnapshot();
  }

  @Test
  void withoutATestThereIsNoFile() {
    CompletableFuture<Path> elsewhere = CompletableFuture.supplyAsync(() -> SnapshotPlace.of(""));
    assertThatThrownBy(elsewhere::join)
        .hasCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("There is no test on the stack of this thread");
    assertThatThrownBy(() -> SnapshotPlace.of("a/b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'a/b' cannot name a snapshot. Expected letters, digits, '.', '_' and '-'.");
  }
}
