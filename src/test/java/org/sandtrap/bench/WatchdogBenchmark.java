package org.sandtrap.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.testing.Tracees;

/** What it costs to look after all limits of a program that computes: CPU time of this JVM. */
final class WatchdogBenchmark implements Benchmark {
  private static final int ROUNDS = 12;
  private static final String MILLIS = "1000";
  private static final double PERCENT = 100;

  @Override
  public String name() {
    return "watchdog-cost-percent";
  }

  @Override
  public Aim aim() {
    return Aim.atMost(0.5);
  }

  @Override
  public Measurement measure() {
    Sandbox sandbox =
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
    OperatingSystemMXBean jvm =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    double[] shares = new double[ROUNDS];
    for (int i = -2; i < ROUNDS; i++) {
      long before = jvm.getProcessCpuTime();
      Run run = sandbox.run(Tracees.command("burn_cpu", MILLIS));
      long used = jvm.getProcessCpuTime() - before;
      Check.that(run.verdict() == Verdict.OK, run);
      shares[Math.max(0, i)] = PERCENT * used / run.usage().cpu().toNanos();
    }
    String figures = String.format(Locale.ROOT, "of %d runs of %s ms each", ROUNDS, MILLIS);
    return new Measurement(
        name(),
        Bootstrap.quantile(shares, 0.5),
        "%",
        aim(),
        figures,
        "CPU time of the JVM, launch included, in that of a computing program with all limits set");
  }
}
