package org.sandtrap.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.Output;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.testing.Patience;
import org.sandtrap.testing.RawCallLog;
import org.sandtrap.testing.Requirement;
import org.sandtrap.testing.Tracees;

/**
 * A full trace has the calls that strace(1) sees, with the same arguments and results, per thread
 * in the same order. What differs is documented: clone3(2) is not available, and the ids.
 */
class StraceComparisonTests {
  private static final Map<String, String> VARIABLES =
      Map.of(
          "PATH",
          "/usr/bin:/bin",
          "LANG",
          "C",
          "TMPDIR",
          "/tmp",
          "HOME",
          "/tmp",
          "TZ",
          "UTC",
          "ASAN_OPTIONS",
          "detect_leaks=0",
          "LSAN_OPTIONS",
          "detect_leaks=0");

  @TempDir Path directory;

  /** A directory with some files, the same for both. */
  private Path place(String name) throws IOException {
    Path place = Files.createDirectory(directory.resolve(name));
    Files.writeString(place.resolve("numbers"), "3\n1\n2\n");
    Files.writeString(place.resolve("hello.c"), "int main(void) { return 0; }\n");
    return place;
  }

  private RawCallLog strace(List<String> command) throws IOException, InterruptedException {
    boolean there =
        Stream.of("/usr/bin/strace", "/bin/strace").map(Path::of).anyMatch(Files::isExecutable);
    Requirement.require(there, "strace", "apt-get install strace");
    Path log = directory.resolve("strace.log");
    // Signals that are ignored here, as below a shell's background job, Sandtrap resets.
    List<String> words =
        new ArrayList<>(
            List.of(
                "env", "--default-signal", "strace", "-f", "-e", "raw=all", "-o", log.toString()));
    words.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(words).directory(place("one").toFile());
    builder.environment().clear();
    builder.environment().putAll(VARIABLES);
    File nothing = new File("/dev/null");
    builder.redirectInput(nothing).redirectOutput(nothing).redirectError(nothing);
    assertThat(builder.start().waitFor(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
    return RawCallLog.ofStrace(log);
  }

  private Run traced(List<String> command) throws IOException {
    Sandbox sandbox =
        Sandbox.create()
            .withWall(Duration.ofSeconds(Patience.SECONDS))
            .withDirectory(place("two"))
            .withEnvironment(VARIABLES)
            .withStdout(Output.discard())
            .withStderr(Output.discard())
            .withTrace();
    return sandbox.run(command);
  }

  private static void requireCommand(String word) {
    boolean there =
        word.startsWith("/")
            || Stream.of("/usr/bin", "/bin")
                .anyMatch(path -> Files.isExecutable(Path.of(path, word)));
    Requirement.require(there, word, "apt-get install the package that has it");
  }

  /** A child may end before its parent waits for it, or while it does: the handler runs then. */
  private static List<List<String>> withoutReturns(RawCallLog log) {
    return log.byThread().stream()
        .map(calls -> calls.stream().filter(line -> !line.startsWith("rt_sigreturn(")).toList())
        .toList();
  }

  private void compare(List<String> command, boolean ordered) throws Exception {
    requireCommand(command.get(0));
    RawCallLog expected = strace(command);
    Trace trace = traced(command).trace();
    assertThat(trace.dropped()).isZero();
    if (ordered) {
      assertThat(withoutReturns(RawCallLog.of(trace))).isEqualTo(withoutReturns(expected));
    } else {
      // What one signal tells of, one wait finds, or one thread waits for, is a matter of time.
      Predicate<String> isCertain = line -> !line.matches("(rt_sigreturn|wait4|futex)\\(.*");
      assertThat(RawCallLog.of(trace).sorted())
          .filteredOn(isCertain)
          .isEqualTo(expected.sorted().stream().filter(isCertain).toList());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "echo hello",
        "cat numbers",
        "ls -l .",
        "ls /nonexistent",
        "sort numbers",
        "wc numbers",
        "head -n 1 numbers",
        "cp numbers copied",
        "mv numbers moved",
        "rm -f numbers",
        "grep 1 numbers",
        "sed s/1/2/ numbers",
        "awk {print} numbers",
        "find . -name numbers",
        "stat numbers",
        "id",
        "env",
        "uname -a",
        "md5sum numbers",
        "dd status=none if=numbers of=copied",
        "tar -cf numbers.tar numbers",
        "gzip -k numbers",
        "touch new",
        "ln -s numbers link",
        "nproc",
        "git --version",
        "perl -e print(1)",
        "/usr/bin/python3 -c print(1)",
        "sqlite3 :memory: .quit",
        "gcc -c hello.c",
      })
  void realProgramsOfOneThreadEach(String command) throws Exception {
    compare(List.of(command.split(" ")), true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"exit 3", "cat-static", "cat-musl", "echo_args a b", "raise TERM"})
  void programsOfOurs(String command) throws Exception {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.set(0, Tracees.path(words.get(0)).toString());
    compare(words, true);
  }

  @Test
  void aTreeOfProcesses() throws Exception {
    compare(List.of(Tracees.path("fork_tree-static").toString(), "2", "2"), false);
  }

  @Test
  void threads() throws Exception {
    compare(List.of(Tracees.path("threads-musl").toString()), false);
  }

  @Test
  void aPipelineOfAShell() throws Exception {
    compare(List.of("sh", "-c", "cat numbers | sort | head -n 1"), false);
  }

  @Test
  void aScriptOfAShell() throws Exception {
    compare(List.of("sh", "-c", "cat numbers > copied; ls; rm copied; exit 3"), true);
  }
}
