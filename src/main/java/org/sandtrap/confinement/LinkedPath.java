package org.sandtrap.confinement;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sandtrap.tracer.binding.ErrnoException;
import org.sandtrap.tracer.binding.RawLinks;

/**
 * A path with the symbolic links on its way, as the kernel walks it: where it leads, and which
 * links another root needs so that it leads there as well. Text has one character for each byte.
 */
final class LinkedPath {
  /** The kernel follows no more. */
  private static final int MOST_LINKS = 40;

  private final Map<String, String> links = new LinkedHashMap<>();
  private final Deque<String> names = new ArrayDeque<>();
  private String at = "";

  private LinkedPath() {}

  /**
   * Walks an absolute path.
   *
   * @throws ErrnoException when a link may not be read, or there are too many
   */
  static LinkedPath of(byte[] path) throws ErrnoException {
    LinkedPath walk = new LinkedPath();
    walk.push(text(path));
    while (!walk.names.isEmpty()) {
      walk.step(walk.names.removeFirst());
    }
    return walk;
  }

  private void push(String path) {
    List<String> parts = Arrays.asList(path.split("/"));
    for (int i = parts.size() - 1; i >= 0; i--) {
      names.addFirst(parts.get(i));
    }
  }

  private void step(String name) throws ErrnoException {
    if (name.isEmpty() || name.equals(".")) {
      return;
    }
    if (name.equals("..")) {
      at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
      return;
    }
    String next = at + "/" + name;
    Optional<byte[]> link = RawLinks.read(bytes(next));
    if (link.isEmpty()) {
      at = next;
      return;
    }
    if (links.size() == MOST_LINKS) {
      throw new ErrnoException(org.sandtrap.syscall.Errno.ELOOP.number());
    }
    String target = text(link.get());
    links.put(next, target);
    push(target);
    at = target.startsWith("/") ? "" : at;
  }

  /** Where it leads, without a link on the way. */
  byte[] end() {
    return bytes(at.isEmpty() ? "/" : at);
  }

  /** The links on the way, and what they say, in the order in which they are met. */
  Map<String, String> links() {
    return links;
  }

  static String text(byte[] path) {
    return new String(path, StandardCharsets.ISO_8859_1);
  }

  static byte[] bytes(String path) {
    return path.getBytes(StandardCharsets.ISO_8859_1);
  }
}
