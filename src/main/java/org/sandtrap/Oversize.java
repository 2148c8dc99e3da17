package org.sandtrap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;
import org.sandtrap.limit.Usage;
import org.sandtrap.policy.DeniedCalls;
import org.sandtrap.syscall.Errno;
import org.sandtrap.syscall.Signal;
import org.sandtrap.tracer.LaunchFailure;
import org.sandtrap.tracer.Outcome;
import org.sandtrap.tracer.binding.Ending;
import org.sandtrap.tracer.binding.Plan;
import org.sandtrap.tracer.binding.Step;
import org.sandtrap.tracer.watch.KillReason;
import org.sandtrap.unwind.ElfFile;

/**
 * A program that the kernel could not load, and that is larger than its limits of memory allow: its
 * code and static data alone.
 *
 * @param reasons the limits that it exceeds
 */
record Oversize(List<KillReason> reasons) {
  /** Finds out whether that is why a launch failed. */
  static Optional<Oversize> of(LaunchFailure failure, Plan plan, Limits limits) {
    if (!isForMemory(failure)) {
      return Optional.empty();
    }
    OptionalLong size = size(plan);
    List<KillReason> reasons = new ArrayList<>();
    Stream.of(Limit.MEMORY, Limit.ADDRESS_SPACE)
        .filter(limit -> size.orElse(0) > limits.amount(limit).orElse(Long.MAX_VALUE))
        .map(
            limit ->
                new KillReason.LimitReached(
                    limit, size.getAsLong(), Duration.ZERO, Optional.empty()))
        .forEach(reasons::add);
    return reasons.isEmpty() ? Optional.empty() : Optional.of(new Oversize(reasons));
  }

  /** Whether the kernel refused to load the program, or broke off, as it does without memory. */
  private static boolean isForMemory(LaunchFailure failure) {
    return failure.step() == Step.NONE
        ? failure.reasons().isEmpty() && failure.errno() == Signal.SIGSEGV.number()
        : failure.step() == Step.EXEC && Errno.name(failure.errno()).equals("ENOMEM");
  }

  private static OptionalLong size(Plan plan) {
    return plan.paths().stream()
        .map(ElfFile::loadedSize)
        .filter(OptionalLong::isPresent)
        .findFirst()
        .orElse(OptionalLong.empty());
  }

  /** A run that ended before the first instruction. */
  Outcome outcome(int pid) {
    return new Outcome(
        pid,
        new Ending.Killed(Signal.SIGKILL.number()),
        Duration.ZERO,
        reasons,
        Optional.empty(),
        Map.of(),
        OptionalInt.empty(),
        Optional.empty(),
        List.of(),
        Set.of(),
        DeniedCalls.NONE,
        DeniedCalls.NONE,
        Duration.ZERO,
        Usage.NONE,
        List.of(),
        List.of());
  }
}
