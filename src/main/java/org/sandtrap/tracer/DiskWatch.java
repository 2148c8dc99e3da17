package org.sandtrap.tracer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;

/**
 * Ends a run whose private directory has become too large. Walking through a directory takes its
 * time, so that has a thread of its own as soon as there is something, which rests much longer than
 * it walks; what is there at the end of the run is looked at in any case. Files that are open but
 * have no name any more count as long as they are open. Sizes are those that stat(2) tells.
 */
final class DiskWatch implements Check, AutoCloseable {
  private static final long SHORTEST_REST = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long LONGEST_REST = TimeUnit.MILLISECONDS.toNanos(100);

  /** Bytes that can be written in a nanosecond, into memory. */
  private static final long SPEED = 4;

  private static final int REST = 10;

  private final Path directory;
  private final Reach reach;
  private final Clock clock;
  private final long mostBytes;
  private final long mostFiles;
  private final UnnamedFiles unnamed;
  private Optional<Thread> walker = Optional.empty();

  private DiskWatch(Path directory, Limits limits, Reach reach, Clock clock) {
    this.directory = directory;
    this.reach = reach;
    this.clock = clock;
    this.unnamed = new UnnamedFiles(real(directory), reach);
    this.mostBytes = limits.amount(Limit.DISK).orElse(Long.MAX_VALUE);
    this.mostFiles = limits.amount(Limit.FILES).orElse(Long.MAX_VALUE);
  }

  /** What an order's limits ask for, if they do. */
  static Optional<DiskWatch> of(Order order, Reach reach, Clock clock) {
    Limits limits = order.limits();
    boolean limited =
        limits.amount(Limit.DISK).isPresent() || limits.amount(Limit.FILES).isPresent();
    return limited
        ? order.scratch().map(directory -> new DiskWatch(directory, limits, reach, clock))
        : Optional.empty();
  }

  @Override
  public synchronized long look(long now) {
    if (walker.isEmpty() && (!untouched() || unnamed.arePossible())) {
      Thread thread = new Thread(this::watch, "sandtrap-disk");
      thread.setDaemon(true);
      thread.start();
      walker = Optional.of(thread);
    }
    return now + Math.max(SHORTEST_REST, Math.min(LONGEST_REST, mostBytes / SPEED));
  }

  @Override
  public boolean joins() {
    return walker.isEmpty();
  }

  /** As links of /proc have it. */
  private static Path real(Path directory) {
    try {
      return directory.toRealPath();
    } catch (IOException e) {
      return directory;
    }
  }

  private boolean untouched() {
    return RawFiles.isUntouched(directory.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void watch() {
    try {
      while (reach.stops().isEmpty()) {
        long begun = System.nanoTime();
        walk();
        long rest = Math.max(SHORTEST_REST, REST * (System.nanoTime() - begun));
        TimeUnit.NANOSECONDS.sleep(rest);
      }
    } catch (InterruptedException e) {
      // the run is over
    }
  }

  private void walk() {
    Sum sum = new Sum();
    sum.bytes = unnamed.bytes();
    try {
      Files.walkFileTree(directory, sum);
    } catch (IOException e) {
      // what is unreadable now was counted as far as it could be
    }
    if (sum.bytes > mostBytes) {
      reach.exceeded(Limit.DISK, sum.bytes, clock, Optional.empty());
    }
    if (sum.files > mostFiles) {
      reach.exceeded(Limit.FILES, sum.files, clock, Optional.empty());
    }
  }

  /** Looks a last time, when nobody is left who could change anything. */
  @Override
  public void close() {
    walker.ifPresent(DiskWatch::end);
    if (walker.isPresent() || !untouched()) {
      walk();
    }
  }

  private static void end(Thread thread) {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Adds up until a limit is exceeded; follows no links. */
  private final class Sum implements FileVisitor<Path> {
    private long bytes;
    private long files = -1; // the directory itself does not count

    private FileVisitResult add(long size) {
      bytes += size;
      files++;
      return bytes > mostBytes || files > mostFiles
          ? FileVisitResult.TERMINATE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
      return add(0);
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
      return add(attributes.isRegularFile() ? attributes.size() : 0);
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException problem) {
      return add(0); // it was there
    }

    @Override
    public FileVisitResult postVisitDirectory(Path path, IOException problem) {
      return FileVisitResult.CONTINUE;
    }
  }
}
