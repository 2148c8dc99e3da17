package org.sandtrap.tracer;

/** How much a run may still write to its captured outputs together. */
final class OutputBudget {
  private final long limit;
  private long seen;

  OutputBudget(long limit) {
    this.limit = limit;
  }

  /** Counts so many new bytes and answers how many of them to keep. */
  synchronized int take(int count) {
    long left = Math.max(0, limit - seen);
    seen += count;
    return (int) Math.min(left, count);
  }

  /** Whether more was written than the limit allows; exactly the limit is not more. */
  synchronized boolean exceeded() {
    return seen > limit;
  }

  /** The bytes written as far as they have been read. */
  synchronized long seen() {
    return seen;
  }
}
