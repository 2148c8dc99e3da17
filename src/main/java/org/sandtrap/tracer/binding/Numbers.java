package org.sandtrap.tracer.binding;

import java.util.ArrayList;
import java.util.List;
import org.sandtrap.policy.Recipe;
import org.sandtrap.trace.store.RawCapture;

/**
 * Numbers of the enumerations in {@code native/tracer.h}, checked against the library when it is
 * loaded, as {@link Layout} is. The enumerations that have a type here, {@link Records.Kind},
 * {@link Step}, {@link Recipe}, {@link RawCapture.Part} and {@link RawCapture.Status}, are checked
 * with them.
 */
final class Numbers {
  static final int NULL = 0;
  static final int FD = 1;
  static final int FILE = 2;
  static final int PIPE = 3;
  static final int AS_STDOUT = 4;
  static final int TERMINAL = 5;

  static final int LIMIT_PROCESSES = 0;
  static final int LIMIT_THREADS = 1;
  static final int LIMIT_FILE_SIZE = 2;
  static final int LIMIT_ADDRESS_SPACE = 3;
  static final int LIMIT_OPEN_FILES = 4;

  static final int NO_TRANSFER = 1;
  static final int NO_MEMORY = 2;
  static final int NO_SWITCHES = 4;
  static final int NO_FAULTS = 8;

  static final int GO_ON = 0;
  static final int KILL = 1;
  static final int WATCHED = 1 << 8;
  static final int REFUSE = 1 << 16;
  static final int AWAIT = 1 << 17;
  static final int REWRITE = 1 << 18;
  static final int RETURN = 1 << 19;
  static final int SUPPRESS = 1 << 20;
  static final int DELIVER = 1 << 21;
  static final int CHECK = 1 << 22;

  static final int FOR_TRACE = 1;
  static final int FOR_MODULE = 2;
  static final int FOR_RULES = 4;

  static final int OF_32_BITS = 3;

  static final int WATCH_CPU = 1;
  static final int WATCH_MEMORY = 2;
  static final int WATCH_SHARED = 4;
  static final int WATCH_BUSY = 8;

  static final int FILE_DEVICE = 0;
  static final int FILE_INODE = 1;
  static final int FILE_SIZE = 2;
  static final int FILE_REGULAR = 3;
  static final int FILE_NAMES = 4;
  static final int FILE_FACTS = 5;

  static final int TREE_MODE = 0;
  static final int TREE_DEVICE = 1;
  static final int TREE_INODE = 2;
  static final int TREE_NAMES = 3;
  static final int TREE_SIZE = 4;
  static final int TREE_FACTS = 5;

  static final int IPC_MEMORY = 0;
  static final int IPC_MESSAGES = 1;
  static final int IPC_SEMAPHORES = 2;

  static final int MARK_NUMBERS = 14;

  static final int MOUNT_BIND = 0;
  static final int MOUNT_LINK = 1;
  static final int MOUNT_PROC = 2;
  static final int MOUNT_MEMORY = 3;
  static final int MOUNT_READ_ONLY = 1;
  static final int MOUNT_NO_EXEC = 2;
  static final int MOUNT_FILE = 4;
  static final int MOUNT_DEVICES = 8;

  static final int TRACE_WHOLE = 1;
  static final int TRACE_ENTRIES = 2;

  static final int COPY_TEXT = 1;
  static final int COPY_BYTES = 2;
  static final int COPY_TEXTS = 3;
  static final int COPY_IOVEC = 4;
  static final int COPY_MESSAGE = 5;
  static final int COPY_LINK = 6;
  static final int COPY_BASE = 7;
  static final int COPY_MESSAGES = 8;
  static final int COPY_LINKS = 9;
  static final int COPY_ARGUMENTS = 10;

  static final int LENGTH_ONE = 0;
  static final int LENGTH_ARGUMENT = 1;
  static final int LENGTH_RESULT = 2;
  static final int LENGTH_POINTED = 3;

  static final int AT_ENTRY = 1;
  static final int AT_EXIT = 2;
  static final int AT_FAILURE = 4;
  static final int OF_RESULT = 6;
  static final int OF_NONE = 7;
  static final int OF_ARRAY = 8;

  static final int CALL_NUMBERS = 1024;

  private static final int[] EXPECTED = {
    NULL,
    FD,
    FILE,
    PIPE,
    AS_STDOUT,
    TERMINAL,
    LIMIT_PROCESSES,
    LIMIT_THREADS,
    LIMIT_FILE_SIZE,
    LIMIT_ADDRESS_SPACE,
    LIMIT_OPEN_FILES,
    NO_TRANSFER,
    NO_MEMORY,
    NO_SWITCHES,
    NO_FAULTS,
    GO_ON,
    KILL,
    WATCHED,
    REFUSE,
    AWAIT,
    REWRITE,
    RETURN,
    SUPPRESS,
    DELIVER,
    CHECK,
    FOR_TRACE,
    FOR_MODULE,
    FOR_RULES,
    OF_32_BITS,
    WATCH_CPU,
    WATCH_MEMORY,
    WATCH_SHARED,
    WATCH_BUSY,
    FILE_DEVICE,
    FILE_INODE,
    FILE_SIZE,
    FILE_REGULAR,
    FILE_NAMES,
    FILE_FACTS,
    TREE_MODE,
    TREE_DEVICE,
    TREE_INODE,
    TREE_NAMES,
    TREE_SIZE,
    TREE_FACTS,
    IPC_MEMORY,
    IPC_MESSAGES,
    IPC_SEMAPHORES,
    MARK_NUMBERS,
    MOUNT_BIND,
    MOUNT_LINK,
    MOUNT_PROC,
    MOUNT_MEMORY,
    MOUNT_READ_ONLY,
    MOUNT_NO_EXEC,
    MOUNT_FILE,
    MOUNT_DEVICES,
    TRACE_WHOLE,
    TRACE_ENTRIES,
    COPY_TEXT,
    COPY_BYTES,
    COPY_TEXTS,
    COPY_IOVEC,
    COPY_MESSAGE,
    COPY_LINK,
    COPY_BASE,
    COPY_MESSAGES,
    COPY_LINKS,
    COPY_ARGUMENTS,
    LENGTH_ONE,
    LENGTH_ARGUMENT,
    LENGTH_RESULT,
    LENGTH_POINTED,
    AT_ENTRY,
    AT_EXIT,
    AT_FAILURE,
    OF_RESULT,
    OF_NONE,
    OF_ARRAY,
  };

  private Numbers() {}

  /**
   * These numbers, in the order of {@code native/handshake.c}. Without streams: the first launch of
   * a JVM compares them.
   */
  static List<Integer> expected() {
    List<Integer> all = new ArrayList<>();
    for (Records.Kind kind : Records.Kind.values()) {
      if (kind != Records.Kind.NONE) {
        all.add(kind.ordinal());
      }
    }
    addOrdinals(all, Step.values());
    for (Recipe recipe : Recipe.values()) {
      all.add(recipe.number());
    }
    all.addAll(List.of(Recipe.ASK, Recipe.TRACE, Recipe.MODULE, CALL_NUMBERS));
    for (int number : EXPECTED) {
      all.add(number);
    }
    addOrdinals(all, RawCapture.Part.values());
    addOrdinals(all, RawCapture.Status.values());
    return all;
  }

  private static void addOrdinals(List<Integer> all, Enum<?>[] constants) {
    for (Enum<?> constant : constants) {
      all.add(constant.ordinal());
    }
  }
}
