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
  private final Map<RawCaller, Integer> numbers = new HashMap<>();
  private final Map<Stack, Stack> known = new HashMap<>();
  private final Map<Integer, Stack> ofEvent = new HashMap<>();
  private long size;

  /** Places by their numbers, the innermost first. */
  private static final class Stack {
    private final int[] places;

    Stack(int[] places) {
      this.places = places;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Stack stack && Arrays.equals(stack.places, places);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(places);
    }
  }

  void put(int event, List<RawCaller> callers) {
    Stack stack = new Stack(callers.stream().mapToInt(this::number).toArray());
    Stack one = known.putIfAbsent(stack, stack);
    if (one == null) {
      size += ENTRY_SIZE + (long) PLACE_SIZE * stack.places.length;
    }
    ofEvent.put(event, one == null ? stack : one);
    size += ENTRY_SIZE;
  }

  private int number(RawCaller caller) {
    return numbers.computeIfAbsent(
        caller,
        unknown -> {
          places.add(unknown);
          size += 2 * ENTRY_SIZE;
          return places.size() - 1;
        });
  }

  /** The callers of an event's call, the innermost first; none if they are not known. */
  List<RawCaller> of(int event) {
    Stack stack = ofEvent.get(event);
    return stack == null ? List.of() : Arrays.stream(stack.places).mapToObj(places::get).toList();
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
