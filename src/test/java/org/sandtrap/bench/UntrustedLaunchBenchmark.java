package org.sandtrap.bench;

import org.sandtrap.Output;
import org.sandtrap.Sandbox;
import org.sandtrap.testing.Tracees;

/**
 * The least a run of an untrusted program can cost, with all that protects this host from it,
 * against a launch by ProcessBuilder with nothing.
 */
final class UntrustedLaunchBenchmark implements Benchmark {
  private static final int WARM_UP = 1000;
  private static final int RUNS = 2000;

  @Override
  public String name() {
    return "launch-untrusted-vs-processbuilder";
  }

  @Override
  public Aim aim() {
    return Aim.atMost(1.0);
  }

  @Override
  public Measurement measure() throws Exception {
    String program = Tracees.path("nothing").toString();
    Sandbox untrusted =
        Sandbox.untrusted().withStdout(Output.discard()).withStderr(Output.discard());
    Pairs pairs =
        Pairs.measure(
            Contender.timing(() -> Check.succeeded(untrusted.run(program))),
            Contender.timing(() -> Natively.discarding(program)),
            WARM_UP,
            RUNS);
    return compared(
        pairs,
        "µs",
        "Sandbox.untrusted().run and ProcessBuilder.start + waitFor of a static program that ends at once; "
            + untrusted.run(program).protections());
  }
}
