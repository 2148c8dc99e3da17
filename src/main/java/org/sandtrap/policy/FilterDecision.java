package org.sandtrap.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.sandtrap.policy.BpfProgram.Label;
import org.sandtrap.syscall.RegisterCondition;

/**
 * The decision of a filter about the calls with one number: the answer of the first case whose
 * conditions all hold, or else the last answer.
 *
 * @param cases what depends on arguments, in order
 * @param otherwise the answer where none applies
 */
record FilterDecision(List<Case> cases, FilterAnswer otherwise) {
  static final FilterDecision ALLOW = always(FilterAnswer.ALLOW);

  FilterDecision {
    cases = List.copyOf(cases);
  }

  /**
   * An answer that depends on arguments.
   *
   * @param conditions what must hold
   * @param answer the answer then
   */
  record Case(List<RegisterCondition> conditions, FilterAnswer answer) {
    Case {
      conditions = List.copyOf(conditions);
    }

    private boolean holds(long[] arguments) {
      return RegisterCondition.all(conditions, arguments);
    }
  }

  /** A collector of cases in their order; the one that always holds is the last. */
  static final class Builder {
    private final List<Case> cases = new ArrayList<>();
    private FilterAnswer otherwise;

    /** An answer where all of these hold, and nothing before it does. */
    Builder add(List<RegisterCondition> conditions, FilterAnswer answer) {
      if (otherwise == null && conditions.isEmpty()) {
        otherwise = answer;
      } else if (otherwise == null) {
        cases.add(new Case(conditions, answer));
      }
      return this;
    }

    /** Whether nothing that is added can matter any more. */
    boolean isComplete() {
      return otherwise != null;
    }

    FilterDecision build() {
      if (otherwise == null) {
        throw new IllegalStateException("nothing is decided where none of " + cases + " holds");
      }
      return new FilterDecision(cases, otherwise);
    }
  }

  /**
   * The same where calls are recorded.
   *
   * @param conditions the conditions under which they are: all of one of these lists
   */
  FilterDecision traced(List<List<RegisterCondition>> conditions) {
    return marked(conditions, FilterAnswer::traced);
  }

  /** The same where a module is asked about calls. */
  FilterDecision asked(List<List<RegisterCondition>> conditions) {
    return marked(conditions, FilterAnswer::asked);
  }

  private FilterDecision marked(
      List<List<RegisterCondition>> conditions, UnaryOperator<FilterAnswer> mark) {
    if (conditions.isEmpty()) {
      return this;
    }
    Builder builder = new Builder();
    for (Case one : cases) {
      add(builder, one.conditions(), one.answer(), conditions, mark);
    }
    add(builder, List.of(), otherwise, conditions, mark);
    return builder.build();
  }

  private static void add(
      Builder builder,
      List<RegisterCondition> conditions,
      FilterAnswer answer,
      List<List<RegisterCondition>> marked,
      UnaryOperator<FilterAnswer> mark) {
    for (List<RegisterCondition> more : marked) {
      List<RegisterCondition> both = new ArrayList<>(conditions);
      both.addAll(more);
      builder.add(both, mark.apply(answer));
    }
    builder.add(conditions, answer);
  }

  static FilterDecision always(FilterAnswer answer) {
    return new FilterDecision(List.of(), answer);
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
      one.conditions().forEach(condition -> ConditionCompiler.compile(condition, program, next));
      program.answer(one.answer()).bind(next);
    }
    program.answer(otherwise);
  }
}
