package org.sandtrap.tracer.cgroup;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The control group of one run, in which the kernel itself enforces the limit of memory: beyond it
 * no page is given out, and a process is killed. It also counts what resident sizes do not show:
 * files in memory, pipes, page tables.
 *
 * <p>The child enters it while it still uses the memory of this JVM, which the kernel would kill
 * along with it. So the group has no limit until {@link #limit} is called after the exec.
 */
public final class MemoryCgroup implements AutoCloseable {
  private static final String KILLS = "oom_kill ";

  /** Bytes of page cache that a run may leave to the next one in the same group. */
  private static final long LITTLE = 1 << 19;

  /** Bytes that the kernel may have asked for at once, in vain. */
  private static final long SLACK = 2 << 20;

  private final Path directory;
  private final CgroupVersion version;
  private final CgroupFile home;
  private final CgroupFile entrance;
  private final CgroupFile limit;
  private final CgroupFile swap;
  private final CgroupFile peak;
  private final CgroupFile events;
  private long bytes;
  private long killsBefore;
  private volatile boolean limited;

  /** The group in this directory, which exists. */
  MemoryCgroup(Path directory, CgroupVersion version) {
    this.directory = directory;
    this.version = version;
    this.home = CgroupFile.reading(directory);
    this.entrance = CgroupFile.writing(directory.resolve(version.entrance()));
    this.limit = CgroupFile.writing(directory.resolve(version.limit()));
    this.swap = CgroupFile.writing(directory.resolve(version.swap()));
    this.peak = CgroupFile.of(directory.resolve(version.peak()));
    this.events = CgroupFile.reading(directory.resolve(version.events()));
    this.killsBefore = kills();
  }

  Path directory() {
    return directory;
  }

  /** A descriptor of the file by which the child enters, or negative when there is none. */
  public int entrance() {
    return entrance.descriptor();
  }

  /** A descriptor of the directory, for a child to be born in; negative in version 1. */
  public int home() {
    return version == CgroupVersion.SECOND ? home.descriptor() : -1;
  }

  /**
   * From here no more memory is given out than this.
   *
   * @param bytes the limit
   * @return the errno why that could not be; EBUSY when more is in use already; empty when all is
   *     well
   */
  public OptionalInt limit(long bytes) {
    this.bytes = bytes;
    int error = limit.write(Long.toString(bytes));
    swap.write(version.swapLimit(bytes)); // without support for swap there is nothing to limit
    limited = error == 0;
    return limited ? OptionalInt.empty() : OptionalInt.of(error);
  }

  /** Whether the kernel enforces the limit. */
  public boolean limited() {
    return limited;
  }

  /**
   * Whether the kernel has killed a process of this run at the limit. It also kills when a group
   * around this one is full; but then this one is not.
   */
  public boolean overrun() {
    return kills() > killsBefore && peak().orElse(bytes) >= bytes - SLACK;
  }

  private long kills() {
    return events
        .text()
        .lines()
        .filter(line -> line.startsWith(KILLS))
        .mapToLong(line -> number(line.substring(KILLS.length())).orElse(0))
        .findFirst()
        .orElse(0);
  }

  /** The most that was in use at once, in bytes; empty where the kernel does not give it. */
  public OptionalLong peak() {
    return number(peak.text());
  }

  private static OptionalLong number(String text) {
    return text.matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  /**
   * Makes the group as good as new, when no process is left in it; answers false if that is not
   * possible.
   */
  boolean renew() {
    limited = false;
    swap.write(version.unlimited());
    boolean free = limit.write(version.unlimited()) == 0 && peak.write("0") == 0;
    killsBefore = kills();
    return free && peak().orElse(Long.MAX_VALUE) <= LITTLE; // after the reset: what is still in use
  }

  /** Closes its files; the directory stays. */
  @Override
  public void close() {
    for (CgroupFile file : new CgroupFile[] {home, entrance, limit, swap, peak, events}) {
      file.close();
    }
  }
}
