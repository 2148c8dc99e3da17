package org.sandtrap.bench;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a launch costs more in a JVM with a large heap, as it would if the child were a copy of
 * the JVM: two JVMs take turns at blocks of launches.
 */
final class HeapBenchmark implements Benchmark {
  private static final int WARM_UP_BLOCKS = 100;
  private static final int BLOCKS = 200;
  private static final long LARGE_MEBIBYTES = 4096;
  private static final long NEEDED_MEBIBYTES = LARGE_MEBIBYTES + 1024;

  @Override
  public String name() {
    return "launch-at-4GiB-heap-vs-small-heap";
  }

  @Override
  public Aim aim() {
    return Aim.atMost(1.1);
  }

  @Override
  public Optional<String> obstacle() throws IOException {
    long available = ProcFile.mebibytes("/proc/meminfo", "MemAvailable:");
    return available >= NEEDED_MEBIBYTES
        ? Optional.empty()
        : Optional.of("needs " + NEEDED_MEBIBYTES + " MiB of memory, free are " + available);
  }

  @Override
  public Measurement measure() throws Exception {
    try (HeapJvm large = HeapJvm.start("4g");
        HeapJvm small = HeapJvm.start("64m")) {
      Check.that(
          large.residentMebibytes() >= LARGE_MEBIBYTES,
          large.residentMebibytes() + " MiB resident");
      Check.that(small.residentMebibytes() < 512, small.residentMebibytes() + " MiB resident");
      Pairs pairs = Pairs.measure(large::launchMicros, small::launchMicros, WARM_UP_BLOCKS, BLOCKS);
      return compared(
          pairs,
          "µs",
          String.format(
              Locale.ROOT,
              "each the median of a block of %d launches, in JVMs with %d and %d MiB resident",
              HeapWorker.BLOCK,
              large.residentMebibytes(),
              small.residentMebibytes()));
    }
  }
}
