package org.sandtrap.unwind;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The section headers of an ELF file, see elf(5).
 *
 * @param file the file, read part by part in its byte order
 * @param wide whether it is for 64 bits
 * @param table the headers
 * @param size of one header
 */
record ElfSections(Part file, boolean wide, ByteBuffer table, int size) {
  private static final int SYMBOLS = 2;
  private static final int DYNAMIC_SYMBOLS = 11;
  private static final int LONGEST = 1 << 24;

  /** A part of a file. */
  interface Part {
    /** So many bytes; zeros where the file is shorter. */
    ByteBuffer read(long position, int size) throws IOException;
  }

  /**
   * The places of the functions that other modules may call, if the table of all symbols was
   * removed.
   */
  Optional<FunctionRanges> rangesLeft() throws IOException {
    int dynamic = -1;
    for (int at = 0; size > 0 && at < table.capacity(); at += size) {
      int type = table.getInt(at + 4);
      if (type == SYMBOLS) {
        return Optional.empty();
      }
      dynamic = type == DYNAMIC_SYMBOLS ? at : dynamic;
    }
    if (dynamic < 0) {
      return Optional.empty();
    }
    long position = number(dynamic, wide ? 24 : 16);
    long length = number(dynamic, wide ? 32 : 20);
    if (length < 0 || length > LONGEST) {
      throw new IOException("a table of symbols that is too large");
    }
    return Optional.of(new FunctionRanges(file.read(position, (int) length), wide));
  }

  private long number(int at, int field) {
    return wide ? table.getLong(at + field) : table.getInt(at + field) & 0xffffffffL;
  }
}
