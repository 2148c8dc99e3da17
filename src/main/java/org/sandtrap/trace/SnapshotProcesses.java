package org.sandtrap.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers of processes and threads that are the same in each run: a process has the number
 * after those of its parent and of all processes below earlier children of that.
 */
final class SnapshotProcesses {
  private static final String UNKNOWN = "$PID";
  private static final Pattern IN_PROC = Pattern.compile("(?<=/proc/|/task/)[1-9][0-9]{0,8}");

  private final Map<Integer, Integer> processes = new LinkedHashMap<>();
  private final Map<Integer, List<Integer>> threads = new HashMap<>();
  private final Map<Integer, String> names = new HashMap<>();
  private final Map<Integer, Integer> parents = new HashMap<>();

  SnapshotProcesses(Trace trace) {
    Deque<TracedProcess> open = new ArrayDeque<>(trace.processes());
    while (!open.isEmpty()) {
      TracedProcess process = open.pop();
      processes.putIfAbsent(process.pid(), processes.size() + 1);
      parents.putIfAbsent(process.pid(), process.parent());
      List<TracedProcess> children = process.children();
      for (int i = children.size() - 1; i >= 0; i--) {
        open.push(children.get(i));
      }
    }
    for (Event event : trace.events()) {
      List<Integer> known = threads.computeIfAbsent(event.pid(), pid -> new ArrayList<>());
      if (names.putIfAbsent(event.tid(), "") == null) {
        known.add(event.tid());
        names.put(event.tid(), name(event, known.size()));
      }
    }
  }

  private String name(Event event, int thread) {
    String process = UNKNOWN + Optional.ofNullable(processes.get(event.pid())).orElse(0);
    return event.tid() == event.pid() ? process : process + "." + thread;
  }

  /** The processes in the order of their numbers. */
  List<Integer> pids() {
    return List.copyOf(processes.keySet());
  }

  /** The threads of a process in their order. */
  List<Integer> tids(int pid) {
    return threads.getOrDefault(pid, List.of());
  }

  /** The number of a process. */
  int number(int pid) {
    return processes.getOrDefault(pid, 0);
  }

  /** The number of the process that started it, empty for one that none did. */
  Optional<Integer> parent(int pid) {
    return Optional.ofNullable(processes.get(parents.get(pid)));
  }

  /** What stands for the id of a process or thread; of a process group below zero, too. */
  String placeholder(long id) {
    int magnitude = (int) Math.abs(id);
    if (id == 0 || id == -1) {
      return Long.toString(id);
    }
    return (id < 0 ? "-" : "") + names.getOrDefault(magnitude, UNKNOWN);
  }

  /** The same where ids are part of a path. */
  String inPath(String path) {
    return path.contains("/proc/") ? IN_PROC.matcher(path).replaceAll(this::placeholder) : path;
  }

  private String placeholder(MatchResult id) {
    return Matcher.quoteReplacement(placeholder(Long.parseLong(id.group())));
  }
}
