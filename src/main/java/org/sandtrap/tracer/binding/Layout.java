package org.sandtrap.tracer.binding;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntBiFunction;

/**
 * Sizes and offsets of the structures in {@code native/tracer.h}, checked against the library when
 * it is loaded, as {@link Numbers} are. {@code PLAN_MASK} is the offset of {@code mask} in {@code
 * struct st_plan}, {@code PLAN_SIZE} the size of the whole.
 */
public final class Layout {
  static final int PLAN_SIZE = 200;
  static final int PLAN_LENGTH = 0;
  static final int PLAN_ABI = 4;
  static final int PLAN_ARGUMENT_COUNT = 8;
  static final int PLAN_ARGUMENTS = 12;
  static final int PLAN_VARIABLE_COUNT = 16;
  static final int PLAN_VARIABLES = 20;
  static final int PLAN_PATH_COUNT = 24;
  static final int PLAN_PATHS = 28;
  static final int PLAN_DIRECTORY = 32;
  static final int PLAN_LIMIT_COUNT = 36;
  static final int PLAN_LIMITS = 40;
  static final int PLAN_FILTER_COUNT = 44;
  static final int PLAN_FILTER = 48;
  static final int PLAN_MASK = 52;
  static final int PLAN_HOLD_MILLIS = 56;
  static final int PLAN_PROCESSES_MOST = 60;
  static final int PLAN_THREADS_MOST = 64;
  static final int PLAN_THREADS_TOLD = 68;
  static final int PLAN_CLOSING_TOLD = 72;
  static final int PLAN_GROUP_DIRECTORY = 76;
  static final int PLAN_GROUP_ENTRANCE = 80;
  static final int PLAN_STDIO = 84;
  static final int PLAN_ADDRESS_SPACE = 112;
  static final int PLAN_FILE_SIZE = 120;
  static final int PLAN_EXEC_KEY = 128;
  static final int PLAN_NEW_PRIVILEGES = 136;
  static final int PLAN_TRACE = 140;
  static final int PLAN_LIST_OF_CALL = 144;
  static final int PLAN_LIST_COUNT = 148;
  static final int PLAN_LISTS = 152;
  static final int PLAN_CAPTURE_COUNT = 156;
  static final int PLAN_CAPTURES = 160;
  static final int PLAN_ASK_TRACED = 164;
  static final int PLAN_ASK_EVENTS = 168;
  static final int PLAN_RULESET = 172;
  static final int PLAN_PROCESSOR_BYTES = 176;
  static final int PLAN_PROCESSORS = 180;
  static final int PLAN_SET_NICE = 184;
  static final int PLAN_NICE = 188;
  static final int PLAN_FIXED_ADDRESSES = 192;
  static final int PLAN_ISOLATION = 196;

  static final int ISOLATION_SIZE = 52;
  static final int ISOLATION_NAMESPACES = 0;
  static final int ISOLATION_LOOPBACK = 4;
  static final int ISOLATION_STAGING = 8;
  static final int ISOLATION_JAIL = 12;
  static final int ISOLATION_MOUNT_COUNT = 16;
  static final int ISOLATION_MOUNTS = 20;
  static final int ISOLATION_OWNED = 24;
  static final int ISOLATION_IDENTITY = 28;
  static final int ISOLATION_USER = 32;
  static final int ISOLATION_GROUP = 36;
  static final int ISOLATION_GROUP_COUNT = 40;
  static final int ISOLATION_GROUPS = 44;
  static final int ISOLATION_DROP_CAPABILITIES = 48;

  static final int MOUNT_SIZE = 16;
  static final int MOUNT_KIND = 0;
  static final int MOUNT_FLAGS = 4;
  static final int MOUNT_SOURCE = 8;
  static final int MOUNT_TARGET = 12;

  static final int CAPTURE_SIZE = 24;
  static final int CAPTURE_KIND = 0;
  static final int CAPTURE_MOMENTS = 1;
  static final int CAPTURE_ARGUMENT = 2;
  static final int CAPTURE_LENGTH = 3;
  static final int CAPTURE_LENGTH_ARGUMENT = 4;
  static final int CAPTURE_GUARD = 5;
  static final int CAPTURE_INNER = 6;
  static final int CAPTURE_UNIT = 8;
  static final int CAPTURE_MOST = 12;
  static final int CAPTURE_GUARD_VALUE = 16;

  static final int CAPTURE_LIST_SIZE = 8;
  static final int CAPTURE_LIST_FIRST = 0;
  static final int CAPTURE_LIST_COUNT = 4;

  static final int CAPTURED_SIZE = 16;
  static final int CAPTURED_ARGUMENT = 0;
  static final int CAPTURED_PART = 1;
  static final int CAPTURED_STATUS = 2;
  static final int CAPTURED_LENGTH = 4;
  static final int CAPTURED_WHOLE = 8;

  static final int STDIO_SIZE = 8;
  static final int STDIO_SOURCE = 0;
  static final int STDIO_VALUE = 4;

  static final int RLIMIT_SIZE = 24;
  static final int RLIMIT_RESOURCE = 0;
  static final int RLIMIT_REQUIRED = 4;
  static final int RLIMIT_SOFT = 8;
  static final int RLIMIT_HARD = 16;

  static final int RECORD_SIZE = 192;
  static final int RECORD_OWN_SIZE = 0;
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
  static final int RECORD_USAGE = 64;
  static final int RECORD_ARGUMENTS = 64;

  static final int USAGE_USER = 0;
  static final int USAGE_SYSTEM = 8;
  static final int USAGE_PEAK_MEMORY = 16;
  static final int USAGE_PEAK_VIRTUAL = 24;
  static final int USAGE_MINOR_FAULTS = 32;
  static final int USAGE_MAJOR_FAULTS = 40;
  static final int USAGE_VOLUNTARY = 48;
  static final int USAGE_INVOLUNTARY = 56;
  static final int USAGE_READ = 64;
  static final int USAGE_WRITTEN = 72;
  static final int USAGE_STORAGE_READ = 80;
  static final int USAGE_STORAGE_WRITTEN = 88;
  static final int USAGE_BORN = 96;
  static final int USAGE_THREADS = 104;
  static final int USAGE_SIGNALS = 108;
  static final int USAGE_NAME = 112;

  /** The size of {@code struct st_process}. */
  public static final int PROCESS_SIZE = 144;

  static final int PROCESS_PID = 0;
  static final int PROCESS_PARENT = 4;
  static final int PROCESS_MISSING = 8;
  static final int PROCESS_USAGE = 16;

  /** The size of {@code struct st_totals}. */
  public static final int TOTALS_SIZE = 184;

  static final int TOTALS_ENDED = 0;
  static final int TOTALS_STOPS = 128;
  static final int TOTALS_TREE_PEAK = 136;
  static final int TOTALS_PROCESSES = 144;
  static final int TOTALS_THREADS = 152;
  static final int TOTALS_PROCESSES_MOST = 168;
  static final int TOTALS_THREADS_MOST = 172;
  static final int TOTALS_MISSING = 176;

  /** The size of {@code struct st_seen}. */
  public static final int SEEN_SIZE = 72;

  static final int SEEN_CPU = 0;
  static final int SEEN_MEMORY = 8;
  static final int SEEN_LARGEST = 16;
  static final int SEEN_CPU_PID = 24;
  static final int SEEN_MEMORY_PID = 28;
  static final int SEEN_THREADS = 32;
  static final int SEEN_PROCESSES = 36;
  static final int SEEN_BUSY = 40;
  static final int SEEN_ERROR = 44;
  static final int SEEN_KILLED = 48;
  static final int SEEN_NAME = 56;

  static final int TRACEE_SIZE = 20;
  static final int TRACEE_TID = 0;
  static final int TRACEE_PID = 4;
  static final int TRACEE_STOPPED = 8;
  static final int TRACEE_STOPPER = 12;
  static final int TRACEE_EXITING = 16;

  static final int VIEW_STOPS = 0;
  static final int VIEW_MAIN_PID = 8;
  static final int VIEW_PIPE_FD = 12;
  static final int VIEW_LAST_SIGNAL = 20;
  static final int VIEW_SERVES = 32;
  static final int VIEW_REPLY = 40;
  static final int VIEW_RECORDS = 168;

  static final int NAME_SIZE = 16;
  static final int SIGINFO_SIZE = 128;
  static final int ARGUMENT_COUNT = 6;
  static final int RECORDS_SIZE = 65536;
  static final int TRACEES_MAX = 16384;

  private static final int[] EXPECTED = {
    PLAN_SIZE,
    PLAN_LENGTH,
    PLAN_ABI,
    PLAN_ARGUMENT_COUNT,
    PLAN_ARGUMENTS,
    PLAN_VARIABLE_COUNT,
    PLAN_VARIABLES,
    PLAN_PATH_COUNT,
    PLAN_PATHS,
    PLAN_DIRECTORY,
    PLAN_LIMIT_COUNT,
    PLAN_LIMITS,
    PLAN_FILTER_COUNT,
    PLAN_FILTER,
    PLAN_MASK,
    PLAN_HOLD_MILLIS,
    PLAN_PROCESSES_MOST,
    PLAN_THREADS_MOST,
    PLAN_THREADS_TOLD,
    PLAN_CLOSING_TOLD,
    PLAN_GROUP_DIRECTORY,
    PLAN_GROUP_ENTRANCE,
    PLAN_STDIO,
    PLAN_ADDRESS_SPACE,
    PLAN_FILE_SIZE,
    PLAN_EXEC_KEY,
    PLAN_NEW_PRIVILEGES,
    PLAN_TRACE,
    PLAN_LIST_OF_CALL,
    PLAN_LIST_COUNT,
    PLAN_LISTS,
    PLAN_CAPTURE_COUNT,
    PLAN_CAPTURES,
    PLAN_ASK_TRACED,
    PLAN_ASK_EVENTS,
    PLAN_RULESET,
    PLAN_PROCESSOR_BYTES,
    PLAN_PROCESSORS,
    PLAN_SET_NICE,
    PLAN_NICE,
    PLAN_FIXED_ADDRESSES,
    PLAN_ISOLATION,
    ISOLATION_SIZE,
    ISOLATION_NAMESPACES,
    ISOLATION_LOOPBACK,
    ISOLATION_STAGING,
    ISOLATION_JAIL,
    ISOLATION_MOUNT_COUNT,
    ISOLATION_MOUNTS,
    ISOLATION_OWNED,
    ISOLATION_IDENTITY,
    ISOLATION_USER,
    ISOLATION_GROUP,
    ISOLATION_GROUP_COUNT,
    ISOLATION_GROUPS,
    ISOLATION_DROP_CAPABILITIES,
    MOUNT_SIZE,
    MOUNT_KIND,
    MOUNT_FLAGS,
    MOUNT_SOURCE,
    MOUNT_TARGET,
    CAPTURE_SIZE,
    CAPTURE_KIND,
    CAPTURE_MOMENTS,
    CAPTURE_ARGUMENT,
    CAPTURE_LENGTH,
    CAPTURE_LENGTH_ARGUMENT,
    CAPTURE_GUARD,
    CAPTURE_INNER,
    CAPTURE_UNIT,
    CAPTURE_MOST,
    CAPTURE_GUARD_VALUE,
    CAPTURE_LIST_SIZE,
    CAPTURE_LIST_FIRST,
    CAPTURE_LIST_COUNT,
    CAPTURED_SIZE,
    CAPTURED_ARGUMENT,
    CAPTURED_PART,
    CAPTURED_STATUS,
    CAPTURED_LENGTH,
    CAPTURED_WHOLE,
    STDIO_SIZE,
    STDIO_SOURCE,
    STDIO_VALUE,
    RLIMIT_SIZE,
    RLIMIT_RESOURCE,
    RLIMIT_REQUIRED,
    RLIMIT_SOFT,
    RLIMIT_HARD,
    RECORD_SIZE,
    RECORD_OWN_SIZE,
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
    USAGE_USER,
    USAGE_SYSTEM,
    USAGE_PEAK_MEMORY,
    USAGE_PEAK_VIRTUAL,
    USAGE_MINOR_FAULTS,
    USAGE_MAJOR_FAULTS,
    USAGE_VOLUNTARY,
    USAGE_INVOLUNTARY,
    USAGE_READ,
    USAGE_WRITTEN,
    USAGE_STORAGE_READ,
    USAGE_STORAGE_WRITTEN,
    USAGE_BORN,
    USAGE_THREADS,
    USAGE_SIGNALS,
    USAGE_NAME,
    PROCESS_SIZE,
    PROCESS_PID,
    PROCESS_PARENT,
    PROCESS_MISSING,
    PROCESS_USAGE,
    TOTALS_SIZE,
    TOTALS_ENDED,
    TOTALS_STOPS,
    TOTALS_TREE_PEAK,
    TOTALS_PROCESSES,
    TOTALS_THREADS,
    TOTALS_PROCESSES_MOST,
    TOTALS_THREADS_MOST,
    TOTALS_MISSING,
    SEEN_SIZE,
    SEEN_CPU,
    SEEN_MEMORY,
    SEEN_LARGEST,
    SEEN_CPU_PID,
    SEEN_MEMORY_PID,
    SEEN_THREADS,
    SEEN_PROCESSES,
    SEEN_BUSY,
    SEEN_ERROR,
    SEEN_KILLED,
    SEEN_NAME,
    TRACEE_SIZE,
    TRACEE_TID,
    TRACEE_PID,
    TRACEE_STOPPED,
    TRACEE_STOPPER,
    TRACEE_EXITING,
    VIEW_STOPS,
    VIEW_MAIN_PID,
    VIEW_PIPE_FD,
    VIEW_LAST_SIGNAL,
    VIEW_SERVES,
    VIEW_REPLY,
    VIEW_RECORDS,
    NAME_SIZE,
    SIGINFO_SIZE,
    ARGUMENT_COUNT,
    RECORDS_SIZE,
    TRACEES_MAX,
  };

  private Layout() {}

  /** All numbers of the handshake, in the order of {@code native/handshake.c}. */
  static int[] expected() {
    List<Integer> others = Numbers.expected();
    int[] all = Arrays.copyOf(EXPECTED, EXPECTED.length + others.size());
    for (int i = 0; i < others.size(); i++) {
      all[EXPECTED.length + i] = others.get(i);
    }
    return all;
  }

  /**
   * Compares with the library in {@code file}; {@code library} fills an array with its numbers and
   * answers how many it has.
   */
  static void check(ToIntBiFunction<int[], Integer> library, String file) {
    int[] expected = expected();
    int[] found = new int[expected.length];
    int count = library.applyAsInt(found, found.length);
    NativeLoading.check("the length of the layout", count, expected.length, file);
    for (int i = 0; i < found.length; i++) {
      NativeLoading.check("number " + i + " of the layout", found[i], expected[i], file);
    }
  }
}
