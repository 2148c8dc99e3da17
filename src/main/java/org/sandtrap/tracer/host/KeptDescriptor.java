package org.sandtrap.tracer.host;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.sandtrap.tracer.binding.RawFiles;

/**
 * A descriptor of a file that may be asked about later. All askers about one version of a file
 * share one; it is closed some time after the last of them is gone.
 */
final class KeptDescriptor {
  /** A JVM that keeps the results of many thousand programs must not run out of descriptors. */
  private static final int MOST = 64;

  private static final Map<FileVersion, Holder> HELD = new HashMap<>();

  /** No thread waits for it, as an idle JVM is to have none of ours: the next one clears it. */
  private static final ReferenceQueue<KeptDescriptor> UNUSED = new ReferenceQueue<>();

  private final int number;

  private KeptDescriptor(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /** The descriptor of a file; none if too many are held, or the file may not be read. */
  static Optional<KeptDescriptor> of(String path, FileVersion version) {
    synchronized (HELD) {
      closeUnused();
      Holder holder = HELD.get(version);
      KeptDescriptor held = holder == null ? null : holder.get();
      if (held != null) {
        return Optional.of(held);
      }
      if (holder != null) {
        holder.close(); // it will be in the queue soon
      }
      return HELD.size() < MOST ? open(path, version) : Optional.empty();
    }
  }

  private static Optional<KeptDescriptor> open(String path, FileVersion version) {
    int fd = RawFiles.openForReading(Path.of(path));
    if (fd < 0) {
      return Optional.empty();
    }
    KeptDescriptor descriptor = new KeptDescriptor(fd);
    HELD.put(version, new Holder(descriptor, version));
    return Optional.of(descriptor);
  }

  private static void closeUnused() {
    for (Object unused; (unused = UNUSED.poll()) != null; ) {
      ((Holder) unused).close();
    }
  }

  /** A watcher of one descriptor, which outlives it. */
  private static final class Holder extends WeakReference<KeptDescriptor> {
    private final FileVersion version;
    private int number;

    Holder(KeptDescriptor descriptor, FileVersion version) {
      super(descriptor, UNUSED);
      this.version = version;
      this.number = descriptor.number;
    }

    void close() {
      if (number >= 0) {
        RawFiles.close(number);
        number = -1;
        HELD.remove(version, this);
      }
    }
  }
}
