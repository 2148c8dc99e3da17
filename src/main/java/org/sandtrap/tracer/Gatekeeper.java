package org.sandtrap.tracer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sandtrap.policy.DeniedCall;
import org.sandtrap.policy.Judge;
import org.sandtrap.policy.Policy;
import org.sandtrap.policy.Reaction;
import org.sandtrap.policy.Ruling;
import org.sandtrap.syscall.Errno;
import org.sandtrap.syscall.Syscall;

/** Answers about the calls of one run that stop for a rule, and keeps those that are denied. */
final class Gatekeeper {
  /** More are counted, but not listed. */
  static final int LISTED = 1000;

  private static final int GO_ON = 0;
  private static final int KILL = 1;
  private static final int REFUSE = 1 << 16;

  private final Judge judge;
  private final Reaction reaction;
  private final Reach reach;
  private final Clock clock;
  private final List<DeniedCall> denied = new ArrayList<>();
  private long count;

  Gatekeeper(Policy policy, Reach reach, Clock clock) {
    this.judge = new Judge(policy);
    this.reaction = policy.reaction();
    this.reach = reach;
    this.clock = clock;
  }

  /** What becomes of a call that is about to be made. */
  int answer(Records records) {
    Optional<Syscall> call = records.call();
    if (call.isEmpty()) {
      return REFUSE | Errno.ENOSYS.number(); // of an interface that is none
    }
    Ruling ruling = judge.ruling(call.get(), records.arguments(), records.pid());
    return switch (ruling.kind()) {
      case ALLOWED -> GO_ON;
      case UNAVAILABLE -> REFUSE | Errno.ENOSYS.number();
      case DENIED -> deny(call.get(), records, ruling);
    };
  }

  private int deny(Syscall call, Records records, Ruling ruling) {
    List<Long> arguments = Arrays.stream(records.arguments()).boxed().toList();
    DeniedCall made =
        new DeniedCall(call, arguments, records.pid(), records.tid(), ruling.rule(), clock.age());
    count++;
    if (denied.size() < LISTED) {
      denied.add(made);
    }
    if (reaction.errno().isPresent()) {
      return REFUSE | reaction.errno().get().number();
    }
    reach.insist(new Stop.Forbidden(made));
    return KILL;
  }

  List<DeniedCall> denied() {
    return List.copyOf(denied);
  }

  long count() {
    return count;
  }
}
