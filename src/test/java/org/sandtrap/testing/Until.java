package org.sandtrap.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.sandtrap.syscall.Signal;

/** Waits for what happens soon. */
public final class Until {
  private static final long PAUSE_MILLIS = 2;

  private Until() {}

  /**
   * Waits until it is true; fails when {@link Patience} ends.
   *
   * @param what what is waited for
   * @param condition whether it has come
   */
  public static void isTrue(String what, BooleanSupplier condition) {
    isTrue(what, Patience.TIME, condition);
  }

  /**
   * Waits until it is true; fails after some time.
   *
   * @param what what is waited for
   * @param patience how long
   * @param condition whether it has come
   */
  public static void isTrue(String what, Duration patience, BooleanSupplier condition) {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("Waited in vain: " + what);
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        throw new AssertionError("Interrupted while waiting: " + what, e);
      }
    }
  }

  /**
   * The state letter of a process, see proc_pid_stat(5).
   *
   * @param pid its id
   * @return the letter; {@code 'X'} when it is gone
   */
  public static char state(int pid) {
    String stat = read(pid, "stat");
    return stat.isEmpty() ? 'X' : stat.charAt(stat.lastIndexOf(')') + 2);
  }

  /**
   * Whether a process has a handler for a signal.
   *
   * @param pid its id
   * @param signal the signal
   */
  public static boolean handles(int pid, Signal signal) {
    long mask = Long.parseUnsignedLong(status(pid, "SigCgt:"), 16);
    return (mask >>> (signal.number() - 1) & 1) == 1;
  }

  /**
   * How many threads a process has.
   *
   * @param pid its id
   * @return 0 when it is gone
   */
  public static int threads(int pid) {
    return Integer.parseInt(status(pid, "Threads:"));
  }

  /** A number of proc_pid_status(5), "0" when the process is gone. */
  private static String status(int pid, String key) {
    return read(pid, "status")
        .lines()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()).strip())
        .findFirst()
        .orElse("0");
  }

  private static String read(int pid, String file) {
    try {
      return Files.readString(Path.of("/proc/" + pid, file));
    } catch (IOException e) {
      return "";
    }
  }
}
