package org.sandtrap.trace.store;

import java.util.Arrays;

/** A set of texts, each kept once and known by a number: most traces name few files very often. */
final class InternedBytes {
  private static final int FIRST_SIZE = 256;

  private final PackedBytes texts = new PackedBytes();
  private int[] places = new int[FIRST_SIZE];
  private int count;
  private int[] index = new int[2 * FIRST_SIZE]; // number + 1, or 0; linear probing
  private byte[] scratch = new byte[FIRST_SIZE];

  /** The number of what was copied, which may be new. */
  int number(Captures from) {
    int size = from.capturedLength();
    if (scratch.length < size) {
      scratch = new byte[size];
    }
    from.copyTo(scratch, 0);
    return number(scratch, size);
  }

  private int number(byte[] text, int size) {
    int slot = hash(text, size) & (index.length - 1);
    while (index[slot] != 0) {
      if (isAt(index[slot] - 1, text, size)) {
        return index[slot] - 1;
      }
      slot = (slot + 1) & (index.length - 1);
    }
    index[slot] = count + 1;
    return add(text, size);
  }

  private int add(byte[] text, int size) {
    if (count == places.length) {
      places = Arrays.copyOf(places, 2 * count);
    }
    places[count] = texts.length();
    texts.putNumber(size);
    texts.put(text, 0, size);
    count++;
    if (2 * count > index.length) {
      grow();
    }
    return count - 1;
  }

  private void grow() {
    index = new int[2 * index.length];
    for (int number = 0; number < count; number++) {
      byte[] text = get(number);
      int slot = hash(text, text.length) & (index.length - 1);
      while (index[slot] != 0) {
        slot = (slot + 1) & (index.length - 1);
      }
      index[slot] = number + 1;
    }
  }

  private boolean isAt(int number, byte[] text, int size) {
    byte[] known = get(number);
    return Arrays.equals(known, 0, known.length, text, 0, size);
  }

  private static int hash(byte[] text, int size) {
    int hash = 1;
    for (int i = 0; i < size; i++) {
      hash = 31 * hash + text[i];
    }
    return hash ^ (hash >>> 16);
  }

  /** How many bytes the texts take. */
  int size() {
    return texts.length();
  }

  /** Gives back what was reserved for more: nothing is added any more. */
  void trim() {
    texts.trim();
    places = Arrays.copyOf(places, count);
    index = new int[0];
    scratch = new byte[0];
  }

  /** The text of a number. */
  byte[] get(int number) {
    PackedBytes.Reader reader = texts.reader(places[number]);
    return reader.bytes(reader.integer());
  }
}
