package org.sandtrap.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.testing.EndedThread;

/** On which processors threads may run, see sched_setaffinity(2). */
class ProcessorTests {
  private static final String KEY = "Cpus_allowed_list:";

  /** Names of threads end after 15 bytes, see proc_pid_comm(5). */
  private static final Set<String> SHARED = Set.of("sandtrap-watchd", "sandtrap-pump");

  /** A tracer is kept on one processor for a moment; who is started by it then would stay there. */
  @Test
  void threadsOfOursMayRunWhereTheOthersMay() throws Exception {
    Run run = Sandbox.create().run("sh", "-c", "sleep 0.05; echo late");
    assertThat(run.stdoutText()).isEqualTo("late\n");
    Map<String, String> processors = processorsOfThreads();
    assertThat(processors).containsOnlyKeys(SHARED);
    assertThat(processors.values()).containsOnly(processors("self"));
  }

  @Test
  void callerMayRunWhereItMightBefore() throws Exception {
    String before = processors("thread-self");
    Sandbox.create().run("true");
    assertThat(processors("thread-self")).isEqualTo(before);
  }

  private static Map<String, String> processorsOfThreads() throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (Path thread : threads) {
        String name = Files.readString(thread.resolve("comm")).strip();
        if (SHARED.contains(name)) {
          found.put(name, processors("self/task/" + thread.getFileName()));
        }
      }
    } catch (IOException e) {
      if (EndedThread.isReason(e)) {
        return processorsOfThreads();
      }
      throw e;
    }
    return found;
  }

  private static String processors(String thread) throws IOException {
    byte[] status = Files.readAllBytes(Path.of("/proc", thread, "status"));
    return new String(status, StandardCharsets.ISO_8859_1)
        .lines()
        .filter(line -> line.startsWith(KEY))
        .map(line -> line.substring(KEY.length()).strip())
        .findFirst()
        .orElseThrow();
  }
}
