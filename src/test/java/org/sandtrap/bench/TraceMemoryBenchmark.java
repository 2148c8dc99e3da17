package org.sandtrap.bench;

import org.sandtrap.Output;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;

/** What a trace keeps in the heap for each call: of a program that looks at many files. */
final class TraceMemoryBenchmark implements Benchmark {
  private static final int RUNS = 5;
  private static final long ENOUGH = 10_000;
  private static final String[] COMMAND = {"ls", "-lR", "/usr/share"};
  private static final Sandbox SANDBOX =
      Sandbox.create().withWall("600s").withStdout(Output.discard()).withTrace();

  @Override
  public String name() {
    return "trace-bytes-per-call";
  }

  @Override
  public Aim aim() {
    return Aim.atMost(64);
  }

  @Override
  public Measurement measure() throws Exception {
    KeptHeap heap = KeptHeap.measure(RUNS, TraceMemoryBenchmark::run, TraceMemoryBenchmark::events);
    return new Measurement(
        name(),
        heap.median(),
        "bytes",
        aim(),
        heap.figures(),
        "heap that the trace of " + String.join(" ", COMMAND) + " keeps, for each event");
  }

  private static long events(Run run) {
    long events = run.trace().events().size();
    Check.that(events > ENOUGH && run.trace().dropped() == 0, run);
    return events;
  }

  private static Run run() {
    return Check.succeeded(SANDBOX.run(COMMAND));
  }
}
