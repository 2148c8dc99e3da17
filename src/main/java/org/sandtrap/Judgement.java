package org.sandtrap;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;
import org.sandtrap.syscall.Signal;
import org.sandtrap.tracer.Ending;
import org.sandtrap.tracer.Outcome;
import org.sandtrap.tracer.SignalInfo;
import org.sandtrap.tracer.Stop;
import org.sandtrap.unwind.CrashSite;

/**
 * Turns what the tracer saw into causes. Whether a limit was reached never depends on how the
 * program ended.
 */
record Judgement(Outcome outcome, Limits limits, List<Cause> causes) {
  private static final long NEAR_STACK = 1 << 16;

  static Judgement of(Outcome outcome, Limits limits, Leftovers leftovers) {
    List<Cause> causes = new ArrayList<>();
    boolean killed = outcome.ending().equals(new Ending.Killed(Signal.SIGKILL.number()));
    for (Stop stop : outcome.stops()) {
      // A program that ended by itself just before the kill has kept a limit that only stops it,
      // unless others were awaited.
      boolean effective = killed || leftovers == Leftovers.AWAIT || isConclusive(stop);
      if (effective) {
        causes.add(cause(stop, outcome, limits));
      }
    }
    if (causes.isEmpty() || !killed) {
      causes.add(ofItself(outcome, limits));
    }
    return new Judgement(outcome, limits, List.copyOf(causes));
  }

  private static boolean isConclusive(Stop stop) {
    return stop instanceof Stop.Forbidden
        || (stop instanceof Stop.LimitReached reached && reached.limit().conclusive());
  }

  private static Cause cause(Stop stop, Outcome outcome, Limits limits) {
    if (stop instanceof Stop.LimitReached reached) {
      Limit limit = reached.limit();
      return new Cause.LimitReached(
          limit,
          limits.text(limit),
          limits.amount(limit).orElseThrow(),
          reached.measured(),
          reached.after(),
          reached.culprit(),
          stop.isOfTime() ? ThreadEnd.of(outcome.lastLooks()) : List.of());
    }
    if (stop instanceof Stop.Forbidden forbidden) {
      return new Cause.Forbidden(forbidden.call());
    }
    if (stop instanceof Stop.Crowded crowded) {
      return new Cause.Crowded(crowded.most());
    }
    return new Cause.Killed();
  }

  private static Cause ofItself(Outcome outcome, Limits limits) {
    if (outcome.ending() instanceof Ending.Exited exited) {
      return new Cause.Exited(exited.code());
    }
    Signal signal = Signal.of(((Ending.Killed) outcome.ending()).signal());
    Optional<Outcome.Death> death =
        outcome.death().filter(told -> told.signal().signal().equals(signal));
    Optional<SignalInfo> info = death.map(Outcome.Death::signal);
    Optional<CrashSite> site = death.flatMap(Outcome.Death::site);
    List<CrashSite> callers = death.map(Outcome.Death::callers).orElse(List.of());
    Locations locations = Locations.of(Stream.concat(site.stream(), callers.stream()));
    return new Cause.Signalled(
        signal,
        info.map(told -> OptionalInt.of(told.code())).orElse(OptionalInt.empty()),
        info.map(SignalInfo::address).orElse(OptionalLong.empty()),
        info.map(SignalInfo::sender).orElse(OptionalInt.empty()),
        site.map(locations::at),
        Callers.of(callers, locations),
        death.map(Judgement::nearStack).orElse(false),
        limits.stack());
  }

  private static boolean nearStack(Outcome.Death death) {
    return death.signal().signal().equals(Signal.SIGSEGV)
        && death.signal().address().isPresent()
        && Math.abs(death.signal().address().getAsLong() - death.stackPointer()) < NEAR_STACK;
  }

  OptionalInt exitCode() {
    return outcome.ending() instanceof Ending.Exited exited
        ? OptionalInt.of(exited.code())
        : OptionalInt.empty();
  }

  Optional<Signal> lastSignal() {
    for (Cause cause : causes) {
      if (cause instanceof Cause.Signalled signalled) {
        return Optional.of(signalled.signal());
      }
    }
    return outcome.lastSignal().isPresent()
        ? Optional.of(Signal.of(outcome.lastSignal().getAsInt()))
        : Optional.empty();
  }

  /** The limits that were reached without ending the run, in the order of {@link Limit}. */
  Set<Limit> hits() {
    Set<Limit> hits = EnumSet.noneOf(Limit.class);
    hits.addAll(outcome.hits());
    return Collections.unmodifiableSet(hits);
  }

  List<Leftover> leftovers() {
    return outcome.leftovers().stream()
        .map(survivor -> new Leftover(survivor.pid(), survivor.name()))
        .toList();
  }
}
