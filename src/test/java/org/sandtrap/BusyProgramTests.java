package org.sandtrap;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.testing.Tracees;

/** A program that somebody is still writing, see ETXTBSY in execve(2). */
class BusyProgramTests {
  @TempDir Path directory;
  private Path program;

  @BeforeEach
  void copyAProgram() throws IOException {
    program = Files.copy(Tracees.path("nothing"), directory.resolve("busy"));
    Files.setPosixFilePermissions(program, fromString("rwxr-xr-x"));
    succeeded(Sandbox.create().run(program.toString())); // the first launch takes its time
  }

  private OutputStream hold() throws IOException {
    return Files.newOutputStream(program, StandardOpenOption.APPEND);
  }

  @Test
  void isNamedWhenItStaysOpen() throws IOException {
    long begun = System.nanoTime();
    OutputStream writer = hold();
    try {
      LaunchException failure =
          catchThrowableOfType(
              LaunchException.class, () -> Sandbox.create().run(program.toString()));
      assertThat(failure.step()).isEqualTo("exec");
      assertThat(failure.errno()).isEqualTo("ETXTBSY");
      assertThat(failure)
          .hasMessageEndingWith("is still open for writing somewhere. Close it before it is run.");
    } finally {
      writer.close();
    }
    Duration waited = Duration.ofNanos(System.nanoTime() - begun);
    assertThat(waited).isBetween(Duration.ofMillis(150), Duration.ofSeconds(5));
  }

  @Test
  void runsWhenItIsClosedAMomentLater() throws IOException, InterruptedException {
    OutputStream writer = hold();
    Thread closer = new Thread(() -> closeSoon(writer));
    closer.start();
    succeeded(Sandbox.create().run(program.toString()));
    closer.join();
  }

  private static void closeSoon(OutputStream writer) {
    try {
      Thread.sleep(20);
      writer.close();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
