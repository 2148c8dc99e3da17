package org.sandtrap.tracer;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sandtrap.limit.Limits;
import org.sandtrap.policy.DeniedCall;
import org.sandtrap.policy.DeniedCalls;
import org.sandtrap.policy.Judge;
import org.sandtrap.policy.Policy;
import org.sandtrap.policy.Reaction;
import org.sandtrap.policy.Recipe;
import org.sandtrap.policy.Ruling;
import org.sandtrap.syscall.Errno;
import org.sandtrap.syscall.Syscall;

/** Answers about the calls of one run that stop for a rule or a guard, and keeps those refused. */
final class Gatekeeper {
  private static final int GO_ON = 0;
  private static final int KILL = 1;
  private static final int RECIPE_SHIFT = 8;
  private static final int REFUSE = 1 << 16;

  private final Policy policy;
  private final Limits limits;
  private final Reaction reaction;
  private final Reach reach;
  private final Clock clock;
  private final Refused denied = new Refused();
  private final Refused guarded = new Refused();

  /** Made when something is asked for the first time, which of most programs nothing is. */
  private Judge judge;

  Gatekeeper(Policy policy, Limits limits, Reach reach, Clock clock) {
    this.policy = policy;
    this.limits = limits;
    this.reaction = policy.reaction();
    this.reach = reach;
    this.clock = clock;
  }

  /** What becomes of a call that is about to be made. */
  int answer(Records records) {
    Optional<Syscall> call = records.call();
    if (call.isEmpty()) {
      return refusal(Errno.ENOSYS); // of an interface that is none
    }
    if (judge == null) {
      judge = new Judge(policy, limits);
    }
    Ruling ruling =
        judge.ruling(call.get(), records.arguments(), records.pid(), records.isForeign());
    return switch (ruling.kind()) {
      case ALLOWED -> watched(judge.recipe(call.get(), records.arguments()));
      case UNAVAILABLE -> refusal(Errno.ENOSYS);
      case GUARDED -> {
        guarded.add(refused(call.get(), records, ruling, guarded.isFull()));
        yield refusal(ruling.guard().orElseThrow().errno());
      }
      case DENIED ->
          deny(refused(call.get(), records, ruling, reaction.quiet() || denied.isFull()));
    };
  }

  private static int watched(Optional<Recipe> recipe) {
    return GO_ON | recipe.map(Recipe::number).orElse(0) << RECIPE_SHIFT;
  }

  /** What is said of a call; in short where it is only counted. */
  private DeniedCall refused(Syscall call, Records records, Ruling ruling, boolean brief) {
    List<Long> arguments = Arrays.stream(records.arguments()).boxed().toList();
    return new DeniedCall(
        call,
        arguments,
        brief ? Map.of() : PointedTexts.of(call, arguments, records.tid()),
        records.pid(),
        records.tid(),
        ruling.rule(),
        ruling.guard(),
        clock.age());
  }

  private int deny(DeniedCall call) {
    if (!reaction.quiet()) {
      denied.add(call);
    }
    if (reaction.errno().isPresent()) {
      return refusal(reaction.errno().get());
    }
    reach.insist(new Stop.Forbidden(call));
    return KILL;
  }

  private static int refusal(Errno errno) {
    return REFUSE | errno.number();
  }

  DeniedCalls denied() {
    return denied.calls();
  }

  DeniedCalls guarded() {
    return guarded.calls();
  }
}
