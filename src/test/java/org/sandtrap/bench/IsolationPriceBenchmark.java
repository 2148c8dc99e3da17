package org.sandtrap.bench;

import java.util.function.UnaryOperator;
import org.sandtrap.Sandbox;
import org.sandtrap.testing.Tracees;

/** The price of one protection: a launch with it, against one without. */
final class IsolationPriceBenchmark implements Benchmark {
  private static final int WARM_UP = 500;
  private static final int RUNS = 2000;

  private final String name;
  private final UnaryOperator<Sandbox> protection;

  IsolationPriceBenchmark(String name, UnaryOperator<Sandbox> protection) {
    this.name = name;
    this.protection = protection;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Aim aim() {
    return Aim.atMost(3);
  }

  @Override
  public Measurement measure() throws Exception {
    String program = Tracees.path("nothing").toString();
    Sandbox plain = LaunchBenchmark.DISCARDING;
    Sandbox closed = protection.apply(plain);
    Pairs pairs =
        Pairs.measure(
            Contender.timing(() -> Check.succeeded(closed.run(program))),
            Contender.timing(() -> Check.succeeded(plain.run(program))),
            WARM_UP,
            RUNS);
    return compared(
        pairs,
        "µs",
        "Sandbox.run of a static program that ends at once, with "
            + closed.run(program).protections()
            + ", and without");
  }
}
