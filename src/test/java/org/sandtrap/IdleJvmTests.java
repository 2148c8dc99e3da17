package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.EndedThread;
import org.sandtrap.testing.Tracees;
import org.sandtrap.testing.Until;

/**
 * The JVM stays as it was: it keeps its signals, and has nothing to do for us when nothing runs.
 */
class IdleJvmTests {
  @Test
  void signalsStayAsTheyWere() throws IOException, InterruptedException {
    assertThat(ChildJvm.of(Signals.class).run())
        .containsExactly("before", "during: the same", "after: the same");
  }

  @Test
  void noThreadOfOursIsLeftSoonAfterTheLastRun() throws IOException, InterruptedException {
    assertThat(ChildJvm.of(Threads.class).run())
        .containsExactly("during [sandtrap-pump, sandtrap-tracer, sandtrap-watchd]", "after []");
  }

  /** Prints whether runs change how this JVM and its threads take signals. */
  static final class Signals {
    private Signals() {}

    /** Does it. */
    public static void main(String[] none) throws IOException {
      String before = masks();
      System.out.println("before");
      try (RunningProgram program = Sandbox.create().start(Tracees.command("pause"))) {
        Sandbox.create().run(Tracees.command("crash"));
        System.out.println("during: " + compared(before, masks()));
        program.kill();
      }
      System.out.println("after: " + compared(before, masks()));
    }

    private static String compared(String before, String now) {
      return before.equals(now) ? "the same" : before + " became " + now;
    }

    /** The dispositions of the process, and what this thread blocks. */
    private static String masks() throws IOException {
      return Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
          .filter(line -> line.matches("Sig(Blk|Ign|Cgt):.*"))
          .collect(Collectors.joining(" "));
    }
  }

  /** Prints our threads while programs run, and when none has run for a moment. */
  static final class Threads {
    /** Names of threads end after 15 bytes, see proc_pid_comm(5). */
    private static final String OURS = "sandtrap";

    private static final Duration SOON = Duration.ofSeconds(10);

    private Threads() {}

    /** Does it. */
    public static void main(String[] none) {
      try (RunningProgram program = Sandbox.create().start(Tracees.command("pause"))) {
        Until.isTrue("three kinds of threads", () -> ours().size() == 3);
        System.out.println("during " + ours());
        Sandbox.create().run("sh", "-c", "sleep 0.05; echo late");
        program.kill();
      }
      Until.isTrue("no thread of ours", SOON, () -> ours().isEmpty());
      System.out.println("after " + ours());
    }

    private static Set<String> ours() {
      Set<String> found = new TreeSet<>();
      try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
        for (Path thread : threads) {
          String name = Files.readString(thread.resolve("comm")).strip();
          if (name.startsWith(OURS)) {
            found.add(name);
          }
        }
      } catch (IOException e) {
        if (EndedThread.isReason(e)) {
          return ours();
        }
        throw new AssertionError(e);
      }
      return found;
    }
  }
}
