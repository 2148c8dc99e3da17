package org.sandtrap.trace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The processes of a trace as trees. An id that the kernel gave twice is two processes.
 *
 * <p>A process may do something, and even end, before its parent's fork has been seen to return.
 * Its start comes late then, or never; what the fork returns tells as well.
 */
final class ProcessTree {
  private static final Set<String> FORKS = Set.of("fork", "vfork", "clone", "clone3");

  private final List<Node> all = new ArrayList<>();
  private final Map<Integer, Node> byPid = new HashMap<>();

  /** The processes that made others which have not been seen yet. */
  private final Map<Integer, Node> expected = new HashMap<>();

  private ProcessTree() {}

  /** A process that is still being read. */
  private static final class Node {
    private final int pid;
    private final Duration start;
    private final List<Exec> execs = new ArrayList<>();
    private final List<TracedProcess> children = new ArrayList<>(); // the last first
    private Optional<Node> parent = Optional.empty();
    private Optional<ThreadExit> end = Optional.empty();
    private String name = "";
    private boolean started;
    private int living = 1; // threads

    private Node(int pid, Duration start) {
      this.pid = pid;
      this.start = start;
    }

    private void belongsTo(Node starter) {
      parent = Optional.of(starter);
      name = name.isEmpty() ? starter.name : name;
    }

    private TracedProcess build() {
      List<TracedProcess> inOrder = new ArrayList<>(children);
      Collections.reverse(inOrder);
      int starter = parent.map(one -> one.pid).orElse(0);
      return new TracedProcess(pid, starter, name, execs, start, end, inOrder);
    }
  }

  static List<TracedProcess> roots(Trace trace) {
    ProcessTree tree = new ProcessTree();
    trace.events().forEach(tree::add);
    return tree.roots();
  }

  private void add(Event event) {
    if (event instanceof ThreadStart start && start.isProcess()) {
      starts(start);
    } else if (!(event instanceof LimitEvent)) {
      Node node = byPid.get(event.pid());
      add(node == null ? begin(event) : node, event);
    }
  }

  private void starts(ThreadStart start) {
    Node known = byPid.get(start.pid());
    boolean early = known != null && !known.started;
    Node node = early ? known : begin(start);
    node.started = true;
    Optional.ofNullable(byPid.get(start.parentPid()))
        .filter(parent -> parent != node)
        .ifPresent(node::belongsTo);
  }

  private Node begin(Event first) {
    Node node = new Node(first.pid(), first.time());
    Optional.ofNullable(expected.remove(first.pid())).ifPresent(node::belongsTo);
    all.add(node);
    byPid.put(node.pid, node);
    return node;
  }

  private void add(Node node, Call call) {
    if (call.succeeded() && FORKS.contains(call.name())) {
      int child = (int) call.raw().result();
      if (child > 0 && child != node.pid) {
        expected.put(child, node);
      }
    }
  }

  private void add(Node node, Event event) {
    if (event instanceof Call call) {
      add(node, call);
    } else if (event instanceof Exec exec) {
      node.execs.add(exec);
      node.living = 1; // the others are gone, and the first thread may have ended before
      node.end = Optional.empty();
      node.name = exec.path().substring(exec.path().lastIndexOf('/') + 1);
    } else if (event instanceof ThreadStart) {
      node.living++;
    } else if (event instanceof ThreadExit end && --node.living <= 0) {
      node.end = Optional.of(end);
    }
  }

  /** From the last started to the first, so that each has its children when it is built. */
  private List<TracedProcess> roots() {
    List<TracedProcess> roots = new ArrayList<>();
    for (int i = all.size() - 1; i >= 0; i--) {
      Node node = all.get(i);
      TracedProcess built = node.build();
      node.parent.map(parent -> parent.children).orElse(roots).add(built);
    }
    Collections.reverse(roots);
    return roots;
  }
}
