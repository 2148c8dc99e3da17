package org.sandtrap.tracer;

import java.io.IOException;
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
 * time, so this has a thread of its own, which rests much longer than it walks; what is there at
 * the end of the run is looked at in any case. Sizes are those that stat(2) tells.
 */
final class DiskWatch implements AutoCloseable {
  private static final long SHORTEST_REST = TimeUnit.MILLISECONDS.toNanos(10);
  private static final int REST = 10;

  private final Path directory;
  private final Reach reach;
  private final Clock clock;
  private final long mostBytes;
  private final long mostFiles;
  private final Thread thread = new Thread(this::watch, "sandtrap-disk");

  private DiskWatch(Path directory, Limits limits, Reach reach, Clock clock) {
    this.directory = directory;
    this.reach = reach;
    this.clock = clock;
    this.mostBytes = limits.amount(Limit.DISK).orElse(Long.MAX_VALUE);
    this.mostFiles = limits.amount(Limit.FILES).orElse(Long.MAX_VALUE);
  }

  /** Begins to watch, if a limit asks for it. */
  static Optional<DiskWatch> start(Order order, Reach reach, Clock clock) {
    boolean limited =
        order.limits().amount(Limit.DISK).isPresent()
            || order.limits().amount(Limit.FILES).isPresent();
    if (!limited || order.scratch().isEmpty()) {
      return Optional.empty();
    }
    DiskWatch watch = new DiskWatch(order.scratch().get(), order.limits(), reach, clock);
    watch.thread.setDaemon(true);
    watch.thread.start();
    return Optional.of(watch);
  }

  private void watch() {
    try {
      while (reach.stops().isEmpty()) {
        long begun = System.nanoTime();
        look();
        long rest = Math.max(SHORTEST_REST, REST * (System.nanoTime() - begun));
        TimeUnit.NANOSECONDS.sleep(rest);
      }
    } catch (InterruptedException e) {
      // the run is over
    }
  }

  private void look() {
    Sum sum = new Sum();
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

  /** Looks a last time. */
  @Override
  public void close() {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    look();
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
