package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.LivingJvm;
import org.sandtrap.testing.TakingTurns;
import org.sandtrap.testing.Until;

/** An exclusive run executes beside no run of any JVM of the same user. */
@Tag("slow")
class ExclusiveRunTests {
  private static final long LONGER_THAN_WALL_MILLIS = 6_000;

  @TempDir Path directory;

  /** A JVM that finds others by a directory of this test, so that it waits for nobody else's. */
  private ChildJvm jvm(String wall) {
    return ChildJvm.of(TakingTurns.class)
        .withEnvironment("XDG_RUNTIME_DIR", directory.toString())
        .withOptions(
            "--enable-native-access=ALL-UNNAMED", // or newer JDKs write more lines
            "-Djava.io.tmpdir=" + directory,
            "-Dsandtrap.parallel=4",
            "-Dwall=" + wall);
  }

  private LivingJvm start(String what, String name) throws IOException {
    return start(what, name, "60s");
  }

  private LivingJvm start(String what, String name, String wall) throws IOException {
    return jvm(wall).start(what, name, directory.toString());
  }

  private LivingJvm startAfter(String begun, String what, String name) throws IOException {
    return startAfter(begun, what, name, "60s");
  }

  private LivingJvm startAfter(String begun, String what, String name, String wall)
      throws IOException {
    awaitBegin(begun);
    return start(what, name, wall);
  }

  private List<String> run(String what, String name) throws Exception {
    return jvm("60s").run(what, name, directory.toString());
  }

  private void go(String name) throws IOException {
    Files.createFile(directory.resolve(name + ".go"));
  }

  private void awaitBegin(String name) {
    Until.isTrue(name + " begins", () -> time(name + ".began") > 0);
  }

  private long time(String file) {
    return times(file).findFirst().orElse(0);
  }

  private LongStream times(String file) {
    try {
      Path path = directory.resolve(file);
      String text = Files.exists(path) ? Files.readString(path) : "";
      return text.lines().mapToLong(Long::parseLong);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets a JVM make a run, and asserts that the run of another begins only when it has ended. */
  private void comesAfter(String what, String other, String wall, long heldMillis)
      throws Exception {
    go("second");
    try (LivingJvm first = start(what, "first");
        LivingJvm second = startAfter("first", other, "second", wall)) {
      second.awaitLine("waits");
      Thread.sleep(heldMillis);
      go("first");
      assertThat(first.await()).isZero();
      assertThat(second.await()).isZero();
      assertThat(second.lines()).containsExactly("waits", "OK");
      assertThat(time("second.began")).isGreaterThan(time("first.ended")).isPositive();
    }
  }

  @Test
  void waitsUntilTheRunsOfAnotherJvmHaveEnded() throws Exception {
    comesAfter("beside", "alone", "60s", 0);
  }

  @Test
  void keepsTheRunsOfAnotherJvmWaitingAndThatIsNoPartOfTheirTime() throws Exception {
    comesAfter("alone", "beside", "5s", LONGER_THAN_WALL_MILLIS);
  }

  @Test
  void keepsAnotherExclusiveRunWaiting() throws Exception {
    comesAfter("alone", "alone", "60s", 0);
  }

  @Test
  void keepsNobodyWaitingOnceItsJvmIsKilled() throws Exception {
    go("second");
    try (LivingJvm first = start("alone", "first");
        LivingJvm second = startAfter("first", "beside", "second")) {
      second.awaitLine("waits");
      first.signal(Signal.SIGKILL);
      assertThat(second.await()).isZero();
      assertThat(second.lines()).containsExactly("waits", "OK");
    }
  }

  @Test
  void getsItsTurnThoughAnotherJvmLaunchesOneProgramAfterTheOther() throws Exception {
    go("second");
    try (LivingJvm first = start("stream", "first")) {
      first.awaitLine("repeats OK");
      try (LivingJvm second = start("alone", "second")) {
        assertThat(second.await()).isZero();
        assertThat(second.lines()).endsWith("OK");
      }
      go("first");
      assertThat(first.await()).isZero();
    }
  }

  @Test
  void letsOthersHaveTheirTurnThoughAnotherFollows() throws Exception {
    go("second");
    // Otherwise the second JVM could get its turn before it was seen to wait.
    Path hold = Files.createFile(directory.resolve("first.hold"));
    try (LivingJvm first = start("series", "first")) {
      try (LivingJvm second = startAfter("first", "beside", "second")) {
        second.awaitLine("waits");
        Files.delete(hold);
        long waits = nanosSinceEpoch();
        assertThat(second.await()).isZero();
        long begins = time("second.began");
        assertThat(times("first.began").filter(time -> time > waits && time < begins))
            .as("runs of the other that have begun meanwhile")
            .hasSizeLessThan(2);
      }
      go("first");
      assertThat(first.await()).isZero();
    }
  }

  /** The time that the programs tell, {@code date +%s%N}. */
  private static long nanosSinceEpoch() {
    return ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now());
  }

  @Test
  void canBeInterruptedWhileItWaits() throws Exception {
    go("second");
    try (LivingJvm first = start("beside", "first");
        LivingJvm second = startAfter("first", "interrupted", "second")) {
      second.awaitLine("waits");
      second.awaitLine("interrupted true");
      assertThat(time("second.began")).isZero();
      go("first");
      assertThat(first.await()).isZero();
      assertThat(second.await()).isZero();
      assertThat(second.lines()).containsExactly("waits", "interrupted true", "OK");
    }
  }

  @Test
  void doesNotWaitForProgramsThatGoOnBesideTheirCaller() throws Exception {
    go("second");
    try (LivingJvm first = start("start", "first")) {
      awaitBegin("first");
      assertThat(run("alone", "second")).containsExactly("OK");
      go("first");
      assertThat(first.await()).isZero();
    }
  }

  @Test
  void isNoErrorWhereTheFileCannotBeOpened() throws Exception {
    Files.createDirectory(directory.resolve("sandtrap.lock"));
    go("only");
    assertThat(run("alone", "only")).containsExactly("OK");
    assertThat(run("beside", "only")).containsExactly("OK");
  }
}
