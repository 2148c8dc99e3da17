package org.sandtrap.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.CallSelection;
import org.sandtrap.syscall.Signature;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Event;
import org.sandtrap.trace.Exec;
import org.sandtrap.trace.ThreadStart;
import org.sandtrap.trace.Trace;

/** The lessons of some traces: for each word that allows a call, which program needed it. */
final class Lessons {
  private final LearnedWords words = new LearnedWords();
  private final Map<String, Lesson> byWord = new LinkedHashMap<>();
  private final Set<String> programs = new LinkedHashSet<>();
  private final Set<Abi> interfaces = EnumSet.noneOf(Abi.class);
  private boolean refused;

  /**
   * Adds what a trace teaches.
   *
   * @throws IllegalArgumentException if it has not all calls that were made
   */
  void add(Trace trace) {
    Objects.requireNonNull(trace, "a trace is null");
    check(trace);
    Set<Integer> ofLoader = new HashSet<>();
    trace.startingCalls().forEach(call -> ofLoader.add(call.number()));
    Map<Integer, String> running = new HashMap<>(); // the program of each process
    for (Event event : trace.events()) {
      if (event instanceof Exec exec) {
        running.put(exec.pid(), name(exec));
        programs.add(name(exec));
      } else if (event instanceof ThreadStart start && start.isProcess()) {
        running.put(start.pid(), running.getOrDefault(start.parentPid(), ""));
      } else if (event instanceof Call call && !programs.isEmpty()) {
        add(call, running.getOrDefault(call.pid(), "?"), ofLoader.contains(call.number()));
      }
    }
  }

  private static void check(Trace trace) {
    if (!trace.selection().isAll()) {
      throw new IllegalArgumentException(
          "A policy cannot be learned from a trace of some calls only: "
              + trace.selection()
              + ". Expected one of all calls: withTrace().");
    }
    if (trace.dropped() > 0) {
      throw new IllegalArgumentException(
          "A policy cannot be learned from a trace of which "
              + trace.dropped()
              + " events were dropped, as it may keep no more than "
              + trace.events().size()
              + ". Expected all: withTraceLimit(...).");
    }
  }

  private static String name(Exec exec) {
    return Lesson.shortened(exec.path().substring(exec.path().lastIndexOf('/') + 1));
  }

  private void add(Call call, String program, boolean ofLoader) {
    if (call.refusal().isPresent()) {
      refused |= !call.name().equals(Rulebook.IN_MEMORY); // that is never to be had, policy or not
      return;
    }
    interfaces.add(call.abi());
    if (Signature.of(call.syscall()).isEmpty()) {
      return; // no word means a number that Linux does not know, and it fails anyway
    }
    for (String word : words.of(call)) {
      byWord.computeIfAbsent(word, Lesson::new).add(call, program, ofLoader);
    }
  }

  /** The names of the programs, as they were executed. */
  Set<String> programs() {
    return programs;
  }

  Set<Abi> interfaces() {
    return interfaces;
  }

  /** Whether rules or guards have refused calls. */
  boolean refused() {
    return refused;
  }

  /**
   * A rule for each word that is needed: those of the loader first, each group by its words.
   *
   * @param conditions whether rules have their conditions, so that they allow less beside their own
   */
  List<LearnedRule> rules(boolean conditions) {
    List<Lesson> needed = new ArrayList<>(byWord.values());
    for (Lesson lesson : byWord.values()) {
      List<Lesson> others =
          needed.stream()
              .filter(one -> one != lesson && !(conditions && one.isConditional()))
              .toList();
      if (!lesson.isInMemory() && covers(others, lesson.calls())) {
        needed.remove(lesson);
      }
    }
    return needed.stream()
        .map(Lesson::rule)
        .sorted(
            Comparator.comparing((LearnedRule rule) -> !rule.starting())
                .thenComparing(LearnedRule::text))
        .toList();
  }

  /** Whether others allow all of these calls, whatever their arguments. */
  private static boolean covers(List<Lesson> lessons, Set<Syscall> calls) {
    if (lessons.isEmpty()) {
      return false;
    }
    CallSelection all = CallSelection.of(lessons.stream().map(Lesson::word).toList());
    return calls.stream().allMatch(call -> all.conditions(call).stream().anyMatch(List::isEmpty));
  }
}
