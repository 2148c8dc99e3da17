package org.sandtrap.module;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * The auxiliary vector of a program that is about to execute its first instruction, see
 * getauxval(3): pairs of words behind the environment on its stack.
 */
final class AuxiliaryVector {
  private static final int AT_NULL = 0;
  private static final int AT_IGNORE = 1;
  private static final int AT_RANDOM = 25;
  private static final int AT_SYSINFO = 32;
  private static final int AT_SYSINFO_EHDR = 33;

  private static final int MOST_ENTRIES = 128;
  private static final int MOST_WORDS = 1 << 20;
  private static final int RANDOM_BYTES = 16;

  private final Tracee tracee;

  /** The vector of a thread at the stop of its exec. */
  AuxiliaryVector(Tracee tracee) {
    this.tracee = tracee;
  }

  /**
   * Hides the vDSO, see vdso(7): what it answers without a system call, nobody sees.
   *
   * @return whether it is hidden now, or there was none
   */
  boolean hideVdso() {
    boolean hidden = true;
    for (int type : new int[] {AT_SYSINFO_EHDR, AT_SYSINFO}) {
      OptionalLong at = find(type);
      hidden &= at.isEmpty() || tracee.writePointer(at.getAsLong(), AT_IGNORE);
    }
    return hidden;
  }

  /** Replaces the 16 bytes that the kernel gives each program; answers whether they are known. */
  boolean replaceRandom(byte[] bytes) {
    OptionalLong entry = find(AT_RANDOM);
    OptionalLong at =
        entry.isPresent()
            ? tracee.readPointer(entry.getAsLong() + tracee.pointerSize())
            : OptionalLong.empty();
    return at.isPresent() && tracee.write(at.getAsLong(), Arrays.copyOf(bytes, RANDOM_BYTES));
  }

  /** Where the entry of a type is. */
  private OptionalLong find(int type) {
    long at = first();
    for (int i = 0; at != 0 && i < MOST_ENTRIES; i++, at += 2L * tracee.pointerSize()) {
      OptionalLong found = tracee.readPointer(at);
      if (found.isEmpty() || found.getAsLong() == AT_NULL) {
        return OptionalLong.empty();
      }
      if (found.getAsLong() == type) {
        return OptionalLong.of(at);
      }
    }
    return OptionalLong.empty();
  }

  /** Behind the count of arguments, the arguments, a null, the environment, and a null; or 0. */
  private long first() {
    int size = tracee.pointerSize();
    OptionalLong count = tracee.readPointer(tracee.stackPointer());
    if (count.isEmpty()) {
      return 0;
    }
    long at = tracee.stackPointer() + (count.getAsLong() + 2) * size;
    for (int i = 0; i < MOST_WORDS; i++, at += size) {
      OptionalLong variable = tracee.readPointer(at);
      if (variable.isEmpty()) {
        return 0;
      }
      if (variable.getAsLong() == 0) {
        return at + size;
      }
    }
    return 0;
  }
}
