package org.sandtrap.tracer.binding;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.sandtrap.tracer.binding.LauncherPlan.Namespace;

/** System calls that a child makes once, to find out whether this host permits them. */
public final class RawAttempts {
  private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");
  private static final int MOUNT = ARM ? 40 : 165;
  private static final int GETPID = ARM ? 172 : 39;
  private static final int PERSONALITY = ARM ? 92 : 135;
  private static final int PERF_EVENT_OPEN = ARM ? 241 : 298;

  private static final long RECURSIVE_PRIVATE = 0x44000; // MS_REC | MS_PRIVATE
  private static final long NO_SUID_NO_DEVICES_NO_EXEC = 0xe;
  private static final long ADDRESSES_FIXED = 0x0040000;
  private static final int EVENT_SIZE = 112; // PERF_ATTR_SIZE_VER5
  private static final int EXCLUDES = 40;
  private static final long USER_ONLY = 1 << 5 | 1 << 6; // exclude_kernel, exclude_hv

  private static final Map<String, Memory> TEXTS = new ConcurrentHashMap<>();

  private RawAttempts() {}

  /** Makes namespaces and forgets them; answers 0 or a negative errno. */
  public static int namespaces(Set<Namespace> wanted) {
    int flags = flags(wanted);
    long result =
        wanted.contains(Namespace.MOUNT)
            ? LibTracer.st_attempt(flags, MOUNT, 0, text("/"), 0, RECURSIVE_PRIVATE, 0)
            : LibTracer.st_attempt(flags, GETPID, 0, 0, 0, 0, 0);
    return (int) Math.min(0, result);
  }

  /**
   * Mounts the processes of a new pid namespace over {@code /proc}; answers 0 or a negative errno.
   * Where parts of the outer one are hidden, as container runtimes do, the kernel refuses.
   */
  public static int processes(Set<Namespace> wanted) {
    return (int)
        LibTracer.st_attempt(
            flags(wanted),
            MOUNT,
            text("proc"),
            text("/proc"),
            text("proc"),
            NO_SUID_NO_DEVICES_NO_EXEC,
            0);
  }

  /** Has memory placed at fixed addresses; answers a negative errno where that is refused. */
  public static int fixedAddresses() {
    return (int) LibTracer.st_attempt(0, PERSONALITY, ADDRESSES_FIXED, 0, 0, 0, 0);
  }

  /** Counts the instructions of a program; answers a negative errno where that is refused. */
  public static int instructions() {
    try (Memory event = new Memory(EVENT_SIZE)) {
      event.clear();
      event.setInt(Integer.BYTES, EVENT_SIZE);
      event.setLong(Long.BYTES, 1); // PERF_COUNT_HW_INSTRUCTIONS
      event.setLong(EXCLUDES, USER_ONLY);
      long address = Pointer.nativeValue(event);
      return (int) LibTracer.st_attempt(0, PERF_EVENT_OPEN, address, 0, -1, -1, 0);
    }
  }

  private static int flags(Set<Namespace> wanted) {
    int flags = 0;
    for (Namespace namespace : wanted) {
      flags |= namespace.flag();
    }
    return flags;
  }

  /** Kept for ever: the child reads it. */
  private static long text(String text) {
    return Pointer.nativeValue(TEXTS.computeIfAbsent(text, RawAttempts::made));
  }

  private static Memory made(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Memory memory = new Memory(bytes.length + 1L);
    memory.clear();
    memory.write(0, bytes, 0, bytes.length);
    return memory;
  }
}
