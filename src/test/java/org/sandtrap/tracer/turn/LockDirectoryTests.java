package org.sandtrap.tracer.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.tracer.binding.ProbeResult;
import org.sandtrap.tracer.binding.SelfStatus;

/** The file by which JVMs find each other is where only its user can reach it. */
class LockDirectoryTests {
  private static final String USER = SelfStatus.read().user();

  @TempDir Path directory;
  private Path shared;
  private Path own;

  @BeforeEach
  void makeSharedDirectory() throws IOException {
    shared = directory("shared", "rwxr-xr-x");
    own = shared.resolve("sandtrap-" + USER);
  }

  private Path directory(String name, String mode) throws IOException {
    Path made = Files.createDirectory(directory.resolve(name));
    return Files.setPosixFilePermissions(made, PosixFilePermissions.fromString(mode));
  }

  private LockDirectory place(String runtime) {
    return new LockDirectory(Optional.of(runtime), shared, USER);
  }

  private LockDirectory place() {
    return new LockDirectory(Optional.empty(), shared, USER);
  }

  @Test
  void isInTheRuntimeDirectoryOfTheUser() throws IOException {
    Path runtime = directory("runtime", "rwx------");
    assertThat(place(runtime.toString()).file()).isEqualTo(runtime.resolve("sandtrap.lock"));
    assertThat(own).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxr-x---", "rwx-----x", "rwx-w----"})
  void isNotInARuntimeDirectoryThatOthersCanReach(String mode) throws IOException {
    Path runtime = directory("runtime", mode);
    assertThat(place(runtime.toString()).file()).isEqualTo(own.resolve("sandtrap.lock"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "relative", "/no/such/directory", "/dev/null", "\0"})
  void isElsewhereWhenThereIsNoRuntimeDirectory(String runtime) throws IOException {
    assertThat(place(runtime).file()).isEqualTo(own.resolve("sandtrap.lock"));
  }

  @Test
  void isNotInADirectoryOfAnotherUser() throws IOException {
    Path runtime = directory("runtime", "rwx------");
    Files.createDirectory(own);
    LockDirectory others = new LockDirectory(Optional.of(runtime.toString()), shared, "4711");
    assertThat(others.file()).isEqualTo(shared.resolve("sandtrap-4711").resolve("sandtrap.lock"));
  }

  @Test
  void isInADirectoryThatIsMadeForItAlone() throws IOException {
    assertThat(place().file()).isEqualTo(own.resolve("sandtrap.lock"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
        .isEqualTo("rwx------");
    assertThat(place().file()).isEqualTo(own.resolve("sandtrap.lock"));
  }

  @Test
  void isNotBehindALink() throws IOException {
    Files.createSymbolicLink(own, directory("planted", "rwx------"));
    assertIsNowhere();
  }

  @Test
  void isNotInAnOpenDirectoryThatSomebodyElseMadeBefore() throws IOException {
    Files.createDirectory(own);
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertIsNowhere();
  }

  @Test
  void isNotInAFile() throws IOException {
    Files.createFile(own);
    assertIsNowhere();
  }

  private void assertIsNowhere() {
    assertThatIOException()
        .isThrownBy(place()::file)
        .withMessageStartingWith(
            own + " cannot be made, or is not a directory of this user alone: ");
    ProbeResult result = place().result();
    assertThat(result.available()).isFalse();
    assertThat(result.found()).startsWith("alone in their JVM only: " + own);
    assertThat(result.remedy()).contains("XDG_RUNTIME_DIR");
  }

  @Test
  void isNotWhereEverybodyMayRenameIt() throws IOException {
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatIOException()
        .isThrownBy(place()::file)
        .withMessage("in " + shared + " everybody may rename the files of everybody");
  }

  @Test
  void isNowhereForAnUnknownUser() {
    assertThatIOException()
        .isThrownBy(new LockDirectory(Optional.empty(), shared, "")::file)
        .withMessage("/proc does not tell which user this is");
  }
}
