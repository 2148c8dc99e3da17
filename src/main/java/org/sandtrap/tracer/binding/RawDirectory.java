package org.sandtrap.tracer.binding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sandtrap.syscall.Errno;

/**
 * A directory that a hostile program may have filled, held by a descriptor. Its entries are named
 * by bytes, whatever they are. No link is followed, nothing but directories and regular files is
 * opened, and what is mounted in it is not entered.
 */
public final class RawDirectory implements AutoCloseable {
  private static final int O_PATH = 0x200000;
  private static final int BUFFER = 8192;
  private static final byte SLASH = '/';
  private static final byte[] ITSELF = {0};

  private final int fd;
  private final byte[] buffer = new byte[BUFFER];

  private RawDirectory(int fd) {
    this.fd = fd;
  }

  /**
   * Opens a directory. Links are followed in what leads to it, and not in its place.
   *
   * @param path its absolute path
   * @throws ErrnoException when there is none, or it is closed to us and not ours to open
   */
  public static RawDirectory open(byte[] path) throws ErrnoException {
    LibTracer.require();
    int slash = path.length - 1;
    while (path[slash] != SLASH) {
      slash--;
    }
    byte[] parent = Arrays.copyOf(path, Math.max(1, slash));
    try (RawDirectory above =
        new RawDirectory(check(LibTracer.st_open(terminated(parent), O_PATH, 0)))) {
      return above.enter(Arrays.copyOfRange(path, slash + 1, path.length));
    }
  }

  /**
   * Opens a directory in it. One that its owner has closed is opened to its owner first, if that is
   * us.
   *
   * @throws ErrnoException ENOTDIR when it is none; EXDEV when something is mounted there
   */
  public RawDirectory enter(byte[] name) throws ErrnoException {
    return new RawDirectory(check(LibTracer.st_tree_directory(fd, terminated(name))));
  }

  /** The next names in it, in no order, each once; none at the end. */
  public List<byte[]> next() throws ErrnoException {
    int length = check(LibTracer.st_tree_names(fd, buffer, buffer.length));
    List<byte[]> names = new ArrayList<>();
    int start = 0;
    for (int at = 0; at < length; at++) {
      if (buffer[at] == 0) {
        names.add(Arrays.copyOfRange(buffer, start, at));
        start = at + 1;
      }
    }
    return names;
  }

  /** What is known of an entry. */
  public EntryFacts facts(byte[] name) throws ErrnoException {
    return facts(fd, terminated(name));
  }

  private static EntryFacts facts(int directory, byte[] name) throws ErrnoException {
    long[] found = new long[Numbers.TREE_FACTS];
    check(LibTracer.st_tree_facts(directory, name, found));
    return new EntryFacts(
        (int) found[Numbers.TREE_MODE],
        new FileFacts.Identity(found[Numbers.TREE_DEVICE], found[Numbers.TREE_INODE]),
        found[Numbers.TREE_NAMES],
        found[Numbers.TREE_SIZE]);
  }

  /**
   * Reads a regular file.
   *
   * @param name the file
   * @param expected what was known of it: another file that has its name meanwhile is not read
   * @param most how many bytes it may have
   * @return its content
   * @throws ErrnoException when it cannot be read; EFBIG when it has more bytes; ESTALE when it is
   *     another file; EINVAL when it is something else
   */
  public byte[] read(byte[] name, EntryFacts expected, int most) throws ErrnoException {
    int file = check(LibTracer.st_tree_file(fd, terminated(name)));
    try {
      EntryFacts found = facts(file, ITSELF);
      if (!found.identity().equals(expected.identity()) || found.names() != expected.names()) {
        throw new ErrnoException(Errno.ESTALE.number());
      }
      return RawFiles.rest(file, most);
    } finally {
      RawFiles.close(file);
    }
  }

  /** Removes an entry that is no directory. */
  public void remove(byte[] name) throws ErrnoException {
    check(LibTracer.st_tree_remove(fd, terminated(name), 0));
  }

  /** Removes a directory with nothing in it. */
  public void removeDirectory(byte[] name) throws ErrnoException {
    check(LibTracer.st_tree_remove(fd, terminated(name), 1));
  }

  /** Moves an entry to another directory, under another name. */
  public void move(byte[] name, RawDirectory target, byte[] newName) throws ErrnoException {
    check(LibTracer.st_tree_move(fd, terminated(name), target.fd, terminated(newName)));
  }

  @Override
  public void close() {
    RawFiles.close(fd);
  }

  private static byte[] terminated(byte[] name) {
    return Arrays.copyOf(name, name.length + 1);
  }

  private static int check(int result) throws ErrnoException {
    if (result < 0) {
      throw new ErrnoException(-result);
    }
    return result;
  }
}
