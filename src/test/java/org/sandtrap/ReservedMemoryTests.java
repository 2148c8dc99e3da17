package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.testing.Hostile;

/**
 * Programs that reserve far more address space than they use are not stopped by a limit of memory:
 * sanitizers, and the runtimes of Java, Go and JavaScript.
 */
@Tag("limits")
class ReservedMemoryTests {
  private static final List<String> PLACES =
      List.of("/usr/bin", "/usr/local/bin", "/usr/local/go/bin", "/usr/lib/go/bin");

  private final Sandbox sandbox = Sandbox.create().withMemory("64MiB");

  @ParameterizedTest
  @ValueSource(strings = {"none", "noreserve"})
  void oneReservation(String way) {
    Run run = Hostile.run(sandbox, "attacks/mem_reserve", way);
    checkOk(run, "reserved 100 GiB touched 10 MiB\n");
    assertThat(run.usage().peakVirtual()).isGreaterThan(ByteSize.ofGibibytes(100));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sanitized-asan", "sanitized-tsan"})
  void sanitizers(String name) {
    Run run = Hostile.run(sandbox, name);
    checkOk(run, "sum 4000\n");
    assertThat(run.stderrText()).isEmpty();
    assertThat(run.usage().peakVirtual()).isGreaterThan(ByteSize.ofGibibytes(1024));
  }

  @ParameterizedTest
  @CsvSource({
    "sanitized-asan, overflow, 1, AddressSanitizer: heap-buffer-overflow",
    "sanitized-tsan, race, 66, ThreadSanitizer: data race"
  })
  void sanitizersFindWhatTheyFindOutside(String name, String fault, int code, String report) {
    Run run = Hostile.run(sandbox.withMemory("256MiB"), name, fault);
    assertThat(run.causes()).as("%s", run).isEqualTo(List.of(new Cause.Exited(code)));
    assertThat(run.stderrText()).contains(report).contains("sanitized.c:");
  }

  @Test
  void theArenasThreadsAndSignalsOfGo() {
    Run run = Hostile.run(sandbox, "like_go", "8", "32");
    checkOk(run, "threads 8 worked 32 MiB interrupted\n");
    assertThat(run.usage().peakVirtual()).isGreaterThan(ByteSize.ofGibibytes(32));
    assertThat(run.usage().signals()).isGreaterThanOrEqualTo(80);
  }

  @Test
  void aJvm() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Run run =
        Hostile.command(
            sandbox.withMemory("512MiB"),
            java,
            "-Xmx16g",
            "-Xms16m",
            "-XX:+UseSerialGC",
            "-version");
    checkOk(run, "");
    assertThat(run.usage().peakVirtual()).isGreaterThan(ByteSize.ofGibibytes(16));
  }

  @Test
  void nodeWhereItIsInstalled() {
    String script = "console.log(Array.from({length: 1e5}, (_, i) => i).reduce((a, b) => a + b))";
    Run run = Hostile.command(sandbox.withMemory("512MiB"), installed("node"), "-e", script);
    checkOk(run, "4999950000\n");
  }

  @Test
  void goWhereItIsInstalled(@TempDir Path directory) throws IOException {
    String go = installed("go");
    Files.writeString(
        directory.resolve("hello.go"),
        """
        package main

        import ("fmt"; "runtime"; "sync")

        func main() {
          var all sync.WaitGroup
          for i := 0; i < 100; i++ {
            all.Add(1)
            go func() { _ = make([]byte, 1<<20); runtime.Gosched(); all.Done() }()
          }
          all.Wait()
          fmt.Println("hello")
        }
        """);
    Sandbox build =
        Sandbox.create()
            .withWall("2min")
            .withDirectory(directory)
            .withEnvironment("GOCACHE", directory.resolve("cache").toString())
            .withEnvironment("GOPATH", directory.resolve("path").toString());
    checkOk(build.run(go, "build", "-o", "hello", "hello.go"), "");
    checkOk(Hostile.command(sandbox, directory.resolve("hello").toString()), "hello\n");
  }

  /** Not required anywhere: too large to be installed for one test. */
  private static String installed(String name) {
    Stream<Path> places = PLACES.stream().map(place -> Path.of(place, name));
    String found = places.filter(Files::isExecutable).map(Path::toString).findFirst().orElse("");
    assumeTrue(!found.isEmpty(), name + " is not installed: apt-get install golang-go nodejs");
    return found;
  }

  private static void checkOk(Run run, String output) {
    assertThat(run.causes()).as("%s", run).isEqualTo(List.of(new Cause.Exited(0)));
    assertThat(run.stdoutText()).isEqualTo(output);
  }
}
