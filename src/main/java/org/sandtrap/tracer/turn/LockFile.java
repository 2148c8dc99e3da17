package org.sandtrap.tracer.turn;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * An empty file whose single bytes are locked by JVMs, shared or not. The locks are those of
 * fcntl(2): they belong to the JVM, end with it, and are not inherited by its children, whatever
 * descriptors these have.
 */
final class LockFile {
  private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Path path;
  private final FileChannel channel;
  private final Object key;

  private LockFile(Path path, FileChannel channel, Object key) {
    this.path = path;
    this.channel = channel;
    this.key = key;
  }

  static LockFile open(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path,
            Set.of(CREATE, READ, WRITE, LinkOption.NOFOLLOW_LINKS),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return new LockFile(path, channel, key(path));
  }

  /** Whether the file is still where other JVMs find it. */
  boolean isCurrent() throws IOException {
    try {
      return key(path).equals(key);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static Object key(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey();
  }

  /**
   * Closes the file; only when nothing is locked, as the kernel then releases all locks that the
   * JVM has on it.
   */
  void close() throws IOException {
    channel.close();
  }

  /** Locks a byte; answers null when another JVM has it. */
  FileLock poll(long position, boolean shared) throws IOException {
    try {
      return channel.tryLock(position, 1, shared);
    } catch (OverlappingFileLockException e) {
      return null; // another copy of this class, in a class loader of its own, has it
    }
  }

  /**
   * Locks a byte as soon as no other JVM has it. Asks again and again, ever more seldom: the
   * kernel's own wait takes all threads of a JVM for one, and finds deadlocks that are none.
   */
  FileLock await(long position, boolean shared) throws IOException, InterruptedException {
    long pause = SHORTEST_NANOS;
    FileLock lock = poll(position, shared);
    while (lock == null) {
      TimeUnit.NANOSECONDS.sleep(pause);
      pause = Math.min(2 * pause, LONGEST_NANOS);
      lock = poll(position, shared);
    }
    return lock;
  }
}
