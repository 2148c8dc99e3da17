package org.sandtrap.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.sandtrap.policy.BpfProgram.Label;

/**
 * The decisions about all numbers of one AUDIT_ARCH as a search tree: neighbours that are decided
 * alike are one leaf, so most calls are decided after a handful of comparisons.
 */
final class CallTree {
  /** The decision about the calls from a number on; with a label, the program goes on there. */
  private record Leaf(int from, FilterDecision decision, Optional<Label> elsewhere) {
    private boolean isLike(Leaf other) {
      return elsewhere.isEmpty() && other.elsewhere.isEmpty() && decision.equals(other.decision);
    }
  }

  /** More numbers than that no interface has in use. */
  private static final long CALLS = 600;

  private final List<Leaf> leaves = new ArrayList<>();

  /**
   * A tree.
   *
   * @param decisions by number as the kernel reports it, unsigned
   * @param others about the numbers between those: from each of these numbers on
   * @param elsewhere numbers about which the program goes on at a label
   */
  CallTree(
      Map<Integer, FilterDecision> decisions,
      NavigableMap<Integer, FilterDecision> others,
      Map<Integer, Label> elsewhere) {
    NavigableMap<Integer, Leaf> sorted = new TreeMap<>(Integer::compareUnsigned);
    others.forEach((at, what) -> sorted.put(at, new Leaf(at, what, Optional.empty())));
    decisions.forEach((at, what) -> sorted.put(at, new Leaf(at, what, Optional.empty())));
    elsewhere.forEach(
        (at, where) ->
            sorted.put(at, new Leaf(at, others.floorEntry(at).getValue(), Optional.of(where))));
    Set<Integer> single = new HashSet<>(decisions.keySet());
    single.addAll(elsewhere.keySet());
    for (Leaf leaf : sorted.values()) {
      add(leaf);
      int next = leaf.from() + 1;
      if (single.contains(leaf.from()) && next != 0 && !sorted.containsKey(next)) {
        add(new Leaf(next, others.floorEntry(next).getValue(), Optional.empty()));
      }
    }
  }

  private void add(Leaf leaf) {
    int last = leaves.size() - 1;
    if (last < 0 || !leaves.get(last).isLike(leaf)) {
      leaves.add(leaf);
    }
  }

  /** Adds instructions that end with an answer; the number of the call is loaded. */
  void compile(BpfProgram program) {
    Map<FilterDecision, Label> shared = new LinkedHashMap<>();
    compile(program, 0, leaves.size(), shared);
    shared.forEach(
        (decision, label) -> {
          program.bind(label);
          decision.compile(program);
        });
  }

  private void compile(BpfProgram program, int begin, int end, Map<FilterDecision, Label> shared) {
    if (end - begin == 1) {
      compile(program, leaves.get(begin), shared);
      return;
    }
    int middle = middle(begin, end);
    Label upper = program.label();
    program.ifAtLeast(leaves.get(middle).from(), upper, null);
    compile(program, begin, middle, shared);
    program.bind(upper);
    compile(program, middle, end, shared);
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

  private static void compile(BpfProgram program, Leaf leaf, Map<FilterDecision, Label> shared) {
    if (leaf.elsewhere().isPresent()) {
      program.jump(leaf.elsewhere().get());
    } else if (leaf.decision().cases().isEmpty()) {
      program.answer(leaf.decision().otherwise());
    } else {
      program.jump(shared.computeIfAbsent(leaf.decision(), key -> program.label()));
    }
  }
}
