package org.sandtrap.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.testing.Requirement;
import org.sandtrap.testing.Tracees;

/** Tests that a trace has the same lines as strace(1) for the same program. */
class StraceSpellingTests {
  private static final String SCRIPT =
      """
      import os, select, signal, subprocess, threading
      os.makedirs('a/b')
      open('a/b/c', 'w').write('text')
      for directory, names, files in os.walk('.'):
          for name in files:
              os.stat(os.path.join(directory, name))
      os.replace('a/b/c', 'c')
      os.removedirs('a/b')
      os.remove('c')
      signal.signal(signal.SIGUSR1, lambda number, frame: None)
      subprocess.run(['/bin/true'])
      os.sched_getaffinity(0)
      """;

  @TempDir Path directory;

  private Map<String, String> variables() {
    return Map.of(
        "PATH", "/usr/bin:/bin",
        "LC_ALL", "C",
        "TZ", "UTC0",
        "HOME", directory.toString(),
        "TMPDIR", directory.toString());
  }

  @BeforeEach
  void requireStrace() throws IOException, InterruptedException {
    Requirement.require(isStraceUsable(), "A strace(1) that may trace", "apt-get install strace");
  }

  private static boolean isStraceUsable() throws InterruptedException {
    try {
      return new ProcessBuilder("strace", "-o", "/dev/null", "true").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private Path work() throws IOException {
    return Files.createDirectories(directory.resolve("work"));
  }

  private List<String> straced(String... command) throws IOException, InterruptedException {
    Path file = directory.resolve("strace.out");
    List<String> words =
        new ArrayList<>(List.of("env", "--default-signal", "strace", "-f", "-s", "256", "-o"));
    words.add(file.toString());
    words.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(words).directory(work().toFile());
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.environment().clear();
    builder.environment().putAll(variables());
    Process process = builder.start();
    process.getInputStream().readAllBytes();
    process.getErrorStream().readAllBytes();
    process.waitFor();
    // The execve of the program itself is before the start of a trace.
    List<String> calls = StraceOutput.calls(file);
    return calls.subList(1, calls.size());
  }

  private List<String> traced(String... command) throws IOException {
    Run run =
        Sandbox.create()
            .withTrace()
            .withEnvironment(variables())
            .withDirectory(work())
            .run(command);
    return run.trace().calls().stream().map(Call::toString).toList();
  }

  /** Compares the lines that are the same in any two runs. */
  private void check(int fewest, String... command) throws IOException, InterruptedException {
    Set<String> expected = masked(straced(command));
    Set<String> found = masked(traced(command));

    Set<String> others = new LinkedHashSet<>(found);
    others.removeAll(expected);
    Set<String> missing = new LinkedHashSet<>(expected);
    missing.removeAll(found);
    assertThat(others).as("lines that strace does not have; it has instead: %s", missing).isEmpty();
    assertThat(found).hasSizeGreaterThanOrEqualTo(fewest);
  }

  private static Set<String> masked(List<String> lines) {
    return lines.stream()
        .filter(line -> !LineMask.isDifferent(line))
        .map(LineMask::of)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  @Test
  void manyCallsAreSpelledAlike() throws IOException, InterruptedException {
    check(200, Tracees.command("many_calls"));
  }

  @Test
  void manyCallsOfA32BitProgramAreSpelledAlike() throws IOException, InterruptedException {
    check(150, Tracees.command("many_calls-32"));
  }

  @Test
  void messagesAreSpelledAlike() throws IOException, InterruptedException {
    check(20, Tracees.command("sockets", "messages"));
  }

  @Test
  void aListingIsSpelledAlike() throws IOException, InterruptedException {
    check(50, "ls", "-l", "/usr/share");
  }

  @Test
  void aPipelineIsSpelledAlike() throws IOException, InterruptedException {
    check(80, "sh", "-c", "cat /etc/passwd | sort | wc -l > out; cat < out; umask 077; exit 3");
  }

  @Test
  void aCompilerIsSpelledAlike() throws IOException, InterruptedException {
    Requirement.require(Files.isExecutable(Path.of("/usr/bin/gcc")), "gcc", "apt-get install gcc");
    Path source = Files.writeString(directory.resolve("a.c"), "int main(void) { return 0; }\n");
    straced("gcc", "-c", source.toString()); // from now on a.o is there
    check(100, "gcc", "-c", source.toString());
  }

  @Test
  void anInterpreterIsSpelledAlike() throws IOException, InterruptedException {
    Path python = Path.of("/usr/bin/python3");
    Requirement.require(
        Files.isExecutable(python), "/usr/bin/python3", "apt-get install python3-minimal");
    check(150, python.toString(), "-S", "-E", "-B", "-c", SCRIPT);
  }
}
