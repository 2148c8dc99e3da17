package org.sandtrap.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.testing.Requirement;

/** Programs that see the same time and the same random numbers in each run. */
class FixedInputTests {
  private static final String START = "2026-01-01T00:00:00Z";
  private static final String EVERYTHING =
      "import os, random, time, uuid; print(time.time(), random.random(), os.urandom(8),"
          + " uuid.uuid4(), hash('x'))";

  private static String output(Supplier<PolicyModule> time, long seed, String... command) {
    Run run =
        Sandbox.create()
            .withWall("1min")
            .withModule(time)
            .withModule(() -> new FixedRandom(seed))
            .run(command);
    assertThat(run.verdict()).as("%s %s", run.summary(), run.stderrText()).isEqualTo(Verdict.OK);
    return run.stdoutText();
  }

  private static String output(long seed, String... command) {
    return output(() -> new FixedTime(START), seed, command);
  }

  @Test
  void dateShowsTheMomentThatIsGiven() {
    String shown = output(0, "date", "+%s.%N");
    assertThat(shown).isEqualTo("1767225600.000000000\n");
    assertThat(output(0, "date", "+%s.%N")).isEqualTo(shown);
    String year = output(FixedTime::new, 0, "date", "-u", "+%F");
    assertThat(year).isEqualTo("2000-01-01\n");
  }

  @Test
  void pythonPrintsTheSameTwiceAndSomethingElseWithAnotherSeed() throws InterruptedException {
    String first = output(1, "python3", "-c", EVERYTHING);
    Thread.sleep(1100);
    assertThat(output(1, "python3", "-c", EVERYTHING)).isEqualTo(first);
    assertThat(output(2, "python3", "-c", EVERYTHING)).isNotEqualTo(first);
  }

  @Test
  void processesHaveSequencesOfTheirOwn() {
    String script = "for i in 1 2 3; do python3 -c 'import os; print(os.urandom(4))'; done";
    String first = output(1, "sh", "-c", script);
    assertThat(first.lines().distinct()).hasSize(3);
    assertThat(output(1, "sh", "-c", script)).isEqualTo(first);
  }

  /** They begin in any order, and may do so when their parent is gone. */
  @Test
  void whichProcessBeginsFirstMakesNoDifference() {
    String script =
        """
        import os, sys
        for i in range(12):
            if os.fork() == 0:
                for j in range(2):
                    if os.fork() == 0:
                        os.write(1, b"%d.%d %s\\n" % (i, j, os.urandom(4).hex().encode()))
                        os._exit(0)
                os._exit(0)
        for i in range(12):
            os.wait()
        os.execvp("sleep", ["sleep", "0.3"])
        """;
    List<String> first = sorted(output(1, "python3", "-c", script));
    assertThat(first).hasSizeGreaterThan(20);
    for (int i = 0; i < 5; i++) {
      assertThat(sorted(output(1, "python3", "-c", script))).isEqualTo(first);
    }
  }

  private static List<String> sorted(String lines) {
    return lines.lines().sorted().toList();
  }

  @Test
  void memoryIsAtTheSameAddressesWhereTheHostPermitsThat() throws Exception {
    int refused = new ProcessBuilder("setarch", "-R", "true").start().waitFor();
    Requirement.require(
        refused == 0, "personality(2) without address randomization", "allow it in the container");
    String[] shows = {"cat", "/proc/self/maps"};
    assertThat(output(1, shows)).contains("[stack]").isEqualTo(output(2, shows));
    assertThat(Sandbox.create().run(shows).stdout())
        .isNotEqualTo(Sandbox.create().run(shows).stdout());
  }

  /** It has no C library, many threads, and asks the vDSO by itself. */
  @Test
  void aStaticGoProgramPrintsTheSameTwice(@TempDir Path directory) throws Exception {
    String go = "/usr/bin/go";
    assumeTrue(Files.isExecutable(Path.of(go)), "go is not installed: apt-get install golang-go");
    Files.writeString(
        directory.resolve("show.go"),
        """
        package main

        import ("crypto/rand"; "fmt"; "time")

        func main() {
        	bytes := make([]byte, 8)
        	rand.Read(bytes)
        	start := time.Now()
        	done := make(chan bool)
        	go func() { time.Sleep(200 * time.Millisecond); done <- true }()
        	<-done
        	fmt.Println(start.UTC(), bytes, time.Since(start) >= 200*time.Millisecond)
        }
        """);
    Run built =
        Sandbox.create()
            .withWall("10min")
            .withDirectory(directory)
            .withEnvironment("CGO_ENABLED", "0")
            .withEnvironment("GOCACHE", directory.resolve("cache").toString())
            .run(go, "build", "-o", "show", "show.go");
    assertThat(built.verdict()).as("%s", built.stderrText()).isEqualTo(Verdict.OK);
    String program = directory.resolve("show").toString();
    String first = output(1, program);
    assertThat(first).startsWith("2026-01-01 00:00:00 +0000 UTC [").endsWith("] true\n");
    assertThat(output(1, program)).isEqualTo(first);
    assertThat(output(2, program)).isNotEqualTo(first);
  }

  /** After many looks, time creeps with each. */
  @Test
  void aLoopThatWaitsForAMomentEnds() {
    String loop = "import time\nend = time.time() + 5\nwhile time.time() < end: pass\nprint('end')";
    assertThat(output(0, "python3", "-c", loop)).isEqualTo("end\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "time.sleep(0.3)",
        "select.select([], [], [], 0.3)",
        "select.poll().poll(300)",
        "threading.Event().wait(0.3)",
        "threading.Lock().acquire() and held.acquire(timeout=0.3)",
        "queue.Queue().get(timeout=0.3)"
      })
  void aSleepTakesItsTimeAndThatIsSeen(String sleep) {
    String script =
        "import time, select, threading, queue\nheld = threading.Lock(); held.acquire()\n"
            + "begin = time.monotonic()\ntry:\n  "
            + sleep
            + "\nexcept queue.Empty: pass\nprint(round(time.monotonic() - begin, 2))";
    Run run = Sandbox.create().withModule(() -> new FixedTime(START)).run("python3", "-c", script);
    assertThat(run.verdict()).as("%s %s", run.summary(), run.stderrText()).isEqualTo(Verdict.OK);
    assertThat(Double.parseDouble(run.stdoutText())).isBetween(0.3, 0.32);
    assertThat(run.wall()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
  }

  @Test
  void threadsThatSleepAtOnceSleepNoLongerThanOne() {
    String script =
        """
        import threading, time
        begin = time.monotonic()
        together = threading.Barrier(10)
        def sleep():
            together.wait()
            time.sleep(1)
        threads = [threading.Thread(target=sleep) for i in range(10)]
        for thread in threads: thread.start()
        for thread in threads: thread.join()
        print(time.monotonic() - begin)
        """;
    // One after the other they take 10 s; one that begins when another has ended adds a second.
    assertThat(Double.parseDouble(output(0, "python3", "-c", script))).isBetween(1.0, 5.0);
  }

  /** The moment is of the program's clock: taken for one of the kernel's it was long ago. */
  @Test
  void theKernelWaitsForTheMomentsOfTheProgramsClock() {
    String script =
        """
        import ctypes, time
        libc = ctypes.CDLL(None)
        class Time(ctypes.Structure):
            _fields_ = [("seconds", ctypes.c_long), ("nanos", ctypes.c_long)]
        for clock in (0, 1):
            now = time.clock_gettime_ns(clock) + 300_000_000
            until = Time(now // 10**9, now % 10**9)
            print(libc.clock_nanosleep(clock, 1, ctypes.byref(until), None),
                  time.clock_gettime_ns(clock) >= now, until.seconds * 10**9 + until.nanos == now)
        """;
    Run run =
        Sandbox.create()
            .withModule(() -> new FixedTime("2001-01-01T00:00:00Z"))
            .run("python3", "-c", script);
    assertThat(run.stderrText()).isEmpty();
    assertThat(run.stdoutText()).isEqualTo("0 True True\n0 True True\n");
    assertThat(run.wall()).isBetween(Duration.ofMillis(600), Duration.ofSeconds(60));
  }

  @Test
  void aMomentThatIsNoneIsRefused() {
    assertThatThrownBy(() -> new FixedTime("yesterday"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'yesterday'")
        .hasMessageContaining("2026-01-01T00:00:00Z");
    assertThatThrownBy(() -> new FixedTime("1969-12-31T23:59:59Z"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from 1970");
    assertThatThrownBy(() -> new FixedTime("2163-01-01T00:00:00Z"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("to 2162");
  }
}
