package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.TestAbortedException;

/**
 * What compilers and runtimes make of a program that allocates, uses threads and prints: it does
 * the same under the policies that come along as without one.
 */
@Tag("slow")
class LanguageTests {
  private static final String PRINTED = "sum 4999950000\n";

  private static final ConcurrentHashMap<Language, List<String>> COMMANDS =
      new ConcurrentHashMap<>();

  @TempDir static Path directory;

  private enum Language {
    CPP(
        "sum.cc",
        """
        #include <iostream>
        #include <numeric>
        #include <thread>
        #include <vector>
        int main() {
          std::vector<long> numbers(100000);
          std::thread filler([&] { std::iota(numbers.begin(), numbers.end(), 0L); });
          filler.join();
          std::cout << "sum " << std::accumulate(numbers.begin(), numbers.end(), 0L) << std::endl;
        }
        """,
        List.of("g++", "-O1", "-pthread", "{source}", "-o", "{program}"),
        List.of("{program}")),
    CPP_STATIC(
        "sum.cc",
        CPP.source,
        List.of("g++", "-O1", "-pthread", "-static", "{source}", "-o", "{program}"),
        List.of("{program}")),
    RUST(
        "sum.rs",
        """
        use std::thread;
        fn main() {
            let numbers: Vec<u64> = (0..100_000).collect();
            let sum = thread::spawn(move || numbers.iter().sum::<u64>()).join().unwrap();
            println!("sum {}", sum);
        }
        """,
        List.of("rustc", "-O", "{source}", "-o", "{program}"),
        List.of("{program}")),
    GO(
        "sum.go",
        """
        package main
        import ("fmt"; "runtime")
        func main() {
            sums := make(chan uint64)
            for part := 0; part < 10; part++ {
                go func(first int) {
                    numbers := make([]uint64, 10000)
                    sum := uint64(0)
                    for i := range numbers { numbers[i] = uint64(first + i); sum += numbers[i] }
                    sums <- sum
                }(part * 10000)
            }
            all := uint64(0)
            for part := 0; part < 10; part++ { all += <-sums }
            runtime.GC()
            fmt.Println("sum", all)
        }
        """,
        List.of("go", "build", "-o", "{program}", "{source}"),
        List.of("{program}")),
    JAVA(
        "Sum.java",
        """
        public class Sum {
          public static void main(String[] arguments) {
            long sum = java.util.stream.LongStream.range(0, 100_000).parallel().sum();
            System.out.println("sum " + sum);
          }
        }
        """,
        List.of("javac", "-d", "{directory}", "{source}"),
        List.of("java", "-Xmx64m", "-cp", "{directory}", "Sum")),
    NODE(
        "sum.js",
        """
        const sum = Array.from({length: 1e5}, (_, i) => i).reduce((a, b) => a + b);
        console.log("sum " + sum);
        """,
        List.of("node", "--check", "{source}"),
        List.of("node", "{source}"));

    private final String file;
    private final String source;
    private final List<String> compiler;
    private final List<String> program;

    Language(String file, String source, List<String> compiler, List<String> program) {
      this.file = file;
      this.source = source;
      this.compiler = compiler;
      this.program = program;
    }

    private List<String> filled(List<String> words, Path own) {
      return words.stream()
          .map(
              word ->
                  word.replace("{source}", own.resolve(file).toString())
                      .replace("{program}", own.resolve("program").toString())
                      .replace("{directory}", own.toString()))
          .toList();
    }
  }

  /** Compiles once; the test is skipped where the compiler is not installed. */
  private static List<String> command(Language language) {
    return COMMANDS.computeIfAbsent(
        language,
        one -> {
          try {
            return compiled(one);
          } catch (IOException | InterruptedException e) {
            throw new TestAbortedException(one.compiler.get(0) + " is not installed: " + e, e);
          }
        });
  }

  private static List<String> compiled(Language language) throws IOException, InterruptedException {
    Path own = Files.createDirectories(directory.resolve(language.name()));
    Files.writeString(own.resolve(language.file), language.source);
    ProcessBuilder compiler = new ProcessBuilder(language.filled(language.compiler, own));
    compiler.environment().put("GOCACHE", own.resolve("cache").toString());
    compiler.environment().put("HOME", System.getProperty("user.home"));
    Process process = compiler.redirectErrorStream(true).directory(own.toFile()).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isZero();
    return language.filled(language.program, own);
  }

  private static Run run(Sandbox sandbox, Language language) {
    return succeeded(
        sandbox
            .withWall("60s")
            .withInherited("PATH")
            .withDirectory(directory)
            .run(command(language)));
  }

  @ParameterizedTest
  @EnumSource
  void aProgramDoesTheSameWithAndWithoutPolicies(Language language) {
    Stream.of(
            Sandbox.create(),
            Sandbox.create().withPolicy("default"),
            Sandbox.create().withPolicy("no-network"),
            Sandbox.create().withPolicy("untrusted"))
        .map(sandbox -> run(sandbox, language))
        .forEach(
            run -> {
              assertThat(run.stdoutText()).isEqualTo(PRINTED);
              assertThat(run.stderrText()).isEmpty();
              assertThat(run.deniedCalls()).isEmpty();
            });
  }

  /** The runtimes of Java and JavaScript do more than to compute: they write files of their own. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"JAVA", "NODE"})
  void whatIsCompiledComputesUnderCompute(Language language) {
    Run run = run(Sandbox.create().withPolicy("compute"), language);
    assertThat(run.stdoutText()).isEqualTo(PRINTED);
    assertThat(run.guardedCalls()).isEmpty();
  }
}
