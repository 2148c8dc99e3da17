package org.sandtrap.tracer;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sandtrap.limit.Limits;
import org.sandtrap.module.Answer;
import org.sandtrap.policy.CallDecider;
import org.sandtrap.policy.CallDecision;
import org.sandtrap.policy.DeniedCall;
import org.sandtrap.policy.DeniedCalls;
import org.sandtrap.policy.Guard;
import org.sandtrap.policy.Look;
import org.sandtrap.policy.ModuleDecision;
import org.sandtrap.policy.Policy;
import org.sandtrap.policy.Reaction;
import org.sandtrap.policy.Rule;
import org.sandtrap.policy.WantedCalls;
import org.sandtrap.syscall.Errno;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.tracer.binding.Records;
import org.sandtrap.tracer.binding.StopAnswer;
import org.sandtrap.tracer.look.CallLook;
import org.sandtrap.tracer.look.HeldCall;
import org.sandtrap.tracer.look.ResultLook;
import org.sandtrap.tracer.module.ModuleAnswer;
import org.sandtrap.tracer.module.ModuleHost;
import org.sandtrap.tracer.watch.KillReason;
import org.sandtrap.tracer.watch.LimitQuestions;
import org.sandtrap.tracer.watch.RunClock;
import org.sandtrap.tracer.watch.RunHandle;

/**
 * A handler of the calls of one run that stop for a rule, a guard or a module: it answers the
 * tracer, and lists the calls that were refused.
 */
final class CallHandler {
  private final Policy policy;
  private final Limits limits;
  private final WantedCalls wanted;
  private final Optional<TraceRecorder> trace;
  private final Optional<ModuleHost> modules;
  private final RunHandle run;
  private final RunClock clock;
  private final RefusedCalls denied = new RefusedCalls();
  private final RefusedCalls guarded = new RefusedCalls();
  private final Openings openings = new Openings();

  /** Made for the first call that stops: most programs make none. */
  private CallDecider decider;

  CallHandler(RunSpec spec, Optional<TraceRecorder> trace, RunHandle run, RunClock clock) {
    this.wanted = spec.wanted();
    this.modules =
        spec.modules().isEmpty()
            ? Optional.empty()
            : Optional.of(new ModuleHost(spec.modules(), spec.limits(), run, clock));
    this.trace = trace;
    this.policy = spec.policy();
    this.limits = spec.limits();
    this.run = run;
    this.clock = clock;
  }

  /** What becomes of a call that is about to be made. */
  StopAnswer answer(Records records) {
    trace.ifPresent(it -> it.look(records));
    Optional<Syscall> call = records.call();
    if (call.isEmpty()) {
      return StopAnswer.refuse(Errno.ENOSYS); // a call of no known interface
    }
    if (decider == null) {
      decider = new CallDecider(policy, limits, wanted);
    }
    CallDecision decision = decide(call.get(), records, records.arguments());
    return decision.kind() == CallDecision.Kind.ALLOWED
        ? openings.checked(call.get(), records, decision, allowed(call.get(), records))
        : refuse(call.get(), records, decision);
  }

  private CallDecision decide(Syscall call, Records records, long[] arguments) {
    HeldCall held = new HeldCall(call, arguments, records.pid(), records.tid(), records::peek);
    return decider.decide(
        call,
        arguments,
        records.pid(),
        records.isForeign(),
        new CallLook(held, records.readable()));
  }

  /** What becomes of a run in which a call has opened something that rules looked at before. */
  StopAnswer checked(Records records) {
    return openings
        .ended(records)
        .map(opening -> checked(opening, records))
        .orElse(StopAnswer.GO_ON);
  }

  private StopAnswer checked(Openings.Opening opening, Records records) {
    Syscall call = opening.call();
    HeldCall held =
        new HeldCall(call, opening.registers(), records.pid(), records.tid(), records::peek);
    Look look = new ResultLook(held, (int) records.result());
    CallDecision decision =
        decider.decide(call, opening.registers(), records.pid(), opening.foreign(), look);
    if (decision.kind() != CallDecision.Kind.DENIED) {
      return StopAnswer.GO_ON;
    }
    DeniedCall made =
        new DeniedCall(
            call,
            Arrays.stream(opening.registers()).boxed().toList(),
            Map.of(),
            records.pid(),
            records.tid(),
            decision.rule(),
            Optional.empty(),
            Optional.empty(),
            clock.age(),
            decision.target(),
            true);
    denied.add(made);
    run.insist(new KillReason.Forbidden(made));
    return StopAnswer.KILL;
  }

  private StopAnswer watched(Syscall call, long[] arguments) {
    return StopAnswer.watched(decider.recipe(call, arguments));
  }

  private StopAnswer refuse(Syscall call, Records records, CallDecision decision) {
    trace.ifPresent(it -> it.refused(records, decision));
    return switch (decision.kind()) {
      case ALLOWED -> throw new IllegalStateException(call + " is allowed");
      case UNAVAILABLE -> StopAnswer.refuse(Errno.ENOSYS);
      case VAIN -> StopAnswer.refuse(Errno.ESRCH);
      case GUARDED -> {
        guarded.add(refused(call, records, decision, guarded.isFull()));
        yield StopAnswer.refuse(decision.guard().orElseThrow().errno());
      }
      case DENIED -> {
        Reaction reaction = policy.reactionTo(decision.rule());
        boolean brief = reaction.quiet() || denied.isFull();
        yield deny(refused(call, records, decision, brief), reaction);
      }
    };
  }

  /** What no rule and no guard refuses, modules decide about. */
  private StopAnswer allowed(Syscall call, Records records) {
    if (modules.isEmpty()) {
      return watched(call, records.arguments());
    }
    ModuleHost host = modules.get();
    ModuleAnswer answer = host.entry(records, call);
    return host.finished(answer).orElseGet(() -> answered(call, records, answer));
  }

  private StopAnswer answered(Syscall call, Records records, ModuleAnswer answer) {
    Answer said = answer.answer();
    if (said instanceof Answer.Deny deny) {
      DeniedCall refused = refused(call, records, answer, deny.reason());
      denied.add(refused);
      trace.ifPresent(it -> it.refused(records, refused.module().orElseThrow()));
      return StopAnswer.refuse(deny.errno());
    }
    if (said instanceof Answer.Kill kill) {
      DeniedCall refused = refused(call, records, answer, kill.reason());
      denied.add(refused);
      trace.ifPresent(it -> it.refused(records, refused.module().orElseThrow()));
      run.insist(new KillReason.Forbidden(refused));
      return StopAnswer.KILL;
    }
    if (said instanceof Answer.Returning returning) {
      records.reply(returning.value());
      replaced(records, answer, "returned " + returning.value());
      return StopAnswer.RETURN;
    }
    StopAnswer made =
        said instanceof Answer.Rewrite
            ? rewritten(call, records, answer)
            : watched(call, records.arguments());
    boolean awaits = modules.orElseThrow().wantsExit(records, call);
    return awaits ? made.awaiting() : made;
  }

  /** Guards hold, and rules, whatever a module makes of a call. */
  private StopAnswer rewritten(Syscall call, Records records, ModuleAnswer answer) {
    Optional<long[]> registers = modules.orElseThrow().rewritten(records, call, answer);
    if (registers.isEmpty()) {
      return StopAnswer.KILL;
    }
    CallDecision decision = decide(call, records, registers.get());
    if (decision.kind() != CallDecision.Kind.ALLOWED) {
      return refuse(call, records, decision);
    }
    replaced(records, answer, answer.answer().toString());
    records.reply(registers.get());
    return watched(call, registers.get()).rewriting();
  }

  private void replaced(Records records, ModuleAnswer answer, String text) {
    trace.ifPresent(it -> it.replaced(records, answer.module() + ": " + text));
  }

  private DeniedCall refused(
      Syscall call, Records records, ModuleAnswer answer, Optional<String> reason) {
    ModuleDecision by = new ModuleDecision(answer.module(), reason);
    return refused(
        call,
        records,
        denied.isFull(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(by),
        Optional.empty());
  }

  /** The description of a refused call; a brief one where the call is only counted. */
  private DeniedCall refused(Syscall call, Records records, CallDecision decision, boolean brief) {
    return refused(
        call,
        records,
        brief,
        decision.rule(),
        decision.guard(),
        Optional.empty(),
        decision.target());
  }

  private DeniedCall refused(
      Syscall call,
      Records records,
      boolean brief,
      Optional<Rule> rule,
      Optional<Guard> guard,
      Optional<ModuleDecision> module,
      Optional<String> target) {
    List<Long> arguments = Arrays.stream(records.arguments()).boxed().toList();
    return new DeniedCall(
        call,
        arguments,
        brief || !records.readable()
            ? Map.of()
            : ArgumentStrings.of(call, arguments, records.tid()),
        records.pid(),
        records.tid(),
        rule,
        guard,
        module,
        clock.age(),
        target,
        false);
  }

  private StopAnswer deny(DeniedCall call, Reaction reaction) {
    if (!reaction.quiet()) {
      denied.add(call);
    }
    if (reaction.errno().isPresent()) {
      return StopAnswer.refuse(reaction.errno().get());
    }
    run.insist(new KillReason.Forbidden(call));
    return StopAnswer.KILL;
  }

  /** The run exists now. */
  void launched(long handle) {
    if (modules.isPresent()) { // no lambda: each first run of a JVM comes here
      modules.get().launched(handle);
    }
  }

  /** A call has come about which a question follows. */
  void entered(Records records) {
    modules.ifPresent(it -> it.entered(records));
  }

  /** What becomes of another event that waits for an answer. */
  StopAnswer event(Records records) {
    ModuleHost host = modules.orElseThrow();
    return records.kind() == Records.Kind.RETURNED
        ? host.returned(records, text -> trace.ifPresent(it -> it.overruled(text)))
        : host.event(records);
  }

  /** Puts the questions about limits that have come up since; kills where one ends the run. */
  StopAnswer limits() {
    return modules.isPresent() ? modules.get().limits() : StopAnswer.GO_ON;
  }

  /** The questions about limits, where modules answer them. */
  Optional<LimitQuestions> limitQuestions() {
    return modules.isPresent() ? Optional.of(modules.get().questions()) : Optional.empty();
  }

  /** How long modules have taken so far. */
  Duration moduleTime() {
    return modules.isPresent() ? modules.get().time() : Duration.ZERO;
  }

  DeniedCalls denied() {
    return denied.calls();
  }

  DeniedCalls guarded() {
    return guarded.calls();
  }
}
