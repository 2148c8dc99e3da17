package org.sandtrap.trace.store;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The threads of a trace, each in a slot of its own: the kernel gives the id of a thread that has
 * ended to another one.
 */
final class StoredThreads {
  private static final int FIRST_SIZE = 16;
  private static final int NONE = -2;

  private final Map<Integer, Integer> current = new HashMap<>();
  private final Map<Integer, Integer> orphans = new HashMap<>(); // ended before their creator told
  private int[] tids = new int[FIRST_SIZE];
  private int[] pids = new int[FIRST_SIZE];
  private int[] events = new int[FIRST_SIZE]; // of the call that it is in
  private int[] keys = new int[FIRST_SIZE];
  private long[] times = new long[FIRST_SIZE];
  private int[] parentTids = new int[FIRST_SIZE];
  private int[] parentPids = new int[FIRST_SIZE];
  private boolean[] started = new boolean[FIRST_SIZE];
  private int count;
  private int lastTid;
  private int lastSlot = -1;

  /** The slot of a thread, which may be new. A process of 0 is not known. */
  int slot(int tid, int pid) {
    int slot = tid == lastTid && lastSlot >= 0 ? lastSlot : find(tid, pid);
    if (pid != 0) {
      pids[slot] = pid;
    }
    lastTid = tid;
    lastSlot = slot;
    return slot;
  }

  private int find(int tid, int pid) {
    Integer known = current.get(tid);
    if (known != null) {
      return known;
    }
    if (count == tids.length) {
      tids = Arrays.copyOf(tids, 2 * count);
      pids = Arrays.copyOf(pids, 2 * count);
      events = Arrays.copyOf(events, 2 * count);
      keys = Arrays.copyOf(keys, 2 * count);
      times = Arrays.copyOf(times, 2 * count);
      parentTids = Arrays.copyOf(parentTids, 2 * count);
      parentPids = Arrays.copyOf(parentPids, 2 * count);
      started = Arrays.copyOf(started, 2 * count);
    }
    tids[count] = tid;
    pids[count] = pid;
    events[count] = NONE;
    current.put(tid, count);
    return count++;
  }

  /** Takes a birth, and answers the slot of the thread. */
  int born(int tid, int pid, int parentTid, int parentPid) {
    Integer orphan = parentTid == 0 ? null : orphans.remove(tid);
    int slot = orphan == null ? slot(tid, pid) : orphan;
    if (parentTid != 0) {
      parentTids[slot] = parentTid;
      parentPids[slot] = parentPid;
    }
    return slot;
  }

  /** Whether this is the first time that a thread is said to start. */
  boolean starts(int slot) {
    boolean first = !started[slot];
    started[slot] = true;
    return first;
  }

  /** Says that a thread has ended: the next of this id is another one. */
  void end(int tid, int pid) {
    Integer slot = current.remove(tid);
    lastSlot = -1;
    if (slot != null && parentTids[slot] == 0) {
      orphans.put(tid, slot);
    }
  }

  int parentTid(int slot) {
    return parentTids[slot];
  }

  int parentPid(int slot) {
    return parentPids[slot];
  }

  void entered(int slot, int event, int key, long time) {
    events[slot] = event;
    keys[slot] = key;
    times[slot] = time;
  }

  void left(int slot) {
    events[slot] = NONE;
  }

  boolean isInCall(int slot) {
    return events[slot] != NONE;
  }

  /** The event of the call that it is in, below zero if that was not kept. */
  int event(int slot) {
    return events[slot];
  }

  int key(int slot) {
    return keys[slot];
  }

  long enteredAt(int slot) {
    return times[slot];
  }

  int tid(int slot) {
    return tids[slot];
  }

  int pid(int slot) {
    return pids[slot];
  }
}
