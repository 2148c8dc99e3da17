package org.sandtrap.tracer;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.sandtrap.limit.Culprit;
import org.sandtrap.limit.Limit;
import org.sandtrap.syscall.Errno;

/**
 * Keeps one run within its limit of memory: by a control group where there can be one, by looking
 * often enough where not, and by what each process tells of its own peak at its end.
 */
final class MemoryKeeper implements AutoCloseable {
  private final Reach reach;
  private final Clock clock;
  private final long limit;
  private final Optional<MemoryGroup> group;
  private volatile boolean closed;

  private MemoryKeeper(Reach reach, Clock clock, long limit, Optional<MemoryGroup> group) {
    this.reach = reach;
    this.clock = clock;
    this.limit = limit;
    this.group = group;
  }

  /** Prepares what an order's limit of memory takes; without one there is nothing to keep. */
  static MemoryKeeper open(Order order, Reach reach, Clock clock) {
    OptionalLong limit = order.limits().amount(Limit.MEMORY);
    Optional<MemoryGroup> group = limit.isPresent() ? MemoryGroups.SHARED.open() : Optional.empty();
    return new MemoryKeeper(reach, clock, limit.orElse(Long.MAX_VALUE), group);
  }

  /** The group that the child shall enter. */
  Optional<MemoryGroup> group() {
    return group;
  }

  /** What has to look at it from time to time, if there is a limit. */
  Optional<Check> check(int processors) {
    return limit == Long.MAX_VALUE
        ? Optional.empty()
        : Optional.of(new MemoryCheck(reach, clock, this, limit, processors));
  }

  /** Whether the kernel keeps the limit, so that looking is only for whoever leaves the group. */
  boolean byTheKernel() {
    return group.isPresent() && group.get().limited();
  }

  /** The program is in the group with its own memory, and waits for its limit. */
  void started() {
    OptionalInt error = group.map(own -> own.limit(limit)).orElse(OptionalInt.empty());
    if (error.isPresent() && Errno.name(error.getAsInt()).equals("EBUSY")) {
      reach.exceeded(Limit.MEMORY, limit, clock, Optional.empty());
    }
  }

  /**
   * A process has ended: it may have been killed at the limit, or have exceeded it so shortly that
   * no look has seen it.
   */
  void ended(Account.Figures used, boolean killed) {
    boolean overrun =
        killed && reach.stops().isEmpty() && group.map(MemoryGroup::overrun).orElse(false);
    if (overrun || used.peakMemory() > limit) {
      long measured = overrun ? peak().orElse(limit) : used.peakMemory();
      Optional<Culprit> culprit = Optional.of(new Culprit(used.pid(), used.name()));
      reach.exceeded(Limit.MEMORY, measured, clock, culprit);
    }
  }

  /** The most the run had in use at once, as its group counts it. */
  OptionalLong peak() {
    return byTheKernel() && !closed ? group.orElseThrow().peak() : OptionalLong.empty();
  }

  /** To be called when nobody is left. */
  @Override
  public void close() {
    closed = true; // from here the group may be another run's
    group.ifPresent(MemoryGroups.SHARED::close);
  }
}
