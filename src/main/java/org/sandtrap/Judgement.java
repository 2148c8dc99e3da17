package org.sandtrap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.sandtrap.launch.ProcLimits;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;
import org.sandtrap.limit.ProcessEnd;
import org.sandtrap.limit.ProcessUsage;
import org.sandtrap.syscall.Signal;
import org.sandtrap.syscall.SignalCode;
import org.sandtrap.tracer.Outcome;
import org.sandtrap.tracer.binding.Ending;
import org.sandtrap.tracer.binding.SignalInfo;
import org.sandtrap.tracer.watch.KillReason;
import org.sandtrap.unwind.CodeSite;

/**
 * The judgement on a run, which finds the causes of its end in what the tracer saw. Whether a limit
 * was reached never depends on how the program ended.
 */
record Judgement(Outcome outcome, Limits limits, List<Cause> causes) {
  private static final long NEAR_STACK = 1 << 16;

  /** What the kernel sends at a limit that the program may have from this JVM. */
  private static final Set<Signal> OF_LIMITS =
      Set.of(Signal.SIGXFSZ, Signal.SIGXCPU, Signal.SIGKILL);

  /** What a shell adds to the number of the signal that killed its last child. */
  private static final int SHELL_CODE = 128;

  private static final Set<Signal> CRASHES =
      Set.of(
          Signal.SIGSEGV,
          Signal.SIGBUS,
          Signal.SIGILL,
          Signal.SIGFPE,
          Signal.SIGTRAP,
          Signal.SIGABRT,
          Signal.SIGSYS,
          Signal.SIGXCPU,
          Signal.SIGXFSZ);

  private static final Set<String> SENDING =
      Set.of(
          "kill", "tkill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo", "pidfd_send_signal");

  static Judgement of(Outcome outcome, Limits limits, Leftovers leftovers) {
    List<Cause> causes = new ArrayList<>();
    boolean killed = outcome.ending().isBy(Signal.SIGKILL);
    for (KillReason reason : outcome.reasons()) {
      // A program that ended by itself just before the kill has kept a limit that only stops it,
      // unless others were awaited.
      boolean effective = killed || leftovers == Leftovers.AWAIT || isConclusive(reason);
      if (effective) {
        causes.add(cause(reason, outcome, limits));
      }
    }
    if (causes.isEmpty() || !killed) {
      causes.add(ofItself(outcome, limits));
    }
    return new Judgement(outcome, limits, List.copyOf(causes));
  }

  private static boolean isConclusive(KillReason reason) {
    return reason instanceof KillReason.Forbidden
        || reason instanceof KillReason.ForbiddenEvent
        || reason instanceof KillReason.Finished
        || reason instanceof KillReason.BadPolicy
        || (reason instanceof KillReason.LimitReached reached && reached.limit().conclusive());
  }

  private static Cause cause(KillReason reason, Outcome outcome, Limits limits) {
    if (reason instanceof KillReason.LimitReached reached) {
      Limit limit = reached.limit();
      return new Cause.LimitReached(
          limit,
          limits.text(limit),
          limits.amount(limit).orElseThrow(),
          reached.measured(),
          earlier(reached.after(), outcome.wall()),
          reached.culprit(),
          reason.isOfTime() ? ThreadEnd.of(outcome.finalThreads()) : List.of());
    }
    if (reason instanceof KillReason.Forbidden forbidden) {
      return new Cause.Forbidden(forbidden.call());
    }
    if (reason instanceof KillReason.ForbiddenEvent forbidden) {
      return new Cause.ForbiddenEvent(forbidden.event(), forbidden.by());
    }
    if (reason instanceof KillReason.Finished finished) {
      return new Cause.Finished(finished.label(), finished.module());
    }
    if (reason instanceof KillReason.BadPolicy bad) {
      return new Cause.BadPolicy(bad.module(), bad.event(), bad.problem());
    }
    if (reason instanceof KillReason.Crowded crowded) {
      return new Cause.Crowded(crowded.most());
    }
    return new Cause.Killed();
  }

  /** What was found only when the program had ended was reached by then. */
  private static Duration earlier(Duration after, Duration end) {
    return after.compareTo(end) < 0 ? after : end;
  }

  private static Cause ofItself(Outcome outcome, Limits limits) {
    if (outcome.ending() instanceof Ending.Exited exited) {
      return new Cause.Exited(exited.code());
    }
    Signal signal = Signal.of(((Ending.Killed) outcome.ending()).signal());
    return death(signal, outcome.death(), outcome, limits);
  }

  /** The death of a process by a signal, as far as the tracer has seen it. */
  private static Cause.Signalled death(
      Signal signal, Optional<Outcome.Death> seen, Outcome outcome, Limits limits) {
    Optional<Outcome.Death> death = seen.filter(told -> told.signal().signal().equals(signal));
    Optional<SignalInfo> info = death.map(Outcome.Death::signal).map(told -> sent(told, outcome));
    Optional<CodeSite> site = death.flatMap(Outcome.Death::site);
    List<CodeSite> callers = death.map(Outcome.Death::callers).orElse(List.of());
    Locations locations = Locations.of(Stream.concat(site.stream(), callers.stream()));
    return new Cause.Signalled(
        signal,
        info.map(told -> OptionalInt.of(told.code())).orElse(OptionalInt.empty()),
        info.map(SignalInfo::address).orElse(OptionalLong.empty()),
        info.map(SignalInfo::sender).orElse(OptionalInt.empty()),
        site.map(locations::at),
        locations.callers(callers),
        death.map(Judgement::nearStack).orElse(false),
        limits.stack(),
        inherited(signal, info.map(SignalInfo::code).orElse(0), outcome, limits));
  }

  private static Optional<InheritedLimit> inherited(
      Signal signal, int code, Outcome outcome, Limits limits) {
    return OF_LIMITS.contains(signal)
        ? InheritedLimit.of(signal, code, outcome, limits, ProcLimits.own())
        : Optional.empty();
  }

  /**
   * The kernel sends SIGPIPE and SIGXFSZ in the program's own name: with SI_USER, and its number as
   * the sender. Only the call that was interrupted tells them from a kill(2) of its own.
   */
  private static SignalInfo sent(SignalInfo told, Outcome outcome) {
    boolean byKernel =
        told.code() == SignalCode.SI_USER
            && told.sender().orElse(0) == outcome.pid()
            && (told.signal().equals(Signal.SIGPIPE) || told.signal().equals(Signal.SIGXFSZ))
            && outcome.lastCall().filter(call -> SENDING.contains(call.name())).isEmpty();
    return byKernel
        ? new SignalInfo(told.signal(), SignalCode.SI_KERNEL, told.address(), OptionalInt.empty())
        : told;
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

  /** The processes besides the main process that a signal killed before the run was, in order. */
  List<Crash> crashes() {
    return outcome.usage().processes().stream()
        .filter(process -> process.pid() != outcome.pid())
        .filter(
            process -> process.end().flatMap(ProcessEnd::signal).filter(this::tells).isPresent())
        .map(this::crash)
        .toList();
  }

  /**
   * A signal by which a program fails, or that the main process's exit code repeats, as a shell's
   * does.
   */
  private boolean tells(Signal signal) {
    return CRASHES.contains(signal) || exitCode().orElse(0) == SHELL_CODE + signal.number();
  }

  private Crash crash(ProcessUsage process) {
    Signal signal = process.end().flatMap(ProcessEnd::signal).orElseThrow();
    Optional<Outcome.Death> seen = Optional.ofNullable(outcome.crashes().get(process.pid()));
    return new Crash(process.pid(), process.name(), death(signal, seen, outcome, limits));
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
