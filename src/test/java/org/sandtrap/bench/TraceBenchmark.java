package org.sandtrap.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sandtrap.Output;
import org.sandtrap.Sandbox;
import org.sandtrap.testing.Tracees;

/**
 * What a trace costs a program, against strace(1) or without any.
 *
 * @param name its name in the results
 * @param aim what the ratio should be
 * @param traced the calls that are recorded, as {@link Sandbox#withTrace} takes them
 * @param entriesOnly whether only the entries of calls are recorded
 * @param other the words before the command on the other side; {@code LOG} is a file for a log
 * @param command the program
 * @param runs how many pairs of runs count
 */
record TraceBenchmark(
    String name,
    Aim aim,
    List<String> traced,
    boolean entriesOnly,
    List<String> other,
    List<String> command,
    int runs)
    implements Benchmark {
  private static final String LOG = "LOG";
  private static final Set<String> TRACEES = Set.of("getppid_loop", "one_in_thousand");
  private static final String CALLS = "20000";
  private static final List<String> STRACE = List.of("strace", "-f", "-o", LOG);

  /** Every call, as strace is used. */
  static TraceBenchmark full() {
    return new TraceBenchmark(
        "trace-full-vs-strace", Aim.atMost(0.6), List.of(), false, STRACE, loop(), 10);
  }

  /** Every call, where strace is kept on one processor with its program by hand. */
  static TraceBenchmark fullPinned() {
    List<String> pinned = new ArrayList<>(List.of("taskset", "-c", "0"));
    pinned.addAll(STRACE);
    return new TraceBenchmark(
        "trace-full-vs-strace-pinned", Aim.atMost(0.7), List.of(), false, pinned, loop(), 10);
  }

  /** One call in a thousand. */
  static TraceBenchmark selected() {
    return new TraceBenchmark(
        "trace-selected-vs-native",
        Aim.atMost(1.3),
        List.of("getuid"),
        false,
        List.of(),
        List.of("one_in_thousand", "500000"),
        20);
  }

  /**
   * Only the entries of the calls that are selected, where strace selects with a filter as well.
   */
  static TraceBenchmark entries() {
    List<String> filtering = new ArrayList<>(STRACE);
    filtering.addAll(List.of("--seccomp-bpf", "-e", "trace=getppid"));
    return new TraceBenchmark(
        "trace-entry-only-vs-strace-seccomp",
        Aim.atMost(0.4),
        List.of("getppid"),
        true,
        filtering,
        loop(),
        10);
  }

  /** A compilation, traced and not. */
  static TraceBenchmark gcc() {
    return new TraceBenchmark(
        "trace-gcc-vs-native", Aim.atMost(2), List.of(), false, List.of(), compilation(), 10);
  }

  /** A compilation, traced by us and by strace. */
  static TraceBenchmark gccVsStrace() {
    return new TraceBenchmark(
        "trace-gcc-vs-strace", Aim.atMost(0.5), List.of(), false, STRACE, compilation(), 10);
  }

  private static List<String> loop() {
    return List.of("getppid_loop", CALLS);
  }

  private static List<String> compilation() {
    return List.of("/usr/bin/gcc", "-c", "-o", "/dev/null", "SOURCE");
  }

  @Override
  public Optional<String> obstacle() {
    Stream<String> needed =
        Stream.concat(
            other.stream().filter(word -> word.matches("strace|taskset")), Stream.of("gcc"));
    return needed
        .filter(tool -> !Files.isExecutable(Path.of("/usr/bin", tool)))
        .findFirst()
        .map(tool -> "needs " + tool + ": apt-get install " + tool);
  }

  @Override
  public Measurement measure() throws Exception {
    Path log = Files.createTempFile("sandtrap-strace", ".log");
    Path source = Files.createTempFile("sandtrap-trace", ".c");
    try {
      Files.writeString(source, "#include <stdio.h>\nint main(void) { return puts(\"hi\"); }\n");
      List<String> ours = words(command, log, source);
      List<String> theirs = new ArrayList<>(words(other, log, source));
      theirs.addAll(ours);
      Sandbox sandbox =
          Sandbox.create()
              .withWall("600s")
              .withStdout(Output.discard())
              .withTrace(traced.toArray(String[]::new));
      Sandbox used = entriesOnly ? sandbox.withTraceEntriesOnly() : sandbox;
      Pairs pairs =
          Pairs.measure(
              Contender.timing(() -> Check.succeeded(used.run(ours))),
              Contender.timing(() -> Natively.discarding(theirs.toArray(String[]::new))),
              Math.min(3, runs),
              runs);
      return compared(pairs, "µs", String.join(" ", command) + ", traced, and under: " + other);
    } finally {
      Files.delete(log);
      Files.delete(source);
    }
  }

  private static List<String> words(List<String> words, Path log, Path source) {
    return words.stream()
        .map(word -> word.equals(LOG) ? log.toString() : word)
        .map(word -> word.equals("SOURCE") ? source.toString() : word)
        .map(word -> TRACEES.contains(word) ? Tracees.path(word).toString() : word)
        .toList();
  }
}
