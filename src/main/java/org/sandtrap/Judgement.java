package org.sandtrap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.DurationText;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;
import org.sandtrap.syscall.Signal;
import org.sandtrap.tracer.Ending;
import org.sandtrap.tracer.Outcome;
import org.sandtrap.tracer.SignalInfo;
import org.sandtrap.tracer.Stop;

/**
 * Turns what the tracer saw into causes. Whether a limit was reached never depends on how the
 * program ended.
 */
record Judgement(Outcome outcome, List<Cause> causes) {
  private static final long NEAR_STACK = 1 << 16;

  static Judgement of(Outcome outcome, Limits limits, Leftovers leftovers) {
    List<Cause> causes = new ArrayList<>();
    boolean killed = outcome.ending().equals(new Ending.Killed(Signal.SIGKILL.number()));
    for (Stop stop : outcome.stops()) {
      // A program that ended by itself just before the kill has kept the limit, unless others were
      // awaited.
      boolean effective = killed || leftovers == Leftovers.AWAIT || isOutput(stop);
      if (effective) {
        causes.add(cause(stop, limits));
      }
    }
    if (causes.isEmpty() || !killed) {
      causes.add(ofItself(outcome));
    }
    return new Judgement(outcome, List.copyOf(causes));
  }

  private static boolean isOutput(Stop stop) {
    return stop instanceof Stop.LimitReached reached && reached.limit() == Limit.OUTPUT;
  }

  private static Cause cause(Stop stop, Limits limits) {
    if (stop instanceof Stop.LimitReached reached) {
      String measured =
          switch (reached.limit()) {
            case WALL -> DurationText.format(Duration.ofNanos(reached.measured()));
            case OUTPUT -> ByteSize.ofBytes(reached.measured()).toString();
          };
      return new Cause.LimitReached(
          reached.limit(), limits.text(reached.limit()), measured, reached.after());
    }
    if (stop instanceof Stop.Crowded crowded) {
      return new Cause.Crowded(crowded.most());
    }
    return new Cause.Killed();
  }

  private static Cause ofItself(Outcome outcome) {
    if (outcome.ending() instanceof Ending.Exited exited) {
      return new Cause.Exited(exited.code());
    }
    Signal signal = Signal.of(((Ending.Killed) outcome.ending()).signal());
    Optional<Outcome.Death> death =
        outcome.death().filter(told -> told.signal().signal().equals(signal));
    Optional<SignalInfo> info = death.map(Outcome.Death::signal);
    return new Cause.Signalled(
        signal,
        info.map(told -> OptionalInt.of(told.code())).orElse(OptionalInt.empty()),
        info.map(SignalInfo::address).orElse(OptionalLong.empty()),
        info.map(SignalInfo::sender).orElse(OptionalInt.empty()),
        death.flatMap(Outcome.Death::site).map(Locations::of),
        death.map(Judgement::nearStack).orElse(false));
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

  List<Leftover> leftovers() {
    return outcome.leftovers().stream()
        .map(survivor -> new Leftover(survivor.pid(), survivor.name()))
        .toList();
  }
}
