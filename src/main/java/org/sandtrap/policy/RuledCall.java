package org.sandtrap.policy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
 * @param inMemory whether something else is asked that the call has in memory, where other threads
 *     could change it after a look
 */
record RuledCall(
    String call,
    List<RegisterCondition> conditions,
    List<SelfCondition> selfConditions,
    boolean inMemory) {
  RuledCall {
    conditions = List.copyOf(conditions);
    selfConditions = List.copyOf(selfConditions);
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
      boolean own = named == pid || (thread && Files.exists(task(pid, named)));
      return own == same;
    }

    private static Path task(int pid, int tid) {
      return Path.of("/proc/" + pid + "/task/" + tid);
    }
  }

  /** A member without any condition. */
  static RuledCall of(String call) {
    return new RuledCall(call, List.of(), List.of(), false);
  }

  boolean isConditional() {
    return !conditions.isEmpty() || !selfConditions.isEmpty() || inMemory;
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
    return new RuledCall(call, conditions, more, inMemory);
  }

  /** The same with conditions that must hold as well. */
  RuledCall with(List<RegisterCondition> all) {
    List<RegisterCondition> more = new ArrayList<>(conditions);
    more.addAll(all);
    return new RuledCall(call, more, selfConditions, inMemory);
  }

  /** The same, with something in memory that must hold as well. */
  RuledCall inMemory(boolean asked) {
    return new RuledCall(call, conditions, selfConditions, asked);
  }
}
