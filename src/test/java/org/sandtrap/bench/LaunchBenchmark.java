package org.sandtrap.bench;

import org.sandtrap.Output;
import org.sandtrap.Sandbox;
import org.sandtrap.testing.Tracees;

/** The least a run can cost: a static program that ends at once, its output discarded. */
final class LaunchBenchmark implements Benchmark {
  private static final int WARM_UP = 2000;
  private static final int RUNS = 5000;

  /** Settings with which no output is captured. */
  static final Sandbox DISCARDING =
      Sandbox.create().withStdout(Output.discard()).withStderr(Output.discard());

  @Override
  public String name() {
    return "launch-vs-processbuilder";
  }

  @Override
  public Aim aim() {
    return Aim.atMost(0.5);
  }

  @Override
  public Measurement measure() throws Exception {
    String program = Tracees.path("nothing").toString();
    Pairs pairs =
        Pairs.measure(
            Contender.timing(() -> Check.succeeded(DISCARDING.run(program))),
            Contender.timing(() -> Natively.discarding(program)),
            WARM_UP,
            RUNS);
    return compared(
        pairs,
        "µs",
        "Sandbox.run and ProcessBuilder.start + waitFor (Redirect.DISCARD) of a static program that ends at once");
  }
}
