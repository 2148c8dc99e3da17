package org.sandtrap.bench;

import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.testing.Tracees;

/**
 * Whether many processes cost more each than few: the time by the program's own clock for ten times
 * as many, a tenth of it.
 */
final class ProcessGrowthBenchmark implements Benchmark {
  private static final int FEW = 10_000;
  private static final int TIMES = 10;
  private static final int RUNS = 5;
  private static final Sandbox SANDBOX = Sandbox.create().withWall("1800s");

  @Override
  public String name() {
    return "process-cost-100000-vs-10000";
  }

  @Override
  public Aim aim() {
    return Aim.atMost(1.1);
  }

  @Override
  public Measurement measure() throws Exception {
    Pairs pairs = Pairs.measure(() -> micros(FEW * TIMES), () -> micros(FEW), 0, RUNS);
    return compared(pairs, "µs", "one process of many_children, of " + FEW * TIMES + " and " + FEW);
  }

  private static double micros(int processes) {
    Run run = SANDBOX.run(Tracees.command("many_children", "" + processes));
    Check.succeeded(run);
    return SelfTimedBenchmark.elapsedMillis(run.stdout(), processes) * 1e3 / processes;
  }
}
