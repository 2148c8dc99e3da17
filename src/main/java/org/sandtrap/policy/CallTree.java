package org.sandtrap.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sandtrap.policy.BpfProgram.Label;

/**
 * The decisions about all numbers of one AUDIT_ARCH as a search tree: neighbours that are decided
 * alike are one leaf, so most calls are decided after a handful of comparisons.
 */
final class CallTree {
  /** What the calls from a number on are; without a decision that is said elsewhere. */
  private record Leaf(int from, Optional<Decision> decision) {}

  /** More numbers than that no interface has in use. */
  private static final long CALLS = 600;

  private final List<Leaf> leaves = new ArrayList<>();

  /**
   * A tree.
   *
   * @param decisions by number as the kernel reports it, unsigned
   * @param others about every other number
   */
  CallTree(Map<Integer, Decision> decisions, Decision others) {
    this(decisions, others, Map.of());
  }

  /**
   * The same; {@link #compile(BpfProgram, Label)} leaves the answer about {@code elsewhere} to the
   * place it is told.
   */
  CallTree(Map<Integer, Decision> decisions, Decision others, int elsewhere) {
    this(decisions, others, Map.of(elsewhere, Optional.empty()));
  }

  private CallTree(
      Map<Integer, Decision> decisions,
      Decision others,
      Map<Integer, Optional<Decision>> elsewhere) {
    SortedMap<Integer, Optional<Decision>> sorted = new TreeMap<>(Integer::compareUnsigned);
    decisions.forEach((number, decision) -> sorted.put(number, Optional.of(decision)));
    sorted.putAll(elsewhere);
    int next = 0;
    add(0, Optional.of(others));
    for (Map.Entry<Integer, Optional<Decision>> entry : sorted.entrySet()) {
      if (entry.getKey() != next) {
        add(next, Optional.of(others));
      }
      add(entry.getKey(), entry.getValue());
      next = entry.getKey() + 1;
    }
    if (next != 0) {
      add(next, Optional.of(others));
    }
  }

  private void add(int from, Optional<Decision> decision) {
    int last = leaves.size() - 1;
    if (last >= 0 && leaves.get(last).from() == from) {
      leaves.remove(last--);
    }
    if (last < 0 || !leaves.get(last).decision().equals(decision)) {
      leaves.add(new Leaf(from, decision));
    }
  }

  /** Adds instructions that end with an answer; the number of the call is loaded. */
  void compile(BpfProgram program) {
    compile(program, program.label());
  }

  /** The same, or go on at {@code elsewhere}. */
  void compile(BpfProgram program, Label elsewhere) {
    Map<Decision, Label> shared = new LinkedHashMap<>();
    compile(program, 0, leaves.size(), shared, elsewhere);
    shared.forEach(
        (decision, label) -> {
          program.bind(label);
          decision.compile(program);
        });
  }

  private void compile(
      BpfProgram program, int begin, int end, Map<Decision, Label> shared, Label elsewhere) {
    if (end - begin == 1) {
      compile(program, leaves.get(begin), shared, elsewhere);
      return;
    }
    int middle = middle(begin, end);
    Label upper = program.label();
    program.ifAtLeast(leaves.get(middle).from(), upper, null);
    compile(program, begin, middle, shared, elsewhere);
    program.bind(upper);
    compile(program, middle, end, shared, elsewhere);
  }

  /** Halves not the leaves but the calls that there are, so that common ones are found soon. */
  private int middle(int begin, int end) {
    long all = weight(begin, end);
    int middle = begin + 1;
    while (middle < end - 1 && 2 * weight(begin, middle) < all) {
      middle++;
    }
    boolean earlier =
        middle > begin + 1 && 2 * weight(begin, middle) - all > all - 2 * weight(begin, middle - 1);
    return earlier ? middle - 1 : middle;
  }

  /** How many calls some leaves are about, each of which counts a little itself. */
  private long weight(int begin, int end) {
    long from = Math.min(CALLS, Integer.toUnsignedLong(leaves.get(begin).from()));
    long to =
        end == leaves.size()
            ? CALLS
            : Math.min(CALLS, Integer.toUnsignedLong(leaves.get(end).from()));
    return to - from + (end - begin);
  }

  private static void compile(
      BpfProgram program, Leaf leaf, Map<Decision, Label> shared, Label elsewhere) {
    if (leaf.decision().isEmpty()) {
      program.jump(elsewhere);
      return;
    }
    Decision decision = leaf.decision().get();
    if (decision.cases().isEmpty()) {
      program.answer(decision.otherwise());
    } else {
      program.jump(shared.computeIfAbsent(decision, key -> program.label()));
    }
  }
}
