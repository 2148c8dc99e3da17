package org.sandtrap.policy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sandtrap.syscall.Argument;

/**
 * A call that a rule is about, and when.
 *
 * @param call its name
 * @param tests what must hold of its arguments
 * @param selfTests what must hold of arguments beside the process that makes the call, which no
 *     filter knows
 * @param inMemory whether something else is asked that the call has in memory, where other threads
 *     could change it after a look
 */
record RuledCall(
    String call, List<RegisterTest> tests, List<SelfTest> selfTests, boolean inMemory) {
  RuledCall {
    tests = List.copyOf(tests);
    selfTests = List.copyOf(selfTests);
  }

  /**
   * Whether an argument names the process that makes the call, or one of its threads.
   *
   * @param argument its index
   * @param same whether it should, or should not
   * @param thread whether it names a thread
   */
  record SelfTest(int argument, boolean same, boolean thread) {
    static SelfTest of(Argument argument, Operator operator) {
      boolean thread = argument.name().equals("tid");
      return new SelfTest(argument.index(), operator == Operator.EQUAL, thread);
    }

    boolean holds(long[] arguments, int pid) {
      int named = (int) arguments[argument];
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
    return !tests.isEmpty() || !selfTests.isEmpty() || inMemory;
  }

  /** Whether the tests hold that a filter can make. */
  boolean mayHold(long[] arguments) {
    return RegisterTest.all(tests, arguments);
  }

  boolean holdsFor(long[] arguments, int pid) {
    return mayHold(arguments) && selfTests.stream().allMatch(test -> test.holds(arguments, pid));
  }

  /** The same with a test that must hold as well. */
  RuledCall with(SelfTest test) {
    List<SelfTest> more = new ArrayList<>(selfTests);
    more.add(test);
    return new RuledCall(call, tests, more, inMemory);
  }

  /** The same with tests that must hold as well. */
  RuledCall with(List<RegisterTest> all) {
    List<RegisterTest> more = new ArrayList<>(tests);
    more.addAll(all);
    return new RuledCall(call, more, selfTests, inMemory);
  }

  /** The same, with something in memory that must hold as well. */
  RuledCall inMemory(boolean asked) {
    return new RuledCall(call, tests, selfTests, asked);
  }
}
