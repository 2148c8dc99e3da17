package org.sandtrap.tracer.look;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.sandtrap.syscall.Errno;
import org.sandtrap.trace.decode.PathText;
import org.sandtrap.tracer.binding.ErrnoException;

/**
 * A walk along a path, name by name, as the kernel does it for a thread. What is not there is taken
 * as it is named.
 */
final class PathWalk {
  /** The kernel follows no more. */
  private static final int MOST_LINKS = 40;

  private static final String SELF = "self";
  private static final String THREAD_SELF = "thread-self";

  private final TraceeFiles files;
  private final String root;
  private final Deque<String> names = new ArrayDeque<>();
  private String at;
  private int links;

  private PathWalk(TraceeFiles files, String root, String base) {
    this.files = files;
    this.root = root;
    this.at = base;
  }

  /**
   * The path without symbolic links.
   *
   * @param root the directory that is not left, and where absolute links begin
   * @param base where the path begins, unless it begins at the root
   * @param follows whether the last name is followed if it is a link
   * @throws ErrnoException where the kernel does not let this JVM see that
   */
  static String along(TraceeFiles files, String root, String base, String path, boolean follows)
      throws ErrnoException {
    PathWalk walk = new PathWalk(files, root, path.startsWith("/") ? root : base);
    walk.push(path);
    boolean directory = path.endsWith("/") || path.endsWith("/.") || path.endsWith("/..");
    return walk.end(follows || directory);
  }

  private void push(String path) {
    List<String> parts = Arrays.asList(path.split("/"));
    Collections.reverse(parts);
    parts.stream().filter(name -> !name.isEmpty() && !name.equals(".")).forEach(names::addFirst);
  }

  private String end(boolean follows) throws ErrnoException {
    while (!names.isEmpty()) {
      String name = names.removeFirst();
      if (name.equals("..")) {
        at = at.equals(root) ? root : PathText.parent(at);
        at = at.equals("/") ? "" : at;
      } else {
        step(name, follows || !names.isEmpty());
      }
    }
    return at.isEmpty() ? "/" : at;
  }

  private void step(String name, boolean follows) throws ErrnoException {
    String next = at + "/" + name;
    Optional<String> link = follows ? link(name, next) : Optional.empty();
    if (link.isEmpty()) {
      at = next;
      return;
    }
    if (++links > MOST_LINKS) {
      throw new ErrnoException(Errno.ELOOP.number());
    }
    at = link.get().startsWith("/") ? root : at;
    push(link.get());
  }

  private Optional<String> link(String name, String path) throws ErrnoException {
    boolean own = name.equals(SELF) || name.equals(THREAD_SELF);
    if (own && files.isOnProc(at)) {
      return Optional.of(self(name, path));
    }
    Optional<String> link = files.link(path);
    boolean ofDescriptor = link.isPresent() && files.isOnProc(at);
    return ofDescriptor ? magic(path, link.get()) : link;
  }

  /** Which process that is the link tells to each reader differently, and so to this JVM. */
  private String self(String name, String path) throws ErrnoException {
    Optional<String> read = files.link(path);
    String jvm = Long.toString(ProcessHandle.current().pid());
    boolean known = read.isEmpty() || read.get().equals(jvm) || read.get().startsWith(jvm + "/");
    if (!known) {
      throw new ErrnoException(Errno.ESRCH.number()); // has other numbers than this JVM knows
    }
    String process = number(files.pid(), read.isEmpty());
    return name.equals(SELF) ? process : process + "/task/" + number(files.tid(), read.isEmpty());
  }

  private static String number(int id, boolean inner) throws ErrnoException {
    return inner ? TraceeFiles.innerNumber(id) : Integer.toString(id);
  }

  /** The link of a descriptor and the like does not say where to go, but where that has led. */
  private Optional<String> magic(String path, String target) throws ErrnoException {
    boolean isPath = target.startsWith("/");
    String there = isPath ? files.followed(path, target) : "";
    return !isPath && target.contains(":[")
        ? Optional.empty()
        : Optional.of(isPath ? (there.isEmpty() ? "/" : there) : target);
  }
}
