package org.sandtrap.trace.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A table of the callers of calls, each stack once: loops make the same calls from the same places.
 */
final class CallStacks {
  /** What a map needs for an entry, about. */
  private static final int ENTRY_SIZE = 64;

  private static final int PLACE_SIZE = 4;

  private final List<RawCaller> places = new ArrayList<>();
  private final Map<String, String> modules = new HashMap<>();
  private final Map<RawCaller, Integer> numbers = new HashMap<>();
  private final Map<Stack, Stack> known = new HashMap<>();
  private final Map<Integer, Stack> ofEvent = new HashMap<>();
  private long size;

  /** Places by their numbers, the innermost first. */
  private static final class Stack {
    private final int[] places;
    private final boolean complete;

    Stack(int[] places, boolean complete) {
      this.places = places;
      this.complete = complete;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Stack stack
          && stack.complete == complete
          && Arrays.equals(stack.places, places);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(places);
    }
  }

  void put(int event, RawStack callers) {
    int[] numbered = callers.callers().stream().mapToInt(this::number).toArray();
    Stack stack = new Stack(numbered, callers.complete());
    Stack one = known.putIfAbsent(stack, stack);
    if (one == null) {
      size += ENTRY_SIZE + (long) PLACE_SIZE * stack.places.length;
    }
    ofEvent.put(event, one == null ? stack : one);
    size += ENTRY_SIZE;
  }

  private int number(RawCaller caller) {
    Integer known = numbers.get(caller);
    if (known != null) {
      return known;
    }
    String module = modules.computeIfAbsent(caller.module(), this::first);
    RawCaller place = new RawCaller(module, caller.offset()); // each look brings a text of its own
    places.add(place);
    numbers.put(place, places.size() - 1);
    size += 2 * ENTRY_SIZE;
    return places.size() - 1;
  }

  private String first(String module) {
    size += ENTRY_SIZE + (long) Character.BYTES * module.length();
    return module;
  }

  /** The callers of an event's call. */
  RawStack of(int event) {
    Stack stack = ofEvent.get(event);
    return stack == null
        ? RawStack.UNKNOWN
        : new RawStack(Arrays.stream(stack.places).mapToObj(places::get).toList(), stack.complete);
  }

  /** All places. */
  List<RawCaller> places() {
    return List.copyOf(places);
  }

  /** How many bytes it needs, about. */
  long size() {
    return size;
  }
}
