package org.sandtrap.tracer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.Limit;

/** The pipes of one run, and the limit on what comes out of them together. */
final class Outputs implements OutputPipe.Owner {
  private final List<OutputPipe> pipes = new ArrayList<>(2);
  private final Reach reach;
  private final long begun = System.nanoTime();
  private boolean attached;

  Outputs(Order order, Records records, Reach reach) {
    this.reach = reach;
    long limit = order.limits().output().map(ByteSize::bytes).orElse(Long.MAX_VALUE);
    OutputBudget budget = new OutputBudget(limit);
    add(records.pipe(1), order.output(), budget);
    add(records.pipe(2), order.errors(), budget);
  }

  private void add(int fd, Optional<Sink> sink, OutputBudget budget) {
    if (fd >= 0) {
      pipes.add(new OutputPipe(fd, sink.orElseThrow(), budget, this));
    }
  }

  boolean waiting() {
    return !attached && !pipes.isEmpty();
  }

  /** From now on the pump drains the pipes while the program runs. */
  void attach() {
    attached = true;
    pipes.forEach(Pump.SHARED::attach);
  }

  /** Reads what is left and closes. */
  void finish() {
    if (attached) {
      pipes.forEach(Pump.SHARED::detach);
    }
    pipes.forEach(OutputPipe::finish);
  }

  @Override
  public void outputExceeded(long seen) {
    Duration after = Duration.ofNanos(System.nanoTime() - begun);
    reach.insist(new Stop.LimitReached(Limit.OUTPUT, seen, after, Optional.empty()));
  }

  @Override
  public void outputFailed(Throwable problem) {
    reach.insist(new Stop.Failed("output", problem));
  }
}
