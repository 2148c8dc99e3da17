package org.sandtrap.tracer;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.sandtrap.limit.Culprit;
import org.sandtrap.limit.Limit;
import org.sandtrap.syscall.Errno;
import org.sandtrap.tracer.binding.Plan;
import org.sandtrap.tracer.binding.RunTotals;
import org.sandtrap.tracer.cgroup.MemoryCgroup;
import org.sandtrap.tracer.cgroup.MemoryCgroups;
import org.sandtrap.tracer.watch.Check;
import org.sandtrap.tracer.watch.MemoryCheck;
import org.sandtrap.tracer.watch.RunClock;
import org.sandtrap.tracer.watch.RunHandle;

/**
 * The limiter of the memory of one run: it uses a control group where there can be one, checks
 * often enough where not, and judges the peak that each process has at its end.
 */
final class MemoryLimiter implements AutoCloseable {
  private final RunHandle run;
  private final RunClock clock;
  private final long limit;
  private final Optional<MemoryCgroup> group;
  private volatile boolean closed;

  private MemoryLimiter(RunHandle run, RunClock clock, long limit, Optional<MemoryCgroup> group) {
    this.run = run;
    this.clock = clock;
    this.limit = limit;
    this.group = group;
  }

  /**
   * Prepares what the limit of memory of a run takes; without a limit there is nothing to enforce.
   */
  static MemoryLimiter open(RunSpec spec, RunHandle run, RunClock clock) {
    OptionalLong limit = spec.limits().amount(Limit.MEMORY);
    Optional<MemoryCgroup> group =
        limit.isPresent() && spec.modules().isEmpty() // which may extend the limit
            ? MemoryCgroups.SHARED.open()
            : Optional.empty();
    return new MemoryLimiter(run, clock, limit.orElse(Long.MAX_VALUE), group);
  }

  /** The group that the child shall enter. */
  Plan.Group group() {
    return group.isPresent()
        ? new Plan.Group(group.get().home(), group.get().entrance())
        : Plan.Group.ABSENT;
  }

  /** The check that is to be made from time to time, if there is a limit. */
  Optional<Check> check(int processors) {
    return limit == Long.MAX_VALUE
        ? Optional.empty()
        : Optional.of(new MemoryCheck(run, clock, this::byTheKernel, limit, processors));
  }

  /**
   * Whether the kernel enforces the limit, so that checks are only for processes that leave the
   * group.
   */
  boolean byTheKernel() {
    return group.isPresent() && group.get().limited();
  }

  /**
   * Sets the limit of the group: the program is in it now, with memory of its own, and is held
   * meanwhile.
   */
  void started() {
    OptionalInt error = group.map(own -> own.limit(limit)).orElse(OptionalInt.empty());
    // The program is too large before its first instruction.
    if (error.isPresent() && Errno.name(error.getAsInt()).equals("EBUSY")) {
      run.exceeded(Limit.MEMORY, limit, clock, Optional.empty());
    }
  }

  /**
   * Judges a process that has ended: it may have been killed at the limit, or have exceeded it so
   * shortly that no check has seen it.
   */
  void ended(RunTotals.RawUsage used, boolean killed) {
    boolean overrun =
        killed && run.reasons().isEmpty() && group.map(MemoryCgroup::overrun).orElse(false);
    if (overrun || used.peakMemory() > run.limit(Limit.MEMORY, limit)) {
      long measured = overrun ? peak().orElse(limit) : used.peakMemory();
      Optional<Culprit> culprit = Optional.of(new Culprit(used.pid(), used.name()));
      run.exceeded(Limit.MEMORY, measured, clock, culprit);
    }
  }

  /** The most the run had in use at once, as its group counts it. */
  OptionalLong peak() {
    return byTheKernel() && !closed ? group.orElseThrow().peak() : OptionalLong.empty();
  }

  /** To be called when no process is left. */
  @Override
  public void close() {
    closed = true; // from here the group may be another run's
    if (group.isPresent()) {
      MemoryCgroups.SHARED.close(group.get());
    }
  }
}
