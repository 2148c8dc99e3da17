package org.sandtrap.policy;

import java.util.List;
import org.sandtrap.policy.BpfProgram.Label;

/**
 * What a filter answers about the calls with one number: that of the first case whose tests all
 * hold, or else the last answer.
 *
 * @param cases what depends on arguments, in order
 * @param otherwise the answer where none applies
 */
record Decision(List<Case> cases, FilterAnswer otherwise) {
  static final Decision ALLOW = always(FilterAnswer.ALLOW);

  Decision {
    cases = List.copyOf(cases);
  }

  /**
   * An answer that depends on arguments.
   *
   * @param tests what must hold
   * @param answer the answer then
   */
  record Case(List<RegisterTest> tests, FilterAnswer answer) {
    Case {
      tests = List.copyOf(tests);
    }

    private boolean holds(long[] arguments) {
      return RegisterTest.all(tests, arguments);
    }
  }

  static Decision always(FilterAnswer answer) {
    return new Decision(List.of(), answer);
  }

  /** The answer for these six arguments. */
  FilterAnswer answer(long[] arguments) {
    return cases.stream()
        .filter(one -> one.holds(arguments))
        .findFirst()
        .map(Case::answer)
        .orElse(otherwise);
  }

  /** Adds instructions that end with an answer. */
  void compile(BpfProgram program) {
    for (Case one : cases) {
      Label next = program.label();
      one.tests().forEach(test -> test.compile(program, next));
      program.answer(one.answer()).bind(next);
    }
    program.answer(otherwise);
  }
}
