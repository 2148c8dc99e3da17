package org.sandtrap.bench;

import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.testing.Tracees;

/** How much heap a run keeps for each process that it had, as long as its result is kept. */
final class ProcessMemoryBenchmark implements Benchmark {
  private static final int PROCESSES = 2_000;
  private static final int RUNS = 20;
  private static final Sandbox SANDBOX = Sandbox.create().withWall("600s");

  @Override
  public String name() {
    return "memory-per-process-bytes";
  }

  @Override
  public Aim aim() {
    return Aim.atMost(512);
  }

  @Override
  public Measurement measure() throws Exception {
    KeptHeap heap = KeptHeap.measure(RUNS, ProcessMemoryBenchmark::run, run -> PROCESSES);
    return new Measurement(
        name(),
        heap.median(),
        "bytes",
        aim(),
        heap.figures(),
        "heap that the result of a run with " + PROCESSES + " processes keeps, for each of them");
  }

  private static Run run() {
    return Check.succeeded(SANDBOX.run(Tracees.command("many_children", "" + PROCESSES)));
  }
}
