package org.sandtrap.bench;

import java.util.Locale;
import java.util.Optional;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.testing.Libc;
import org.sandtrap.testing.Tracees;

/**
 * What it costs to look after all limits of a program that computes: CPU time of this JVM, with the
 * launch and with what a JVM uses that does nothing.
 *
 * @param name its name in the results
 * @param groups whether control groups are used
 */
record WatchdogBenchmark(String name, Groups groups) implements Benchmark {
  private static final int ROUNDS = 10;
  private static final int WARM_UP = 2;
  private static final int MILLIS = 4000;
  private static final double PERCENT = 100;
  private static final Sandbox SANDBOX =
      Sandbox.create()
          .withWall("60s")
          .withCpu("60s")
          .withIdle("10s")
          .withMemory("256MiB")
          .withAddressSpace("8GiB")
          .withStack("8MiB")
          .withFileSize("1GB")
          .withDisk("1GB")
          .withFiles(1000)
          .withProcesses(50)
          .withThreads(100)
          .withOpenFiles(500);

  static WatchdogBenchmark usual() {
    return new WatchdogBenchmark("watchdog-cost-percent", Groups.AUTO);
  }

  static WatchdogBenchmark withoutGroups() {
    return new WatchdogBenchmark("watchdog-cost-without-group-percent", Groups.OFF);
  }

  @Override
  public Aim aim() {
    return Aim.atMost(0.5);
  }

  @Override
  public Optional<String> obstacle() {
    return groups == Groups.OFF ? Optional.empty() : Groups.obstacle();
  }

  @Override
  public Measurement measure() throws Exception {
    return groups.during(this::shares);
  }

  private Measurement shares() throws InterruptedException {
    long before = Libc.processCpuNanos();
    Thread.sleep(MILLIS);
    double idle = PERCENT * (Libc.processCpuNanos() - before) / (MILLIS * 1e6);
    double[] shares = new double[ROUNDS];
    for (int i = -WARM_UP; i < ROUNDS; i++) {
      shares[Math.max(0, i)] = share();
    }
    String figures =
        String.format(
            Locale.ROOT,
            "of %d runs of %d ms each; this JVM when it sleeps: %.2f",
            ROUNDS,
            MILLIS,
            idle);
    return new Measurement(
        name,
        Bootstrap.quantile(shares, 0.5),
        "%",
        aim(),
        figures,
        "CPU time of the JVM, launch included, in that of a computing program with all limits set");
  }

  private static double share() {
    long before = Libc.processCpuNanos();
    Run run = SANDBOX.run(Tracees.command("burn_cpu", String.valueOf(MILLIS)));
    long used = Libc.processCpuNanos() - before;
    Check.that(run.verdict() == Verdict.OK, run);
    return PERCENT * used / run.usage().cpu().toNanos();
  }
}
