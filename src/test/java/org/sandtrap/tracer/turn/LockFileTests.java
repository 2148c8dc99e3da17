package org.sandtrap.tracer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of {@link LockFile} in one JVM. */
class LockFileTests {
  @TempDir Path directory;
  private Path path;

  @BeforeEach
  void name() {
    path = directory.resolve("lock");
  }

  @Test
  void isMadeForThisUserOnly() throws IOException {
    LockFile.open(path).close();
    assertThat(path).isEmptyFile();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
  }

  @Test
  void isNotOpenedThroughALink() throws IOException {
    Path elsewhere = directory.resolve("elsewhere");
    Files.createSymbolicLink(path, elsewhere);
    assertThatIOException().isThrownBy(() -> LockFile.open(path));
    assertThat(elsewhere).doesNotExist();
  }

  @Test
  void isKnownToBeAnotherWhenItWasReplaced() throws IOException {
    LockFile file = LockFile.open(path);
    assertThat(file.isCurrent()).isTrue();
    Files.move(path, directory.resolve("moved"));
    assertThat(file.isCurrent()).isFalse();
    Files.createFile(path);
    assertThat(file.isCurrent()).isFalse();
    file.close();
  }

  @Test
  void aByteThatAnotherCopyOfThisClassHasIsNotToBeHad() throws IOException {
    LockFile file = LockFile.open(path);
    LockFile copy = LockFile.open(path);
    FileLock lock = file.poll(0, true);
    assertThat(copy.poll(0, true)).isNull();
    lock.release();
    assertThat(copy.poll(0, true)).isNotNull();
    copy.close();
    file.close();
  }
}
