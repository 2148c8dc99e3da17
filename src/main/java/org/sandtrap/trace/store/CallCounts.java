package org.sandtrap.trace.store;

import java.util.ArrayList;
import java.util.List;

/** A table of counts of calls by their {@link CallKey}, however many of them a trace keeps. */
final class CallCounts {
  private static final int FIRST_SIZE = 128;

  private int[] keys = new int[FIRST_SIZE]; // key + 1, or 0; linear probing
  private long[] calls = new long[FIRST_SIZE];
  private long[] errors = new long[FIRST_SIZE];
  private long[] nanos = new long[FIRST_SIZE];
  private int used;

  /**
   * The count of the calls of one key.
   *
   * @param key the key
   * @param calls how many were made
   * @param errors how many of them failed
   * @param nanos how long they took together
   */
  public record Count(int key, long calls, long errors, long nanos) {}

  void called(int key) {
    int slot = slot(key); // which may make the arrays anew
    calls[slot]++;
  }

  void returned(int key, boolean failed, long nanoseconds) {
    int slot = slot(key);
    errors[slot] += failed ? 1 : 0;
    nanos[slot] += nanoseconds;
  }

  private int slot(int key) {
    int slot = find(keys, key);
    if (keys[slot] != 0) {
      return slot;
    }
    if (3 * used > 2 * keys.length) {
      grow();
      slot = find(keys, key);
    }
    keys[slot] = key + 1;
    used++;
    return slot;
  }

  private static int find(int[] keys, int key) {
    int slot = (key * 0x9e3779b9 >>> 8) & (keys.length - 1);
    while (keys[slot] != 0 && keys[slot] != key + 1) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  private void grow() {
    int[] before = keys;
    long[][] figures = {calls, errors, nanos};
    keys = new int[2 * before.length];
    calls = new long[keys.length];
    errors = new long[keys.length];
    nanos = new long[keys.length];
    for (int i = 0; i < before.length; i++) {
      if (before[i] != 0) {
        int slot = find(keys, before[i] - 1);
        keys[slot] = before[i];
        calls[slot] = figures[0][i];
        errors[slot] = figures[1][i];
        nanos[slot] = figures[2][i];
      }
    }
  }

  List<Count> all() {
    List<Count> all = new ArrayList<>();
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0) {
        all.add(new Count(keys[i] - 1, calls[i], errors[i], nanos[i]));
      }
    }
    return all;
  }
}
