package org.sandtrap.tracer;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where functions are in a module.
 *
 * @param ends the address behind each, by its own
 */
record FunctionRanges(TreeMap<Long, Long> ends) {
  private static final int TYPE = 0xf;
  private static final int FUNCTION = 2;

  /** One whose address is found when the program is loaded. */
  private static final int INDIRECT_FUNCTION = 10;

  /** Those in a table of symbols, see elf(5). */
  static FunctionRanges of(ByteBuffer symbols, boolean wide) {
    TreeMap<Long, Long> ends = new TreeMap<>();
    int size = wide ? 24 : 16;
    for (int at = 0; at + size <= symbols.capacity(); at += size) {
      int type = symbols.get(at + (wide ? 4 : 12)) & TYPE;
      if (type == FUNCTION || type == INDIRECT_FUNCTION) {
        long begin = wide ? symbols.getLong(at + 8) : symbols.getInt(at + 4) & 0xffffffffL;
        long length = wide ? symbols.getLong(at + 16) : symbols.getInt(at + 8) & 0xffffffffL;
        ends.merge(begin, begin + length, Math::max);
      }
    }
    return new FunctionRanges(ends);
  }

  /** Whether an address is in one of them. */
  boolean contain(long address) {
    Map.Entry<Long, Long> closest = ends.floorEntry(address);
    return closest != null && address < closest.getValue();
  }
}
