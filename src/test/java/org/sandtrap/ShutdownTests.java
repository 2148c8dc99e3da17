package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.LastingRun;
import org.sandtrap.testing.LivingJvm;
import org.sandtrap.testing.Marker;
import org.sandtrap.testing.Tracees;
import org.sandtrap.testing.Until;

/** A JVM that is terminated ends its runs; a program may hear of it first, if that is wanted. */
class ShutdownTests {
  private static final int SIGNALLED = 128;
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  /** Notes in a file that it has started, and which signal ended it. */
  private static final String NOTING =
      "trap 'echo heard >> \"$0\"; exit' TERM; echo started > \"$0\"; while :; do sleep 0.02; done";

  @TempDir Path temporary;
  private final Marker marker = Marker.fresh();

  private LivingJvm start(String forward, String... command) throws Exception {
    ChildJvm jvm = marker.on(ChildJvm.of(LastingRun.class));
    String directory = "-Djava.io.tmpdir=" + temporary;
    LivingJvm started =
        (forward.isEmpty()
                ? jvm.withOptions(directory)
                : jvm.withOptions(directory, "-Dforward=" + forward))
            .start(command);
    started.awaitLine("running");
    return started;
  }

  private Duration end(LivingJvm jvm, Signal signal) throws Exception {
    long begun = System.nanoTime();
    jvm.signal(signal);
    assertThat(jvm.await()).as("%s", jvm.lines()).isEqualTo(SIGNALLED + signal.number());
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    Until.isTrue("nobody left", AT_ONCE, () -> marker.processes().isEmpty());
    return took;
  }

  @ParameterizedTest
  @ValueSource(strings = {"SIGTERM", "SIGINT", "SIGHUP"})
  void everyProcessEndsWithTheJvm(String name) throws Exception {
    Signal signal = Signal.parse(name);
    String[] tree = Tracees.command("tree_sleep", "3", "setsid", "close", "ignore");
    try (LivingJvm jvm = start("", tree)) {
      assumeTrue(Until.handles(jvm.pid(), signal), name + " was ignored when this JVM began");
      Until.isTrue("three and the JVM", () -> marker.processes().size() >= 4);
      end(jvm, signal);
    }
  }

  @Test
  void theProgramHearsOfItFirstIfWanted() throws Exception {
    Path file = temporary.resolve("notes");
    try (LivingJvm jvm = start("PT60S", "sh", "-c", NOTING, file.toString())) {
      Until.isTrue("started", () -> Files.exists(file) && file.toFile().length() > 0);
      assertThat(end(jvm, Signal.SIGTERM)).isLessThan(Duration.ofSeconds(30));
      assertThat(file).hasContent("started\nheard");
    }
  }

  @Test
  void theProgramHearsNothingUnlessWanted() throws Exception {
    Path file = temporary.resolve("notes");
    try (LivingJvm jvm = start("", "sh", "-c", NOTING, file.toString())) {
      Until.isTrue("started", () -> Files.exists(file) && file.toFile().length() > 0);
      end(jvm, Signal.SIGTERM);
      assertThat(file).hasContent("started");
    }
  }

  @Test
  void aProgramThatIgnoresItIsKilledAfterItsGrace() throws Exception {
    Path file = temporary.resolve("notes");
    String script = "trap '' TERM; echo ignored > \"$0\"; while :; do sleep 0.02; done";
    try (LivingJvm jvm = start("PT0.5S", "sh", "-c", script, file.toString())) {
      Until.isTrue("ignored", () -> Files.exists(file) && file.toFile().length() > 0);
      assertThat(end(jvm, Signal.SIGTERM))
          .isBetween(Duration.ofMillis(500), AT_ONCE.plusMillis(500));
    }
  }

  @Test
  void aListOfThreadsIsStillToBeHadAndTheProgramKnowsNothingOfIt() throws Exception {
    try (LivingJvm jvm = start("", Tracees.command("pause"))) {
      jvm.signal(Signal.SIGQUIT);
      Until.isTrue(
          "the list of threads",
          () -> jvm.lines().stream().anyMatch(line -> line.contains("JNI global ref")));
      assertThat(jvm.lines()).anyMatch(line -> line.startsWith("\"sandtrap-tracer-"));
      jvm.poke();
      assertThat(jvm.await()).isZero();
      assertThat(jvm.lines())
          .anyMatch(line -> line.matches("RUNTIME_ERROR: The program was killed by SIGUSR1.*"));
    }
  }
}
