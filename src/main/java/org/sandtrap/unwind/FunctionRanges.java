package org.sandtrap.unwind;

import java.nio.ByteBuffer;

/**
 * The ranges of the functions in a module.
 *
 * @param symbols a table of symbols, see elf(5)
 * @param wide whether it is for 64 bits
 */
public record FunctionRanges(ByteBuffer symbols, boolean wide) {
  private static final int TYPE = 0xf;
  private static final int FUNCTION = 2;

  /** A function whose address is found when the program is loaded. */
  private static final int INDIRECT_FUNCTION = 10;

  /** Whether an address is in one of them. */
  public boolean contain(long address) {
    int size = wide ? 24 : 16;
    for (int at = 0; at + size <= symbols.capacity(); at += size) {
      int type = symbols.get(at + (wide ? 4 : 12)) & TYPE;
      if ((type == FUNCTION || type == INDIRECT_FUNCTION)
          && Long.compareUnsigned(address - begin(at), length(at)) < 0) {
        return true;
      }
    }
    return false;
  }

  private long begin(int at) {
    return wide ? symbols.getLong(at + 8) : symbols.getInt(at + 4) & 0xffffffffL;
  }

  private long length(int at) {
    return wide ? symbols.getLong(at + 16) : symbols.getInt(at + 8) & 0xffffffffL;
  }
}
