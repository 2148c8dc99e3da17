package org.sandtrap.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.MadeRun;
import org.sandtrap.Run;

/** Documents in files. */
class RunFileTests {
  private static final Run RUN = MadeRun.of("sort").wrote(new byte[1 << 20], "ü").run();

  @TempDir private Path directory;

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  @Test
  void theFileHasTheDocumentAndNothingElseIsLeft() throws IOException {
    Path file = directory.resolve("run.json");
    Files.writeString(file, "old");
    RunJson.write(RUN, file);
    assertThat(file).hasContent(RunJson.of(RUN));
    assertThat(files()).containsExactly(file);
  }

  @Test
  void othersMayReadItAsTheyMayReadAnyNewFile() throws IOException {
    Path usual = Files.writeString(directory.resolve("usual"), "");
    Path file = directory.resolve("run.json");
    RunJson.write(RUN, file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo(PosixFilePermissions.toString(Files.getPosixFilePermissions(usual)));
  }

  @Test
  void missingDirectoriesAreCreated() throws IOException {
    Path file = directory.resolve("a/b/run.json");
    RunJson.write(RUN, file);
    assertThat(file).hasContent(RunJson.of(RUN));
  }

  @Test
  void aReaderNeverSeesAPart() throws Exception {
    Path file = directory.resolve("run.json");
    RunJson.write(RUN, file);
    long whole = Files.size(file);
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Long> smallest =
        CompletableFuture.supplyAsync(
            () -> {
              long size = whole;
              while (!done.get()) {
                size = Math.min(size, file.toFile().length());
              }
              return size;
            });
    for (int i = 0; i < 50; i++) {
      RunJson.write(RUN, file);
    }
    done.set(true);
    assertThat(smallest.get()).isEqualTo(whole);
  }

  @Test
  void whatWasThereStaysWhenItCannotBeWritten() throws IOException {
    Path taken = Files.createDirectory(directory.resolve("taken"));
    assertThatThrownBy(() -> RunJson.write(RUN, taken))
        .isInstanceOf(IOException.class)
        .hasMessage(taken + " is a directory. Expected the name of a file.");
    Path file = Files.writeString(directory.resolve("file"), "old");
    assertThatThrownBy(() -> RunJson.write(RUN, file.resolve("run.json")))
        .isInstanceOf(IOException.class);
    assertThat(file).hasContent("old");
    assertThat(files()).containsExactlyInAnyOrder(taken, file);
  }
}
