package org.sandtrap.bench;

import org.sandtrap.testing.Tracees;

/**
 * What {@link HeapJvm} runs. Prints the size of its resident memory in MiB; then, for every byte it
 * reads, makes a block of launches and prints their median in microseconds.
 */
final class HeapWorker {
  /** How many launches a block has. */
  static final int BLOCK = 20;

  private HeapWorker() {}

  /** Serves until the end of its input. */
  public static void main(String[] arguments) throws Exception {
    String program = Tracees.path("nothing").toString();
    Contender launch =
        Contender.timing(() -> Check.succeeded(LaunchBenchmark.DISCARDING.run(program)));
    System.out.println(ProcFile.mebibytes("/proc/self/status", "VmRSS:"));
    double[] block = new double[BLOCK];
    while (System.in.read() >= 0) {
      for (int i = 0; i < BLOCK; i++) {
        block[i] = launch.measure();
      }
      System.out.println(Bootstrap.MEDIAN.evaluate(block));
    }
  }
}
