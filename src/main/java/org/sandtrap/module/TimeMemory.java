package org.sandtrap.module;

import java.util.OptionalLong;

/**
 * The times in the memory of a thread: struct timespec and struct timeval, in the width that a call
 * has.
 */
final class TimeMemory {
  private static final long NANOS = 1_000_000_000;
  private static final long MICRO = 1000;

  /** Room below the stack pointer, behind what a function may use there itself. */
  private static final int BELOW = 512;

  private static final int ALIGNMENT = 64;

  private final Tracee tracee;
  private final boolean narrow;

  /**
   * The memory of a thread.
   *
   * @param call the name of its call: of i386 only those that end with 64 have wide times
   */
  TimeMemory(Tracee tracee, String call) {
    this.tracee = tracee;
    this.narrow = tracee.pointerSize() == Integer.BYTES && !call.endsWith("64");
  }

  private int word() {
    return narrow ? Integer.BYTES : Long.BYTES;
  }

  /** The size of a time. */
  int size() {
    return 2 * word();
  }

  private OptionalLong number(long address) {
    if (narrow) {
      var value = tracee.readInt(address);
      return value.isPresent() ? OptionalLong.of(value.getAsInt()) : OptionalLong.empty();
    }
    return tracee.readLong(address);
  }

  private boolean put(long address, long value) {
    return narrow ? tracee.writeInt(address, (int) value) : tracee.writeLong(address, value);
  }

  /** A struct timespec in nanoseconds; empty if it cannot be read, or is no time. */
  OptionalLong timespec(long address) {
    return time(address, 1);
  }

  /** A struct timeval in nanoseconds. */
  OptionalLong timeval(long address) {
    return time(address, MICRO);
  }

  private OptionalLong time(long address, long unit) {
    OptionalLong seconds = number(address);
    OptionalLong parts = number(address + word());
    if (address == 0 || seconds.isEmpty() || parts.isEmpty()) {
      return OptionalLong.empty();
    }
    boolean sane = seconds.getAsLong() >= 0 && seconds.getAsLong() < Long.MAX_VALUE / NANOS - 1;
    return sane
        ? OptionalLong.of(seconds.getAsLong() * NANOS + parts.getAsLong() * unit)
        : OptionalLong.empty();
  }

  /** Writes a struct timespec; answers whether that was possible. */
  boolean putTimespec(long address, long nanos) {
    return put(address, nanos / NANOS) && put(address + word(), nanos % NANOS);
  }

  /** Writes a struct timeval. */
  boolean putTimeval(long address, long nanos) {
    return put(address, nanos / NANOS) && put(address + word(), nanos % NANOS / MICRO);
  }

  /** A place below the stack, where the kernel finds what is written there during this call. */
  long below() {
    return tracee.stackPointer() - BELOW & -ALIGNMENT;
  }
}
