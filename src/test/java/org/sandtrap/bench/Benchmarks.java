package org.sandtrap.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sandtrap.Sandbox;
import org.sandtrap.isolation.Network;
import org.sandtrap.isolation.PathRule;

/** Runs all benchmarks, prints their results as a table, and writes them to a file. */
final class Benchmarks {
  private static final List<Benchmark> ALL =
      List.of(
          new LaunchBenchmark(),
          new CapturedLaunchBenchmark(),
          new UntrustedLaunchBenchmark(),
          new IsolationPriceBenchmark(
              "launch-in-pid-namespace-vs-plain", Sandbox::withIsolatedProcesses),
          new IsolationPriceBenchmark(
              "launch-in-own-root-vs-plain",
              plain -> plain.withReadable(PathRule.SYSTEM).withWritable(PathRule.PRIVATE)),
          new IsolationPriceBenchmark(
              "launch-with-closed-files-vs-plain", plain -> plain.withReadable(PathRule.SYSTEM)),
          new IsolationPriceBenchmark(
              "launch-without-network-vs-plain", plain -> plain.withNetwork(Network.NONE)),
          new HeapBenchmark(),
          ColdBenchmark.beyondJna(),
          ColdBenchmark.runs(1, 5),
          ColdBenchmark.runs(50, 2.5),
          ColdBenchmark.runs(300, 1.3),
          ColdBenchmark.deniedRule(),
          SelfTimedBenchmark.systemCalls(),
          SelfTimedBenchmark.ruledCalls(),
          SelfTimedBenchmark.deniedCalls(),
          new PolicyBenchmark(),
          new PathRuleBenchmark(),
          SelfTimedBenchmark.computing(),
          new ParallelBenchmark(),
          new SoakBenchmark(),
          new MakeBenchmark(),
          SelfTimedBenchmark.forks(),
          new ProcessGrowthBenchmark(),
          new ProcessMemoryBenchmark(),
          TraceBenchmark.full(),
          TraceBenchmark.fullPinned(),
          TraceBenchmark.selected(),
          TraceBenchmark.entries(),
          TraceBenchmark.gcc(),
          TraceBenchmark.gccVsStrace(),
          new TraceMemoryBenchmark(),
          ModuleBenchmark.ofStops(),
          ModuleBenchmark.ofTime(),
          OvershootBenchmark.wall(),
          OvershootBenchmark.cpu(),
          OvershootBenchmark.cpuOfThreads(),
          OvershootBenchmark.idle(),
          OvershootBenchmark.memory(),
          OvershootBenchmark.memoryOfGroup(),
          new GroupBenchmark(),
          WatchdogBenchmark.usual(),
          WatchdogBenchmark.withoutGroups());

  private Benchmarks() {}

  /**
   * Runs them; an aim that is missed is no failure.
   *
   * @param arguments the file for the results; then, if not all are wanted, the names of those that
   *     are
   */
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    List<String> wanted = List.of(arguments).subList(1, arguments.length);
    System.out.printf(
        "%nBenchmark on Linux %s, %d CPUs, Java %s; load before: %s%n%n",
        System.getProperty("os.version"),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.version"),
        load());
    row("name", "value", "range", "unit", "aim", "", "");
    List<Measurement> measurements = new ArrayList<>();
    for (Benchmark benchmark : ALL) {
      if (wanted.isEmpty() || wanted.contains(benchmark.name())) {
        measure(benchmark).ifPresent(measurements::add);
      }
    }
    Results.write(file, measurements);
    System.out.printf("%nLoad after: %s. Written to %s%n%n", load(), file);
  }

  private static Optional<Measurement> measure(Benchmark benchmark) throws Exception {
    Optional<String> obstacle = benchmark.obstacle();
    if (obstacle.isPresent()) {
      row(benchmark.name(), "", "", "", benchmark.aim().toString(), "not measured", obstacle.get());
      return Optional.empty();
    }
    Measurement measurement = benchmark.measure();
    row(
        measurement.name(),
        String.format(Locale.ROOT, "%.3f", measurement.estimate().value()),
        measurement.estimate().range(),
        measurement.unit(),
        measurement.aim().toString(),
        measurement.reached() ? "reached" : "not reached",
        measurement.figures());
    return Optional.of(measurement);
  }

  private static void row(Object... cells) {
    System.out.printf("%-36s %7s %7s %-6s %-7s %-12s %s%n", cells);
  }

  /** The average numbers of threads that wanted a CPU lately, see proc_loadavg(5). */
  private static String load() throws IOException {
    return String.join(
        " ", List.of(Files.readString(Path.of("/proc/loadavg")).split(" ")).subList(0, 3));
  }
}
