package org.sandtrap.bench;

import java.io.IOException;
import java.util.Optional;
import org.sandtrap.Sandbox;
import org.sandtrap.testing.Tracees;

/**
 * What it costs to launch into a control group: the same program without and with a limit of
 * memory.
 */
final class GroupBenchmark implements Benchmark {
  private static final int WARM_UP = 2000;
  private static final int RUNS = 3000;

  @Override
  public String name() {
    return "launch-in-group-vs-launch";
  }

  @Override
  public Aim aim() {
    return Aim.atMost(1.3);
  }

  @Override
  public Optional<String> obstacle() throws IOException {
    return Groups.obstacle();
  }

  @Override
  public Measurement measure() throws Exception {
    String program = Tracees.path("nothing").toString();
    Sandbox limited = LaunchBenchmark.DISCARDING.withMemory("64MiB");
    Pairs pairs =
        Pairs.measure(
            Contender.timing(() -> Check.succeeded(limited.run(program))),
            Contender.timing(() -> Check.succeeded(LaunchBenchmark.DISCARDING.run(program))),
            WARM_UP,
            RUNS);
    return compared(
        pairs, "µs", "Sandbox.run with a limit of memory, in a control group, and without one");
  }
}
