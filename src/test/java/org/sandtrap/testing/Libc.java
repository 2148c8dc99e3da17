package org.sandtrap.testing;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.concurrent.TimeUnit;

/** What tests call themselves of the C library: what a careless native library would. */
public interface Libc extends Library {
  /** The library. */
  Libc INSTANCE = Native.load("c", Libc.class);

  /** The clock of a process, see clock_gettime(2). */
  int CLOCK_PROCESS_CPUTIME_ID = 2;

  /**
   * CPU time of this JVM, in nanoseconds; that of the management interface comes in ticks of 10 ms.
   */
  static long processCpuNanos() {
    long[] time = new long[2];
    INSTANCE.clock_gettime(CLOCK_PROCESS_CPUTIME_ID, time);
    return TimeUnit.SECONDS.toNanos(time[0]) + time[1];
  }

  /** Reads a clock, see clock_gettime(2): seconds and nanoseconds. */
  int clock_gettime(int clock, long[] time);

  /** Sends a signal, see kill(2). */
  int kill(int pid, int signal);

  /** Waits for the end of a child, see waitpid(2). */
  int waitpid(int pid, int[] status, int options);

  /** Waits for children, see waitid(2). */
  int waitid(int kind, int id, byte[] info, int options);

  /** Starts a program, as a child of the calling thread, see posix_spawn(3). */
  int posix_spawn(
      int[] pid,
      String path,
      Pointer actions,
      Pointer attributes,
      String[] arguments,
      String[] variables);
}
