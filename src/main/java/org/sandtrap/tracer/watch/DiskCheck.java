package org.sandtrap.tracer.watch;

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
import org.sandtrap.tracer.binding.RawFiles;

/**
 * A check that ends a run whose private directory has become too large. Walks through a directory
 * take time, so they have a thread of their own as soon as there is something in it, which rests
 * much longer than it walks; at the end of the run there is one more walk, unless the directory is
 * untouched. Sizes are those of stat(2).
 *
 * <p>Files that are open but have no name any more count as long as they are open. They are looked
 * at with each walk, and before each thread ends or executes a program that has one open, so that
 * what a process leaves to its end is never missed. A file that was made, unlinked and closed
 * between two walks takes no space any more, and does not count.
 */
public final class DiskCheck implements Check, AutoCloseable {
  private static final long SHORTEST_REST = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long LONGEST_REST = TimeUnit.MILLISECONDS.toNanos(100);

  /** Bytes that can be written in a nanosecond, into memory. */
  private static final long SPEED = 4;

  private static final int REST = 10;

  private final Path directory;
  private final RunHandle run;
  private final RunClock clock;
  private final long mostBytes;
  private final long mostFiles;
  private final UnnamedFiles unnamed;
  private Optional<Thread> walker = Optional.empty();

  private DiskCheck(Path directory, Limits limits, RunHandle run, RunClock clock) {
    this.directory = directory;
    this.run = run;
    this.clock = clock;
    this.unnamed = new UnnamedFiles(real(directory), run);
    this.mostBytes = limits.amount(Limit.DISK).orElse(Long.MAX_VALUE);
    this.mostFiles = limits.amount(Limit.FILES).orElse(Long.MAX_VALUE);
  }

  /** The check that these limits ask for; empty when they do not limit the private directory. */
  public static Optional<DiskCheck> of(
      Limits limits, Optional<Path> privateDirectory, RunHandle run, RunClock clock) {
    boolean limited =
        limits.amount(Limit.DISK).isPresent() || limits.amount(Limit.FILES).isPresent();
    return limited
        ? privateDirectory.map(directory -> new DiskCheck(directory, limits, run, clock))
        : Optional.empty();
  }

  @Override
  public synchronized long look(long now) {
    // Most programs write nothing there: four system calls find that out, and no thread is needed.
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

  /**
   * A thread is about to end, or to execute a program, and has files open without a name: it is
   * held.
   *
   * @param tid the thread
   */
  public void closing(int tid) {
    if (run.reasons().isEmpty() && unnamed.areOpenIn(tid)) {
      walk();
    }
  }

  /** The directory as the links of /proc name it. */
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
      while (run.reasons().isEmpty()) {
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
    if (sum.bytes > run.limit(Limit.DISK, mostBytes)) {
      run.exceeded(Limit.DISK, sum.bytes, clock, Optional.empty());
    }
    if (sum.files > run.limit(Limit.FILES, mostFiles)) {
      run.exceeded(Limit.FILES, sum.files, clock, Optional.empty());
    }
  }

  /** Walks a last time, when no process is left that could change anything. */
  @Override
  public void close() {
    walker.ifPresent(Interruption::end);
    if (walker.isPresent() || !untouched()) {
      walk();
    }
  }

  /**
   * A sum of what is in the directory, up to the first limit that is exceeded; it follows no links.
   */
  private final class Sum implements FileVisitor<Path> {
    private long bytes;
    private long files = -1; // the directory itself does not count

    private FileVisitResult add(long size) {
      bytes += size;
      files++;
      return bytes > run.limit(Limit.DISK, mostBytes) || files > run.limit(Limit.FILES, mostFiles)
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
