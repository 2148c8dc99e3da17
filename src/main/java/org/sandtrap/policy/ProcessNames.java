package org.sandtrap.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sandtrap.syscall.Operator;
import org.sandtrap.syscall.RegisterCondition;

/**
 * The ways in which a call names processes: which of them it goes depends on registers; the first
 * whose conditions hold counts.
 */
public final class ProcessNames {
  private final List<Way> ways;

  ProcessNames(List<Way> ways) {
    this.ways = List.copyOf(ways);
  }

  /** A kind of number that stands for processes. */
  public enum Kind {
    /** A process, or one of its threads. */
    PROCESS,
    /** A process group. */
    GROUP,
    /** A process, or a group if it is negative, as of kill(2). */
    EITHER
  }

  /**
   * A number that stands for processes.
   *
   * @param kind what it means
   * @param argument the index of its register
   */
  public record Name(Kind kind, int argument) {}

  /** The reach of a call, as far as registers tell. */
  enum Reach {
    /** Nobody is meant. */
    NOBODY,
    /** The process itself is, or its group. */
    OWN,
    /** So many are that some may be of the run, and others not. */
    ALL,
    /** What tells is no register, but memory or a descriptor: another thread can exchange it. */
    UNKNOWN,
    /** Numbers name it. */
    NAMED
  }

  /**
   * One way.
   *
   * @param conditions when it is gone
   * @param reach how far it leads
   * @param names the numbers, if it leads to what they name
   */
  record Way(List<RegisterCondition> conditions, Reach reach, List<Name> names) {
    Way {
      conditions = List.copyOf(conditions);
      names = List.copyOf(names);
    }
  }

  /** The ways of a call; empty where it names no processes ever. */
  static Optional<ProcessNames> of(String call) {
    return Optional.ofNullable(ProcessNameTable.CALLS.get(call));
  }

  /** The numbers by which a call with these registers names processes. */
  public static List<Name> of(String call, long[] registers) {
    return of(call)
        .flatMap(
            names ->
                names.ways.stream()
                    .filter(way -> RegisterCondition.all(way.conditions(), registers))
                    .findFirst())
        .map(Way::names)
        .orElse(List.of());
  }

  /** A call under a condition on these processes, in alternatives that exclude each other. */
  List<RuledCall> under(RuledCall member, TargetCondition condition, boolean denies) {
    boolean wanted = condition instanceof TargetCondition.OfProcess of && of.wanted();
    List<RuledCall> all = new ArrayList<>();
    List<RuledCall> rest = List.of(member);
    for (Way way : ways) {
      for (RuledCall left : rest) {
        RuledCall gone = left.with(way.conditions());
        switch (way.reach()) {
          case NOBODY -> add(all, gone, !denies);
          case OWN -> add(all, gone, wanted);
          case ALL -> add(all, gone, denies);
          case UNKNOWN -> all.add(gone.inMemory(true));
          case NAMED -> all.add(gone.with(condition));
        }
      }
      rest = without(rest, way.conditions());
    }
    return all;
  }

  private static void add(List<RuledCall> all, RuledCall member, boolean met) {
    if (met) {
      all.add(member);
    }
  }

  /** The same where not all of these conditions hold. */
  private static List<RuledCall> without(
      List<RuledCall> members, List<RegisterCondition> conditions) {
    List<RuledCall> left = new ArrayList<>();
    List<RegisterCondition> before = new ArrayList<>();
    for (RegisterCondition condition : conditions) {
      List<RegisterCondition> missed = new ArrayList<>(before);
      missed.add(opposite(condition));
      members.forEach(member -> left.add(member.with(missed)));
      before.add(condition);
    }
    return left;
  }

  private static RegisterCondition opposite(RegisterCondition one) {
    Operator operator =
        switch (one.operator()) {
          case EQUAL -> Operator.NOT_EQUAL;
          case NOT_EQUAL -> Operator.EQUAL;
          case HAS -> Operator.HAS_NOT;
          default -> throw new IllegalArgumentException("nothing is opposite to " + one);
        };
    return new RegisterCondition(
        one.argument(), operator, one.mask(), one.value(), one.wide(), one.signed());
  }
}
