package org.sandtrap.tracer;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sandtrap.limit.Limits;
import org.sandtrap.policy.CallDecider;
import org.sandtrap.policy.CallDecision;
import org.sandtrap.policy.DeniedCall;
import org.sandtrap.policy.DeniedCalls;
import org.sandtrap.policy.Look;
import org.sandtrap.policy.Policy;
import org.sandtrap.policy.Reaction;
import org.sandtrap.syscall.Errno;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.tracer.binding.Answer;
import org.sandtrap.tracer.binding.Records;
import org.sandtrap.tracer.look.CallLook;
import org.sandtrap.tracer.look.HeldCall;
import org.sandtrap.tracer.watch.KillReason;
import org.sandtrap.tracer.watch.RunClock;
import org.sandtrap.tracer.watch.RunHandle;

/**
 * A handler of the calls of one run that stop for a rule or a guard: it answers the tracer, and
 * lists the calls that were refused.
 */
final class CallHandler {
  private final Policy policy;
  private final Limits limits;
  private final Optional<TraceRecorder> trace;
  private final Reaction reaction;
  private final RunHandle run;
  private final RunClock clock;
  private final RefusedCalls denied = new RefusedCalls();
  private final RefusedCalls guarded = new RefusedCalls();

  /** Made for the first call that stops: most programs make none. */
  private CallDecider decider;

  CallHandler(
      Policy policy, Limits limits, Optional<TraceRecorder> trace, RunHandle run, RunClock clock) {
    this.trace = trace;
    this.policy = policy;
    this.limits = limits;
    this.reaction = policy.reaction();
    this.run = run;
    this.clock = clock;
  }

  /** What becomes of a call that is about to be made. */
  Answer answer(Records records) {
    trace.ifPresent(it -> it.look(records));
    Optional<Syscall> call = records.call();
    if (call.isEmpty()) {
      return Answer.refuse(Errno.ENOSYS); // a call of no known interface
    }
    if (decider == null) {
      decider = new CallDecider(policy, limits, trace.isPresent());
    }
    CallDecision decision =
        decider.decide(
            call.get(), records.arguments(), records.pid(), records.isForeign(), look(records));
    if (decision.kind() != CallDecision.Kind.ALLOWED) {
      trace.ifPresent(it -> it.refused(records, decision));
    }
    return switch (decision.kind()) {
      case ALLOWED -> Answer.watched(decider.recipe(call.get(), records.arguments()));
      case UNAVAILABLE -> Answer.refuse(Errno.ENOSYS);
      case GUARDED -> {
        guarded.add(refused(call.get(), records, decision, guarded.isFull()));
        yield Answer.refuse(decision.guard().orElseThrow().errno());
      }
      case DENIED ->
          deny(refused(call.get(), records, decision, reaction.quiet() || denied.isFull()));
    };
  }

  private static Look look(Records records) {
    HeldCall call =
        new HeldCall(
            records.call().orElseThrow(),
            records.arguments(),
            records.pid(),
            records.tid(),
            records::peek);
    return new CallLook(call, records.readable());
  }

  /** The description of a refused call; a brief one where the call is only counted. */
  private DeniedCall refused(Syscall call, Records records, CallDecision decision, boolean brief) {
    List<Long> arguments = Arrays.stream(records.arguments()).boxed().toList();
    return new DeniedCall(
        call,
        arguments,
        brief || !records.readable()
            ? Map.of()
            : ArgumentStrings.of(call, arguments, records.tid()),
        records.pid(),
        records.tid(),
        decision.rule(),
        decision.guard(),
        clock.age(),
        decision.target());
  }

  private Answer deny(DeniedCall call) {
    if (!reaction.quiet()) {
      denied.add(call);
    }
    if (reaction.errno().isPresent()) {
      return Answer.refuse(reaction.errno().get());
    }
    run.insist(new KillReason.Forbidden(call));
    return Answer.KILL;
  }

  DeniedCalls denied() {
    return denied.calls();
  }

  DeniedCalls guarded() {
    return guarded.calls();
  }
}
