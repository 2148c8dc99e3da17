package org.sandtrap.tracer;

import java.util.function.ToIntBiFunction;

/**
 * Sizes and offsets of the structures in {@code native/tracer.h}, checked against the library when
 * it is loaded.
 */
final class Layout {
  static final int PLAN_SIZE = 128;
  static final int PLAN_ARGUMENTS = 8;
  static final int PLAN_VARIABLES = 16;
  static final int PLAN_PATHS = 24;
  static final int PLAN_DIRECTORY = 32;
  static final int PLAN_LIMITS = 36;
  static final int PLAN_FILTER = 44;
  static final int PLAN_MASK = 52;
  static final int PLAN_HOLD_MILLIS = 56;
  static final int PLAN_PROCESSES = 60;
  static final int PLAN_GROUP = 72;
  static final int PLAN_STDIO = 80;
  static final int PLAN_ADDRESS_SPACE = 104;
  static final int PLAN_FILE_SIZE = 112;
  static final int PLAN_EXEC_KEY = 120;

  static final int RLIMIT_SIZE = 24;

  static final int RECORD_SIZE = 192;
  static final int RECORD_KIND = 4;
  static final int RECORD_TID = 8;
  static final int RECORD_PID = 12;
  static final int RECORD_TIME = 16;
  static final int RECORD_NUMBER = 24;
  static final int RECORD_VALUE = 28;
  static final int RECORD_INDEX = 32;
  static final int RECORD_ARCH = 36;
  static final int RECORD_CALL = 40;
  static final int RECORD_IP = 48;
  static final int RECORD_SP = 56;
  static final int RECORD_SIGINFO = 64;
  static final int SIGINFO_SIZE = 128;
  static final int RECORD_USAGE = 64;
  static final int RECORD_ARGUMENTS = 64;

  static final int USAGE_SIZE = 128;
  static final int PROCESS_SIZE = 144;
  static final int PROCESS_USAGE = 16;
  static final int TOTALS_SIZE = 184;
  static final int TOTALS_STOPS = 128;
  static final int FOUND_SIZE = 72;

  static final int TRACEE_SIZE = 16;

  static final int VIEW_STOPS = 0;
  static final int VIEW_MAIN_PID = 8;
  static final int VIEW_PIPES = 12;
  static final int VIEW_LAST_SIGNAL = 20;
  static final int VIEW_KILLED = 24;
  static final int VIEW_LENGTH = 28;
  static final int VIEW_RECORDS = 32;

  static final int RECORDS_SIZE = 65536;
  static final int TRACEES_MAX = 16384;

  private static final int[] EXPECTED = {
    PLAN_SIZE,
    PLAN_ARGUMENTS,
    PLAN_VARIABLES,
    PLAN_PATHS,
    PLAN_DIRECTORY,
    PLAN_LIMITS,
    PLAN_FILTER,
    PLAN_MASK,
    PLAN_HOLD_MILLIS,
    PLAN_PROCESSES,
    PLAN_GROUP,
    PLAN_STDIO,
    PLAN_ADDRESS_SPACE,
    PLAN_FILE_SIZE,
    PLAN_EXEC_KEY,
    RLIMIT_SIZE,
    RECORD_SIZE,
    RECORD_KIND,
    RECORD_TID,
    RECORD_PID,
    RECORD_TIME,
    RECORD_NUMBER,
    RECORD_VALUE,
    RECORD_INDEX,
    RECORD_ARCH,
    RECORD_CALL,
    RECORD_IP,
    RECORD_SP,
    RECORD_SIGINFO,
    RECORD_USAGE,
    RECORD_ARGUMENTS,
    USAGE_SIZE,
    PROCESS_SIZE,
    PROCESS_USAGE,
    TOTALS_SIZE,
    TOTALS_STOPS,
    FOUND_SIZE,
    TRACEE_SIZE,
    VIEW_STOPS,
    VIEW_MAIN_PID,
    VIEW_PIPES,
    VIEW_LAST_SIGNAL,
    VIEW_KILLED,
    VIEW_LENGTH,
    VIEW_RECORDS,
    RECORDS_SIZE,
    TRACEES_MAX,
  };

  private Layout() {}

  /**
   * Compares with the library in {@code file}; {@code library} fills an array with its numbers and
   * answers how many it has.
   */
  static void check(ToIntBiFunction<int[], Integer> library, String file) {
    int[] found = new int[EXPECTED.length];
    int count = library.applyAsInt(found, found.length);
    NativeLoading.check("the length of the layout", count, EXPECTED.length, file);
    for (int i = 0; i < found.length; i++) {
      NativeLoading.check("number " + i + " of the layout", found[i], EXPECTED[i], file);
    }
  }
}
