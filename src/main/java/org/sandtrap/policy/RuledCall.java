package org.sandtrap.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sandtrap.syscall.Argument;
import org.sandtrap.syscall.Operator;
import org.sandtrap.syscall.RegisterCondition;

/**
 * A call that a rule is about, and the conditions under which it is.
 *
 * @param call its name
 * @param conditions what must hold of its arguments
 * @param selfConditions what must hold of arguments beside the process that makes the call, which
 *     no filter knows
 * @param targets what must hold of what the call leads to, which only a look tells
 * @param inMemory whether something else is asked that the call has in memory, where other threads
 *     could change it after a look
 */
record RuledCall(
    String call,
    List<RegisterCondition> conditions,
    List<SelfCondition> selfConditions,
    List<TargetCondition> targets,
    boolean inMemory) {
  RuledCall {
    conditions = List.copyOf(conditions);
    selfConditions = List.copyOf(selfConditions);
    targets = List.copyOf(targets);
  }

  /**
   * A condition on an argument: that it names the process that makes the call, or one of its
   * threads, or does not.
   *
   * @param argument its index
   * @param same whether it should, or should not
   * @param thread whether it names a thread
   */
  record SelfCondition(int argument, boolean same, boolean thread) {
    static SelfCondition of(Argument argument, Operator operator) {
      boolean thread = argument.name().equals("tid");
      return new SelfCondition(argument.index(), operator == Operator.EQUAL, thread);
    }

    boolean holds(long[] arguments, int pid) {
      int named = (int) arguments[argument]; // of a pid the kernel takes 32 bits
      boolean own = OwnNumbers.isProcess(named, pid) || (thread && OwnNumbers.isThread(named, pid));
      return own == same;
    }
  }

  /** A member without any condition. */
  static RuledCall of(String call) {
    return new RuledCall(call, List.of(), List.of(), List.of(), false);
  }

  boolean isConditional() {
    return !conditions.isEmpty() || needsStop() || inMemory;
  }

  /** Whether something must hold that no filter knows. */
  boolean needsStop() {
    return !selfConditions.isEmpty() || !targets.isEmpty();
  }

  /** Whether the conditions hold that a filter can check. */
  boolean mayHold(long[] arguments) {
    return RegisterCondition.all(conditions, arguments);
  }

  boolean holdsFor(long[] arguments, int pid) {
    return mayHold(arguments)
        && selfConditions.stream().allMatch(self -> self.holds(arguments, pid));
  }

  /** The same with one that must hold as well. */
  RuledCall with(SelfCondition self) {
    List<SelfCondition> more = new ArrayList<>(selfConditions);
    more.add(self);
    return new RuledCall(call, conditions, more, targets, inMemory);
  }

  /** Whether a rule with these targets is about a call. */
  boolean isMet(Look look, boolean denies) {
    return targets.stream().allMatch(target -> target.holds(look, denies));
  }

  /** Whether it names a process that is not there, see {@link TargetCondition#isVain}. */
  boolean isVain(Look look) {
    return targets.stream().anyMatch(target -> target.isVain(look));
  }

  /** What the targets met, or what was there; see {@link TargetCondition#target}. */
  Optional<String> target(Look look) {
    return targets.stream().flatMap(target -> target.target(look).stream()).findFirst();
  }

  /** The same with one on what the call leads to that must hold as well. */
  RuledCall with(TargetCondition target) {
    List<TargetCondition> more = new ArrayList<>(targets);
    more.add(target);
    return new RuledCall(call, conditions, selfConditions, more, inMemory);
  }

  /** The same with conditions that must hold as well. */
  RuledCall with(List<RegisterCondition> all) {
    List<RegisterCondition> more = new ArrayList<>(conditions);
    more.addAll(all);
    return new RuledCall(call, more, selfConditions, targets, inMemory);
  }

  /** The same, with something in memory that must hold as well. */
  RuledCall inMemory(boolean asked) {
    return new RuledCall(call, conditions, selfConditions, targets, asked);
  }
}
