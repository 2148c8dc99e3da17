package org.sandtrap.tracer.look;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sandtrap.syscall.Errno;
import org.sandtrap.trace.decode.PathText;
import org.sandtrap.tracer.binding.ErrnoException;
import org.sandtrap.tracer.binding.FileFacts;
import org.sandtrap.tracer.binding.ProcFile;
import org.sandtrap.tracer.binding.RawFiles;
import org.sandtrap.tracer.binding.RawLinks;

/**
 * The files as a thread sees them that is held. Paths have a character for each byte, as this JVM's
 * locale may know no better; they begin at the thread's root, which is the empty path.
 */
final class TraceeFiles {
  private static final int AT_FDCWD = -100;
  private static final Pattern NUMBERS = Pattern.compile("(?m)^NSpid:\\s+\\d+\\s+(\\d+)$");

  private final String proc;
  private final int pid;
  private final int tid;
  private final String root;

  private TraceeFiles(int pid, int tid, String root) {
    this.pid = pid;
    this.tid = tid;
    this.proc = "/proc/" + tid;
    this.root = root;
  }

  /**
   * The files of a thread.
   *
   * @throws ErrnoException where the kernel does not let this JVM see them
   */
  static TraceeFiles of(int pid, int tid) throws ErrnoException {
    String root = absolute(read("/proc/" + tid + "/root"));
    return new TraceeFiles(pid, tid, root.equals("/") ? "" : root);
  }

  /** Where its root is for this JVM; empty if that is its own. */
  String root() {
    return root;
  }

  /** The process. */
  int pid() {
    return pid;
  }

  /** The thread. */
  int tid() {
    return tid;
  }

  /**
   * The number that a process or thread has in its own namespace, one below that of this JVM.
   *
   * @throws ErrnoException where there are more of them between
   */
  static String innerNumber(int number) throws ErrnoException {
    Matcher numbers = NUMBERS.matcher(ProcFile.text("/proc/" + number + "/status").orElse(""));
    if (!numbers.find()) {
      throw new ErrnoException(Errno.ESRCH.number());
    }
    return numbers.group(1);
  }

  /** The number by which its /proc calls the process: that of a pid namespace which is its own. */
  String numberInProc() {
    try {
      return link("/proc/self").isPresent() ? Integer.toString(pid) : innerNumber(pid);
    } catch (ErrnoException e) {
      return Integer.toString(pid);
    }
  }

  /** The directory that relative paths begin at: of a descriptor, or the working directory. */
  String directory(int fd) throws ErrnoException {
    String link = linkOf(fd);
    return fromHere(link, read(link));
  }

  private String linkOf(int fd) {
    return proc + (fd == AT_FDCWD ? "/cwd" : "/fd/" + fd);
  }

  /** The file of a descriptor; empty if it has no path. */
  Optional<String> descriptor(int fd) throws ErrnoException {
    String link = linkOf(fd);
    String target = read(link);
    return PathText.isFile(target) ? Optional.of(fromHere(link, target)) : Optional.empty();
  }

  /** What a link says; empty where there is none. */
  Optional<String> link(String path) throws ErrnoException {
    return RawLinks.read(bytes(proc + "/root" + path)).map(TraceeFiles::text);
  }

  /** Whether a path is in a file system of processes. */
  boolean isOnProc(String path) {
    return RawLinks.isOnProc(bytes(proc + "/root" + path));
  }

  /**
   * The file of a link as of a descriptor, as a path of the thread's.
   *
   * @param path the path of the link
   * @param target what it says, a path of this JVM's
   * @throws ErrnoException where it is outside of the thread's root
   */
  String followed(String path, String target) throws ErrnoException {
    return fromHere(proc + "/root" + path, target);
  }

  /** The link of a file that has lost its name says so; there are also names that end so. */
  private String fromHere(String link, String target) throws ErrnoException {
    String path = fromHere(target);
    return PathText.isDeleted(path) && !isSame(link, proc + "/root" + path)
        ? PathText.withoutDeletion(path)
        : path;
  }

  private static boolean isSame(String one, String other) {
    Optional<FileFacts.Identity> identity = RawFiles.identity(bytes(one));
    return identity.isPresent() && identity.equals(RawFiles.identity(bytes(other)));
  }

  private String fromHere(String path) throws ErrnoException {
    String whole = absolute(path);
    if (!PathText.isBelow(whole, root.isEmpty() ? "/" : root)) {
      throw new ErrnoException(Errno.EXDEV.number());
    }
    String rest = whole.substring(root.length());
    return rest.equals("/") ? "" : rest;
  }

  /** What cannot be reached from this JVM's root does not begin there. */
  private static String absolute(String path) throws ErrnoException {
    if (!path.startsWith("/")) {
      throw new ErrnoException(Errno.ENOTDIR.number());
    }
    return path;
  }

  private static String read(String path) throws ErrnoException {
    return RawLinks.read(bytes(path))
        .map(TraceeFiles::text)
        .orElseThrow(() -> new ErrnoException(Errno.EBADF.number()));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String path) {
    return path.getBytes(StandardCharsets.ISO_8859_1);
  }
}
