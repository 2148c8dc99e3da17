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
import org.sandtrap.limit.Usage;
import org.sandtrap.policy.DeniedCalls;
import org.sandtrap.syscall.Errno;
import org.sandtrap.syscall.Signal;
import org.sandtrap.tracer.ElfFile;
import org.sandtrap.tracer.Ending;
import org.sandtrap.tracer.LaunchFailure;
import org.sandtrap.tracer.Outcome;
import org.sandtrap.tracer.RawFiles;
import org.sandtrap.tracer.Step;
import org.sandtrap.tracer.Stop;

/**
 * A program that the kernel could not load, and that is larger than its limits of memory allow: its
 * code and static data alone.
 *
 * @param stops the limits that it exceeds
 */
record Oversize(List<Stop> stops) {
  /** Finds out whether that is why a launch failed. */
  static Optional<Oversize> of(LaunchFailure failure, Command command, Settings settings) {
    if (!isForMemory(failure)) {
      return Optional.empty();
    }
    OptionalLong size = size(command, settings);
    List<Stop> stops = new ArrayList<>();
    Stream.of(Limit.MEMORY, Limit.ADDRESS_SPACE)
        .filter(limit -> size.orElse(0) > settings.limits().amount(limit).orElse(Long.MAX_VALUE))
        .map(
            limit ->
                new Stop.LimitReached(limit, size.getAsLong(), Duration.ZERO, Optional.empty()))
        .forEach(stops::add);
    return stops.isEmpty() ? Optional.empty() : Optional.of(new Oversize(stops));
  }

  /** Whether the kernel refused to load the program, or broke off, as it does without memory. */
  private static boolean isForMemory(LaunchFailure failure) {
    return failure.step() == Step.NONE
        ? failure.stops().isEmpty() && failure.errno() == Signal.SIGSEGV.number()
        : failure.step() == Step.EXEC && Errno.name(failure.errno()).equals("ENOMEM");
  }

  private static OptionalLong size(Command command, Settings settings) {
    byte[] current = RawFiles.currentDirectory();
    byte[] home = settings.directory(current).orElse(current);
    Map<String, byte[]> variables = settings.environment().variables(home, home);
    return command.candidates(current, home, variables.get("PATH")).stream()
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
        stops,
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        List.of(),
        Set.of(),
        DeniedCalls.NONE,
        DeniedCalls.NONE,
        Usage.NONE,
        List.of(),
        List.of());
  }
}
