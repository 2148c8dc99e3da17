package org.sandtrap.tracer.watch;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;
import org.sandtrap.syscall.Errno;
import org.sandtrap.tracer.binding.ErrnoException;
import org.sandtrap.tracer.binding.FileFacts;
import org.sandtrap.tracer.binding.RawFiles;
import org.sandtrap.tracer.binding.TracedThread;

/**
 * A check that ends a run that has come to its limit of file size without a signal. The kernel lets
 * each file have one byte more than it may, and cuts there: a file that has this byte was too
 * large. In the end that byte is cut off as well.
 *
 * <p>Each file that is opened for writing is kept in view until no process has it open, whatever
 * becomes of its name; after that its size was looked at.
 */
public final class FileSizeCheck implements Check, AutoCloseable {
  private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(50);

  /** Most programs write no file: to wake for them would be half of what the watchdog costs. */
  private static final long SELDOM = TimeUnit.SECONDS.toNanos(1);

  private static final int FEW = 64;
  private static final int O_PATH = 0x20_0000; // holds a file without any effect on it
  private static final Set<Errno> OUR_OWN = Set.of(Errno.EMFILE, Errno.ENFILE, Errno.ENOMEM);

  private final RunHandle run;
  private final RunClock clock;
  private final long most;
  private final List<Held> held = new ArrayList<>();
  private int room = FEW;

  /**
   * A file that is held in view.
   *
   * @param fd our descriptor
   * @param first what was known of it when it was opened, the last time at which it was not too
   *     long
   */
  private record Held(int fd, FileFacts first) {
    Path path() {
      return RawFiles.ofDescriptor(fd);
    }

    boolean hasGrownTo(long size) {
      return first.size() < size // else it may have been made shorter
          && RawFiles.facts(path()).map(FileFacts::size).orElse(-1L) == size;
    }
  }

  private FileSizeCheck(RunHandle run, RunClock clock, long most) {
    this.run = run;
    this.clock = clock;
    this.most = most;
  }

  /** The check that these limits ask for; empty when they do not limit the size of files. */
  public static Optional<FileSizeCheck> of(Limits limits, RunHandle run, RunClock clock) {
    OptionalLong most = limits.amount(Limit.FILE_SIZE);
    return most.isPresent()
        ? Optional.of(new FileSizeCheck(run, clock, most.getAsLong()))
        : Optional.empty();
  }

  /**
   * A regular file has been opened for writing, and is still open: the thread is held.
   *
   * @param tid the thread
   * @param descriptor its descriptor
   */
  public synchronized void opened(int tid, int descriptor) {
    hold(RawFiles.open(Path.of("/proc/" + tid + "/fd/" + descriptor), O_PATH));
  }

  /**
   * A file that the program is given.
   *
   * @param descriptor a descriptor of this JVM
   */
  public synchronized void given(int descriptor) {
    hold(RawFiles.open(RawFiles.ofDescriptor(descriptor), O_PATH));
  }

  private void hold(int fd) {
    if (fd < 0) {
      if (Errno.of(-fd).filter(OUR_OWN::contains).isPresent()) { // else the process is gone
        run.insist(new KillReason.Failed("supervise", new ErrnoException(-fd)));
      }
      return;
    }
    Optional<FileFacts> facts = RawFiles.facts(new Held(fd, null).path());
    if (facts.isEmpty() || isHeld(facts.get())) {
      RawFiles.close(fd);
      return;
    }
    held.add(new Held(fd, facts.get()));
    if (held.size() > room) {
      letGo();
      room = Math.max(FEW, 2 * held.size());
    }
  }

  private boolean isHeld(FileFacts facts) {
    for (int i = 0; i < held.size(); i++) {
      Held file = held.get(i);
      if (file.first().identity().equals(facts.identity())) {
        held.set(i, facts.size() <= most ? new Held(file.fd(), facts) : file);
        return true;
      }
    }
    return false;
  }

  /** Holds no more files that cannot grow any more; one that was cut is held to the end. */
  private void letGo() {
    look();
    Set<FileFacts.Identity> open = open();
    for (Held file : List.copyOf(held)) {
      if (!open.contains(file.first().identity()) && !file.hasGrownTo(most + 1)) {
        held.remove(file);
        RawFiles.close(file.fd());
      }
    }
  }

  /** What the processes of the run have open. */
  private Set<FileFacts.Identity> open() {
    Set<FileFacts.Identity> open = new HashSet<>();
    for (TracedThread tracee : run.tracees()) {
      Path directory = Path.of("/proc/" + tracee.tid() + "/fd");
      try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(directory)) {
        for (Path descriptor : descriptors) {
          RawFiles.facts(descriptor).map(FileFacts::identity).ifPresent(open::add);
        }
      } catch (IOException | DirectoryIteratorException e) {
        // it has ended
      }
    }
    return open;
  }

  @Override
  public synchronized long look(long now) {
    look();
    return now + (held.isEmpty() ? SELDOM : EVERY);
  }

  /** A file that is opened meanwhile is looked at when something else is looked at anyway. */
  @Override
  public synchronized boolean joins() {
    return !held.isEmpty();
  }

  private void look() {
    if (held.stream().anyMatch(file -> file.hasGrownTo(most + 1))) {
      run.exceeded(Limit.FILE_SIZE, most, clock, Optional.empty());
    }
  }

  /** Looks a last time, when no process is left that could write, and cuts. */
  @Override
  public synchronized void close() {
    look();
    for (Held file : held) {
      if (file.hasGrownTo(most + 1)) {
        RawFiles.cut(file.path(), most);
      }
      RawFiles.close(file.fd());
    }
    held.clear();
  }
}
