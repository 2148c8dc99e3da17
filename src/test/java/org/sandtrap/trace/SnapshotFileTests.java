package org.sandtrap.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts that are compared with those that were kept. */
class SnapshotFileTests {
  @TempDir Path directory;

  private Path file() {
    return directory.resolve("kept/a.trace");
  }

  private Path actual() {
    return directory.resolve("kept/a.trace.actual");
  }

  private Optional<String> check(String text, SnapshotMode mode) {
    return SnapshotFile.at(file()).check(text, mode);
  }

  private void keep(String text) throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), text);
  }

  @Test
  void aMissingFileIsCreatedOnTheMachineOfADeveloper() {
    assertThat(check("ü\n", SnapshotMode.CREATE)).isEmpty();
    assertThat(file()).hasContent("ü\n");
    assertThat(actual()).doesNotExist();
  }

  @Test
  void aMissingFileIsAFailureElsewhere() {
    assertThat(check("a\n", SnapshotMode.STRICT))
        .get()
        .asString()
        .contains(file() + " is missing", actual().toString(), "commit it");
    assertThat(file()).doesNotExist();
    assertThat(actual()).hasContent("a\n");
  }

  @ParameterizedTest
  @CsvSource({"CREATE", "STRICT", "UPDATE"})
  void theSameTextIsNoFailure(SnapshotMode mode) throws IOException {
    keep("a\n");
    Files.writeString(actual(), "of an earlier failure");
    assertThat(check("a\n", mode)).isEmpty();
    assertThat(actual()).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"CREATE", "STRICT"})
  void aDifferentTextIsAFailureWithADiff(SnapshotMode mode) throws IOException {
    keep("1\n2\n3\n4\n5\n6\n7\n8\n9\n");
    String said = check("1\n2\n3\n4\nfive\n6\n7\n8\n9\n", mode).orElseThrow();
    assertThat(said)
        .contains("-Dsandtrap.snapshots=update")
        .endsWith(
            String.join(
                "\n",
                "--- " + file(),
                "+++ " + actual(),
                "@@ -2,7 +2,7 @@",
                " 2",
                " 3",
                " 4",
                "-5",
                "+five",
                " 6",
                " 7",
                " 8"));
    assertThat(actual()).hasContent("1\n2\n3\n4\nfive\n6\n7\n8\n9\n");
    assertThat(Files.readString(file())).contains("5");
  }

  @Test
  void aDifferentTextIsKeptWhenThatIsAskedFor() throws IOException {
    keep("a\n");
    assertThat(check("b\n", SnapshotMode.UPDATE)).isEmpty();
    assertThat(file()).hasContent("b\n");
  }

  @Test
  void aMissingLineEndIsADifference() throws IOException {
    keep("a\n");
    assertThat(check("a", SnapshotMode.CREATE)).get().asString().contains("No newline");
  }

  @Test
  void aLongDiffIsCut() throws IOException {
    keep(numbers(0, 3000));
    String said = check(numbers(5000, 3000), SnapshotMode.CREATE).orElseThrow();
    assertThat(said.lines().count()).isLessThan(210);
    assertThat(said).contains("lines more.");
  }

  @Test
  void aHugeTextIsComparedQuickly() throws IOException {
    keep(numbers(0, 50_000));
    assertThat(check(numbers(0, 40_000) + numbers(5, 50_000), SnapshotMode.CREATE))
        .get()
        .asString()
        .endsWith("They differ from line 40001 on:\n-40000\n+5");
  }

  private static String numbers(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  void aDirectoryIsNoSnapshot() throws IOException {
    Files.createDirectories(file());
    assertThatThrownBy(() -> check("a", SnapshotMode.CREATE))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(file().toString());
  }

  @ParameterizedTest
  @CsvSource({
    ",, CREATE",
    ",true, STRICT",
    ",false, CREATE",
    ",'', CREATE",
    "'',1, STRICT",
    "update,true, UPDATE",
    "create,true, CREATE",
    "strict,, STRICT"
  })
  void thePropertyIsStrongerThanTheEnvironment(String property, String ci, SnapshotMode mode) {
    assertThat(SnapshotMode.of(Optional.ofNullable(property), Optional.ofNullable(ci)))
        .isEqualTo(mode);
  }

  @Test
  void anUnknownModeIsNone() {
    assertThatThrownBy(() -> SnapshotMode.of(Optional.of("yes"), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("System property sandtrap.snapshots is 'yes', but must be");
  }
}
