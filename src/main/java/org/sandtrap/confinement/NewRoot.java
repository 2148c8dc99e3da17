package org.sandtrap.confinement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sandtrap.tracer.binding.ErrnoException;
import org.sandtrap.tracer.binding.LauncherPlan.Bound;
import org.sandtrap.tracer.binding.LauncherPlan.Link;
import org.sandtrap.tracer.binding.LauncherPlan.Placement;
import org.sandtrap.tracer.binding.LauncherPlan.Processes;

/**
 * The root of a mount namespace that has what a program may reach, under the same paths as outside,
 * and nothing else. Links that lead there are made anew.
 */
final class NewRoot {
  private static final String PROC = "/proc";

  /** By path, so that what is above comes first. */
  private final Map<String, Grant> trees = new TreeMap<>();

  private final Map<String, String> links = new TreeMap<>();

  private NewRoot() {}

  /**
   * What is placed into the root, in this order.
   *
   * @param grants what the program may reach
   * @param processes whether it sees the processes of its own pid namespace
   * @throws ErrnoException when a path cannot be walked
   */
  static List<Placement> of(List<Grant> grants, boolean processes) throws ErrnoException {
    NewRoot root = new NewRoot();
    for (Grant grant : grants) {
      root.add(grant);
    }
    return root.placements(processes);
  }

  private void add(Grant grant) throws ErrnoException {
    LinkedPath path = LinkedPath.of(grant.path());
    links.putAll(path.links());
    trees.merge(LinkedPath.text(path.end()), grant, NewRoot::both);
  }

  private static Grant both(Grant one, Grant other) {
    return new Grant(
        one.path(),
        one.directory(),
        one.write() || other.write(),
        one.execute() || other.execute(),
        one.device() || other.device());
  }

  private List<Placement> placements(boolean processes) {
    List<Placement> all = new ArrayList<>();
    trees.forEach(
        (path, grant) -> {
          if (!isRepeated(path, grant) && !(processes && isBelow(path, PROC))) {
            all.add(bound(path, grant));
          }
        });
    links.forEach(
        (path, text) -> {
          if (!isInTree(path)) { // there it is already, and may be nobody's to make
            all.add(new Link(LinkedPath.bytes(path), LinkedPath.bytes(text)));
          }
        });
    if (processes) {
      all.add(new Processes(LinkedPath.bytes(PROC)));
    }
    return all;
  }

  private static Bound bound(String path, Grant grant) {
    return new Bound(
        LinkedPath.bytes(path), grant.directory(), grant.write(), grant.execute(), grant.device());
  }

  /** Whether it is in a tree that lets the program do as much, so that it is there already. */
  private boolean isRepeated(String path, Grant grant) {
    Grant above = null;
    for (int at = path.lastIndexOf('/');
        at > 0 && above == null;
        at = path.lastIndexOf('/', at - 1)) {
      above = trees.get(path.substring(0, at));
    }
    return above != null
        && above.write() == grant.write()
        && above.execute() == grant.execute()
        && above.device() == grant.device();
  }

  private boolean isInTree(String path) {
    for (int at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      if (trees.containsKey(path.substring(0, at))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBelow(String path, String directory) {
    return path.equals(directory) || path.startsWith(directory + "/");
  }
}
