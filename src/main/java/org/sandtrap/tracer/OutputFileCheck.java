package org.sandtrap.tracer;

import java.util.concurrent.TimeUnit;
import org.sandtrap.tracer.watch.Check;

/**
 * A check that ends a run whose files of output have become too long. A stop at every write would
 * find that at once, but slow down what is written within the limit.
 *
 * @param outputs the outputs
 */
record OutputFileCheck(RunOutputs outputs) implements Check {
  private static final long SHORTEST_REST = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long LONGEST_REST = TimeUnit.MILLISECONDS.toNanos(100);

  /** Bytes that can be written in a nanosecond, into memory. */
  private static final long SPEED = 4;

  @Override
  public long look(long now) {
    return now + Math.max(SHORTEST_REST, Math.min(LONGEST_REST, outputs.look() / SPEED));
  }

  @Override
  public boolean joins() {
    return true;
  }
}
