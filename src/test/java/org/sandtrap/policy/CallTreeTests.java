package org.sandtrap.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sandtrap.policy.FilterDecision.Case;
import org.sandtrap.syscall.Operator;
import org.sandtrap.syscall.RegisterCondition;

/**
 * What is decided about calls is what the compiled filter answers, for every number and argument.
 */
class CallTreeTests {
  private static final int ARCH = 0xC000003E;
  private static final long[] INTERESTING = {
    0,
    1,
    -1,
    0x7fff_ffffL,
    0x8000_0000L,
    0xffff_ffffL,
    0x1_0000_0000L,
    0x1_0000_0001L,
    Long.MIN_VALUE,
    Long.MAX_VALUE,
    0xffff_ffff_0000_0000L,
    0xdead_beef_0000_0001L
  };

  private final SplittableRandom random = new SplittableRandom(20261124);

  private static BpfMachine compiled(CallTree tree) {
    BpfProgram program = new BpfProgram();
    program.loadNumber();
    tree.compile(program);
    return new BpfMachine(program.bytes());
  }

  private static NavigableMap<Integer, FilterDecision> others(FilterDecision decision) {
    NavigableMap<Integer, FilterDecision> others = new TreeMap<>(Integer::compareUnsigned);
    others.put(0, decision);
    return others;
  }

  private long argument() {
    long chosen = INTERESTING[random.nextInt(INTERESTING.length)];
    return switch (random.nextInt(4)) {
      case 0 -> random.nextLong();
      case 1 -> random.nextInt(16);
      case 2 -> chosen + random.nextInt(3) - 1;
      default -> chosen;
    };
  }

  private RegisterCondition test() {
    Operator[] all = Operator.values();
    boolean wide = random.nextBoolean();
    return new RegisterCondition(
        random.nextInt(6),
        all[random.nextInt(all.length)],
        random.nextInt(3) == 0 ? argument() : -1,
        argument(),
        wide,
        random.nextBoolean());
  }

  private FilterDecision decision(int mostCases) {
    List<Case> cases = new ArrayList<>();
    for (int i = random.nextInt(mostCases + 1); i > 0; i--) {
      List<RegisterCondition> tests = new ArrayList<>();
      for (int k = random.nextInt(3); k >= 0; k--) {
        tests.add(test());
      }
      cases.add(new Case(tests, FilterAnswer.trace(random.nextInt(1000))));
    }
    return new FilterDecision(cases, FilterAnswer.fail(random.nextInt(4)));
  }

  private long[] arguments() {
    return random.longs(6).map(any -> argument()).toArray();
  }

  @ParameterizedTest
  @EnumSource
  void everyComparisonMeansTheSameInBothWidths(Operator operator) {
    for (int i = 0; i < 3000; i++) {
      RegisterCondition test =
          new RegisterCondition(
              2, operator, i % 3 == 0 ? argument() : -1, argument(), i % 2 == 0, i % 4 < 2);
      FilterDecision decision =
          new FilterDecision(
              List.of(new Case(List.of(test), FilterAnswer.trace(1))), FilterAnswer.ALLOW);
      BpfMachine machine = compiled(new CallTree(Map.of(), others(decision), Map.of()));
      for (int k = 0; k < 10; k++) {
        long[] arguments = arguments();
        assertThat(machine.run(ARCH, 7, arguments).answer())
            .as("%s of %x", test, arguments[2])
            .isEqualTo(decision.answer(arguments).value());
      }
    }
  }

  @Test
  void theUpperHalfOfANarrowArgumentNeverCounts() {
    RegisterCondition test = new RegisterCondition(0, Operator.EQUAL, -1, 2, false, true);
    assertThat(test.holds(2)).isTrue();
    assertThat(test.holds(0xdead_beef_0000_0002L)).isTrue();
    assertThat(test.holds(3)).isFalse();
  }

  @Test
  void anyTreeAnswersWhatWasDecided() {
    for (int round = 0; round < 60; round++) {
      Map<Integer, FilterDecision> decisions = new TreeMap<>();
      for (int i = random.nextInt(120); i > 0; i--) {
        int number = random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(500);
        decisions.put(number, random.nextInt(3) == 0 ? FilterDecision.ALLOW : decision(3));
      }
      FilterDecision others = decision(1);
      BpfMachine machine = compiled(new CallTree(decisions, others(others), Map.of()));
      List<Integer> numbers = new ArrayList<>(decisions.keySet());
      decisions.keySet().forEach(number -> numbers.addAll(List.of(number - 1, number + 1)));
      numbers.addAll(List.of(0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE));
      for (int number : numbers) {
        long[] arguments = arguments();
        int expected = decisions.getOrDefault(number, others).answer(arguments).value();
        assertThat(machine.run(ARCH, number, arguments).answer())
            .as("number %d", number)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void jumpsReachAsFarAsAProgramIsLong() {
    Map<Integer, FilterDecision> decisions = new TreeMap<>();
    for (int number = 0; number < 400; number++) {
      RegisterCondition test =
          new RegisterCondition(number % 6, Operator.LESS, -1, 3L * number << 30, true, true);
      Case one = new Case(List.of(test), FilterAnswer.trace(number));
      decisions.put(number, new FilterDecision(List.of(one), FilterAnswer.fail(1)));
    }
    BpfMachine machine = compiled(new CallTree(decisions, others(FilterDecision.ALLOW), Map.of()));
    assertThat(machine.length()).isBetween(3000, BpfProgram.MOST);
    for (int number = 0; number < 402; number++) {
      long[] arguments = arguments();
      int expected = decisions.getOrDefault(number, FilterDecision.ALLOW).answer(arguments).value();
      assertThat(machine.run(ARCH, number, arguments).answer()).isEqualTo(expected);
    }
  }

  @Test
  void aProgramThatTheKernelWouldRefuseIsNotMade() {
    Map<Integer, FilterDecision> decisions = new TreeMap<>();
    for (int number = 0; number < 400; number++) {
      RegisterCondition test =
          new RegisterCondition(0, Operator.EQUAL, 7L << 33, number, true, true);
      Case one = new Case(List.of(test, test), FilterAnswer.trace(number));
      decisions.put(number, new FilterDecision(List.of(one), FilterAnswer.fail(1)));
    }
    assertThatThrownBy(
            () -> compiled(new CallTree(decisions, others(FilterDecision.ALLOW), Map.of())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching(
            "The filter would have \\d+ instructions, but the kernel takes 4096. Use fewer rules"
                + " with conditions.");
  }

  @Test
  void mostCallsTakeAHandfulOfSteps() {
    Map<Integer, FilterDecision> decisions = new TreeMap<>();
    for (int number : new int[] {2, 56, 57, 58, 59, 85, 257, 322, 435, 437}) {
      decisions.put(number, FilterDecision.always(FilterAnswer.trace(number)));
    }
    BpfMachine machine = compiled(new CallTree(decisions, others(FilterDecision.ALLOW), Map.of()));
    int steps = 0;
    for (int number = 0; number < 500; number++) {
      steps += machine.run(ARCH, number, new long[6]).steps();
    }
    assertThat(steps).isLessThanOrEqualTo(2750);
  }

  @Test
  void othersMayBeDecidedDifferentlyFromANumberOn() {
    NavigableMap<Integer, FilterDecision> others = others(FilterDecision.ALLOW);
    others.put(0x4000_0000, FilterDecision.always(FilterAnswer.ASK));
    others.put(0x8000_0000, FilterDecision.ALLOW);
    FilterDecision fails = FilterDecision.always(FilterAnswer.fail(1));
    BpfMachine machine =
        compiled(new CallTree(Map.of(3, fails, 0x4000_0003, fails, -1, fails), others, Map.of()));
    assertThat(answer(machine, 2, 4, 0x3fff_ffff, 0x8000_0000, -2))
        .containsOnly(FilterAnswer.ALLOW.value());
    assertThat(answer(machine, 3, 0x4000_0003, -1)).containsOnly(FilterAnswer.fail(1).value());
    assertThat(answer(machine, 0x4000_0000, 0x4000_0002, 0x4000_0004, 0x7fff_ffff))
        .containsOnly(FilterAnswer.ASK.value());
  }

  private static int[] answer(BpfMachine machine, int... numbers) {
    return IntStream.of(numbers).map(one -> machine.run(ARCH, one, new long[6]).answer()).toArray();
  }
}
