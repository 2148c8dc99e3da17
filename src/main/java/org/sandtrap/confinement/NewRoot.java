package org.sandtrap.confinement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sandtrap.isolation.Access;
import org.sandtrap.tracer.binding.ErrnoException;
import org.sandtrap.tracer.binding.LauncherPlan.Bound;
import org.sandtrap.tracer.binding.LauncherPlan.Link;
import org.sandtrap.tracer.binding.LauncherPlan.Placement;
import org.sandtrap.tracer.binding.RawFiles;

/**
 * The root of a mount namespace that has what a program may reach, under the same paths as outside,
 * and nothing else. Links that lead there are made anew.
 */
final class NewRoot {
  private static final String DEVICES = "/dev/";

  /** How a program opens its standard streams once more. */
  private static final Map<String, String> STREAMS =
      Map.of(
          "/dev/fd", "/proc/self/fd",
          "/dev/stdin", "/proc/self/fd/0",
          "/dev/stdout", "/proc/self/fd/1",
          "/dev/stderr", "/proc/self/fd/2");

  /** What may be done, by path: so what is above comes first. */
  private final Map<String, Set<Access>> trees = new TreeMap<>();

  private final Map<String, String> links = new TreeMap<>();
  private final boolean closesWriting;

  private NewRoot(boolean closesWriting) {
    this.closesWriting = closesWriting;
  }

  /**
   * What is placed into the root, in this order.
   *
   * @param open what the program may reach
   * @param closesWriting whether only some of it may be written
   * @throws ErrnoException when a path cannot be walked
   */
  static List<Placement> of(List<OpenTree> open, boolean closesWriting) throws ErrnoException {
    NewRoot root = new NewRoot(closesWriting);
    for (OpenTree tree : open) {
      root.add(tree);
    }
    root.links.putAll(STREAMS);
    return root.placements();
  }

  private void add(OpenTree tree) throws ErrnoException {
    LinkedPath path = LinkedPath.of(tree.written());
    if (!Arrays.equals(path.end(), tree.real())) {
      return; // a pipe or a terminal that is given open, or it has been moved since
    }
    links.putAll(path.links());
    trees
        .computeIfAbsent(LinkedPath.text(tree.real()), any -> EnumSet.noneOf(Access.class))
        .addAll(tree.open());
  }

  private List<Placement> placements() {
    List<Placement> all = new ArrayList<>();
    trees.forEach(
        (path, open) -> {
          if (!isRepeated(path, open)) {
            all.add(bound(path, open));
          }
        });
    links.forEach(
        (path, text) -> {
          if (above(path) == null) { // otherwise it is there already, and may be nobody's to make
            all.add(new Link(LinkedPath.bytes(path), LinkedPath.bytes(text)));
          }
        });
    return all;
  }

  private Bound bound(String path, Set<Access> open) {
    boolean directory = RawFiles.exists(LinkedPath.bytes(path + "/."));
    boolean device = path.startsWith(DEVICES);
    return new Bound(LinkedPath.bytes(path), directory, isWritable(open), true, device);
  }

  private boolean isWritable(Set<Access> open) {
    return !closesWriting || open.contains(Access.WRITE);
  }

  /** Whether it is in a tree that lets the program do as much, so that it is there already. */
  private boolean isRepeated(String path, Set<Access> open) {
    String above = above(path);
    return above != null
        && isWritable(trees.get(above)) == isWritable(open)
        && !path.startsWith(DEVICES);
  }

  /** The nearest tree that a path is in, or null. */
  private String above(String path) {
    for (int at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      String directory = path.substring(0, at);
      if (trees.containsKey(directory)) {
        return directory;
      }
    }
    return null;
  }
}
