package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sandtrap.assertion.SandtrapAssertions.assertThat;
import static org.sandtrap.assertion.Traced.python;
import static org.sandtrap.assertion.Traced.tracedIn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.trace.Trace;

/** Whether what programs write outlives a failure of the machine. */
class DurabilityAssertTests {
  private static final String BEGIN = "import os; f = os.open('new', os.O_RDWR | os.O_CREAT); ";
  private static final String WRITE = "os.write(f, b'x'); ";
  private static final String SYNC = "os.fsync(f); ";
  private static final String RENAME = "os.rename('new', 'a'); ";
  private static final String SYNC_DIRECTORY = "os.fsync(os.open('.', os.O_RDONLY)); ";

  @TempDir Path directory;
  private String a;
  private String young;

  @BeforeEach
  void makeAFile() throws IOException {
    a = Files.writeString(directory.resolve("a"), "some text\n").toString();
    young = directory.resolve("new").toString();
  }

  private Trace script(String... steps) {
    return python(directory, String.join("", steps));
  }

  @Test
  void aNameThatIsGoneForAMomentIsNotReplacedAtomically() {
    Trace removed = script(BEGIN, WRITE, SYNC, "os.unlink('a'); ", RENAME);
    fails(() -> assertThat(removed).replacedAtomically(a), "it took the name away before");
    Trace moved = script(BEGIN, WRITE, SYNC, "os.rename('a', 'old'); ", RENAME);
    fails(() -> assertThat(moved).replacedAtomically(a), "it took the name away before");
    Trace other = script(BEGIN, WRITE, SYNC, "open('b', 'w'); os.unlink('b'); ", RENAME);
    assertThat(other).replacedAtomically(a);
  }

  private static void fails(ThrowingCallable check, String... parts) {
    assertThatThrownBy(check).isInstanceOf(AssertionError.class).hasMessageContainingAll(parts);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "os.write(f, b'x'); os.fsync(f)",
        "os.write(f, b'x'); os.fdatasync(f)",
        "os.write(f, b'x'); os.sync()",
        "os.write(f, b'x'); g = os.open('new', os.O_RDONLY); os.fsync(g)",
        "g = os.open('new', os.O_WRONLY | os.O_SYNC); os.write(g, b'x')",
        "g = os.open('new', os.O_WRONLY | os.O_DSYNC); os.write(g, b'x')",
        "os.pwritev(f, [b'x'], 0, os.RWF_SYNC)",
        "os.pwritev(f, [b'x'], 0, os.RWF_DSYNC)",
        "os.ftruncate(f, 9); import mmap; m = mmap.mmap(f, 9); m[0:1] = b'x'; m.flush()",
        "os.write(f, b'x'); os.rename('new', 'newer'); os.fsync(f)",
      })
  void thereAreManyWaysToSync(String steps) {
    assertThat(script(BEGIN, steps)).synced(young);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "os.write(f, b'x')",
        "os.write(f, b'x'); os.fsync(f); os.write(f, b'x')",
        "os.write(f, b'x'); os.fsync(os.open('a', os.O_RDONLY))",
        "os.fsync(f); os.pwrite(f, b'x', 0)",
        "os.write(f, b'x'); os.fsync(f); os.ftruncate(f, 0)",
      })
  void whatIsWrittenAfterwardsIsNotSynced(String steps) {
    Trace trace = script(BEGIN, steps);
    fails(
        () -> assertThat(trace).synced(young),
        "to sync " + young + ", but it wrote to " + young + " and did not sync that afterwards.",
        "\n-> ");
  }

  @Test
  void aFileThatIsNotWrittenIsNotSynced() {
    fails(
        () -> assertThat(script(BEGIN, SYNC)).synced(young),
        "to sync " + young + ", but it wrote nothing to it.");
  }

  @Test
  void ddSyncsWhenAsked() {
    assertThat(tracedIn(directory, "dd", "if=a", "of=b", "conv=fsync", "status=none"))
        .synced(directory + "/b");
    Trace lazy = tracedIn(directory, "dd", "if=a", "of=c", "status=none");
    fails(() -> assertThat(lazy).synced(directory + "/c"), "did not sync that afterwards");
  }

  @Test
  void aRenameShouldComeAfterTheSync() {
    assertThat(script(BEGIN, WRITE, SYNC, RENAME)).synced(a).beforeRename();
    assertThat(script(BEGIN, WRITE, SYNC, RENAME)).synced(young).beforeRename();
    Trace late = script(BEGIN, WRITE, RENAME, SYNC);
    assertThat(late).synced(a);
    fails(
        () -> assertThat(late).synced(a).beforeRename(),
        "it renamed " + young + " to " + a + " before it had synced what it wrote",
        "-> rename");
    fails(
        () -> assertThat(script(BEGIN, WRITE, SYNC)).synced(young).beforeRename(),
        "but it did not rename it");
    assertThatThrownBy(() -> assertThat(late).beforeRename())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aFileIsReplacedAtomically() {
    Trace whole = script(BEGIN, WRITE, SYNC, RENAME, SYNC_DIRECTORY);
    assertThat(whole).replacedAtomically(a).andSyncedItsDirectory();
    Trace withoutDirectory = script(BEGIN, WRITE, SYNC, RENAME);
    assertThat(withoutDirectory).replacedAtomically(a);
    fails(
        () -> assertThat(withoutDirectory).replacedAtomically(a).andSyncedItsDirectory(),
        "to sync the directory of " + a + " after renaming it, but it did not.");
    Trace tooSoon = script(BEGIN, WRITE, SYNC, SYNC_DIRECTORY, RENAME);
    fails(
        () -> assertThat(tooSoon).replacedAtomically(a).andSyncedItsDirectory(), "but it did not");
    assertThatThrownBy(() -> assertThat(whole).andSyncedItsDirectory())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aFileIsNotReplacedAtomically() throws IOException {
    fails(
        () -> assertThat(tracedIn(directory, "cp", "/etc/passwd", "a")).replacedAtomically(a),
        "to replace " + a + " atomically, but it renamed no file to it.");
    fails(
        () -> assertThat(script(BEGIN, WRITE, RENAME, SYNC)).replacedAtomically(a),
        "before it had synced what it wrote");
    fails(
        () -> assertThat(script(BEGIN, SYNC, RENAME)).replacedAtomically(a),
        "to which it wrote nothing");
    fails(
        () -> assertThat(script(BEGIN, WRITE, SYNC, RENAME, WRITE)).replacedAtomically(a),
        "it wrote to it while it had that name");
    String inPlace = "g = os.open('a', os.O_WRONLY); os.write(g, b'y'); ";
    fails(
        () -> assertThat(script(BEGIN, inPlace, WRITE, SYNC, RENAME)).replacedAtomically(a),
        "it wrote to it while it had that name");
    Files.createDirectory(directory.resolve("other"));
    String elsewhere = "os.rename('new', 'other/x'); os.rename('other/x', 'a'); ";
    fails(
        () -> assertThat(script(BEGIN, WRITE, SYNC, elsewhere)).replacedAtomically(a),
        "it renamed " + directory + "/other/x to it, from another directory");
  }

  @Test
  void aDirectoryBehindALinkIsTheSame() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), directory);
    Trace trace =
        script(
            "import os; f = os.open('link/new', os.O_RDWR | os.O_CREAT); ",
            WRITE,
            SYNC,
            "os.rename('link/new', 'link/a'); ");
    assertThat(trace).replacedAtomically(a).replacedAtomically(link + "/a").synced(link + "/a");
  }

  @Test
  void aFileIsFollowedIntoADirectoryThatIsRenamed() {
    String begin = "import os; os.mkdir('d'); f = os.open('d/x', os.O_RDWR | os.O_CREAT); ";
    String rename = "os.rename('d', 'e'); ";
    assertThat(script(begin, WRITE, rename, SYNC)).synced(directory + "/e/x");
    Trace lazy =
        script("import os; os.rename('e', 'h'); os.system('rm -r h'); ", begin, WRITE, rename);
    fails(() -> assertThat(lazy).synced(directory + "/e/x"), "did not sync that afterwards");
  }
}
