package org.sandtrap.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A symbolic link in a tree, followed as the kernel would, to tell whether it leaves the tree
 * anywhere on its way; it may lead to nothing.
 */
final class LinkInTree {
  /** As many as the kernel follows. */
  private static final int MOST = 40;

  private final Path root;
  private final Deque<Path> todo = new ArrayDeque<>();
  private Path place;
  private int followed;

  private LinkInTree(Path root, Path link) {
    this.root = root;
    this.place = link;
  }

  /**
   * Whether a link leads to something in its tree.
   *
   * @param root the real path of the top of the tree
   * @param link a path below it
   */
  static boolean staysInside(Path root, Path link) throws IOException {
    return new LinkInTree(root, link).follow();
  }

  private boolean follow() throws IOException {
    boolean inside = expand();
    while (inside && !todo.isEmpty()) {
      inside = step(todo.pop());
    }
    return inside;
  }

  private boolean step(Path name) throws IOException {
    String text = name.toString();
    if (text.equals("..")) {
      place = place.getParent();
    } else if (!text.equals(".") && !text.isEmpty()) {
      place = place.resolve(name);
    }
    return place != null && place.startsWith(root) && (!Files.isSymbolicLink(place) || expand());
  }

  /** Replaces the link where it is by what it says. */
  private boolean expand() throws IOException {
    Path said = Files.readSymbolicLink(place);
    if (said.isAbsolute() || ++followed > MOST) {
      return false;
    }
    place = place.getParent();
    for (int i = said.getNameCount() - 1; i >= 0; i--) {
      todo.push(said.getName(i));
    }
    return place.startsWith(root);
  }
}
