package org.sandtrap.launch;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A file beside the directories of one JVM, locked as long as that lives: where the lock can be
 * had, the JVM was killed, and its directories may go. The lock is one of fcntl(2), which ends with
 * its process and which its children do not inherit; unlike a process id it also means the same in
 * every pid namespace.
 */
final class OwnerFile implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;

  private OwnerFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Makes and locks the file; empty where that cannot be done, or another JVM was faster. */
  static Optional<OwnerFile> create(Path path) {
    return locked(path, Set.of(CREATE_NEW, WRITE, LinkOption.NOFOLLOW_LINKS));
  }

  /** Locks the file of another JVM; empty while that lives. */
  static Optional<OwnerFile> take(Path path) {
    // To close it would release the lock that another copy of this class in this JVM has on it.
    return isOpenHere(path)
        ? Optional.empty()
        : locked(path, Set.of(WRITE, LinkOption.NOFOLLOW_LINKS));
  }

  private static Optional<OwnerFile> locked(Path path, Set<OpenOption> options) {
    try {
      FileChannel channel =
          FileChannel.open(
              path,
              options,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      OwnerFile file = new OwnerFile(path, channel);
      if (lock(channel) && isStillThere(path)) {
        return Optional.of(file);
      }
      channel.close();
    } catch (IOException e) {
      // no such file, or a file system without locks
    }
    return Optional.empty();
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static boolean isStillThere(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isOpenHere(Path path) {
    try (var descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      Object wanted = key(path);
      for (Path descriptor : descriptors) {
        if (isSame(descriptor, wanted)) {
          return true;
        }
      }
      return false;
    } catch (IOException | DirectoryIteratorException e) {
      return true;
    }
  }

  private static boolean isSame(Path descriptor, Object wanted) {
    try {
      return wanted.equals(Files.readAttributes(descriptor, BasicFileAttributes.class).fileKey());
    } catch (IOException e) {
      return false; // closed meanwhile, or something that has no attributes
    }
  }

  private static Object key(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey();
  }

  /** Removes the file, and only then lets the lock go. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
      channel.close();
    } catch (IOException e) {
      // It does no harm: a later JVM removes it.
    }
  }
}
