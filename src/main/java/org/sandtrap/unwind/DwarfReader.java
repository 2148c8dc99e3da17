package org.sandtrap.unwind;

import java.io.IOException;

/**
 * A reader of call frame information in the memory of a program, as the DWARF standard and the
 * Linux Standard Base encode it. It is a cursor; what it reads may be hostile.
 */
final class DwarfReader {
  private static final int LONGEST_LEB = 10;

  /** What is longer is damaged, or hostile. */
  static final int LONGEST = 1 << 16;

  private static final int OMITTED = 0xff;
  private static final int FORMAT = 0x0f;
  private static final int RELATIVE_TO_HERE = 0x10;
  private static final int RELATIVE_TO_TABLE = 0x30;
  private static final int RELATION = 0x70;
  private static final int INDIRECT = 0x80;

  private final TraceeMemory memory;
  private long at;

  DwarfReader(TraceeMemory memory, long address) {
    this.memory = memory;
    this.at = address;
  }

  long at() {
    return at;
  }

  void skipTo(long address) {
    at = address;
  }

  /** Passes over so many bytes; what leads back or far away is damaged. */
  void skip(long bytes) throws IOException {
    if (bytes < 0 || bytes > LONGEST) {
      throw new IOException("a length that is none");
    }
    at += bytes;
  }

  int u8() throws IOException {
    return (int) number(1);
  }

  long number(int bytes) throws IOException {
    long value = memory.number(at, bytes);
    at += bytes;
    return value;
  }

  int s32() throws IOException {
    return (int) number(Integer.BYTES);
  }

  /** LEB128 without a sign. */
  long unsigned() throws IOException {
    return leb(false);
  }

  /** LEB128 with a sign. */
  long signed() throws IOException {
    return leb(true);
  }

  private long leb(boolean signed) throws IOException {
    long value = 0;
    int shift = 0;
    int part;
    do {
      part = u8();
      value |= shift < Long.SIZE ? (long) (part & 0x7f) << shift : 0;
      shift += 7;
    } while ((part & 0x80) != 0 && shift < 7 * LONGEST_LEB);
    boolean negative = signed && (part & 0x40) != 0 && shift < Long.SIZE;
    return negative ? value | -1L << shift : value;
  }

  /**
   * A pointer, encoded as a DW_EH_PE_ value says.
   *
   * @param table the address of the table, for a pointer that is relative to one
   * @throws IOException also when this encoding is not known here
   */
  long pointer(int encoding, long table) throws IOException {
    if (encoding == OMITTED || (encoding & INDIRECT) != 0) {
      throw new IOException("a pointer that is not here");
    }
    long here = at;
    long value =
        switch (encoding & FORMAT) {
          case 0x00, 0x04, 0x0c -> number(Long.BYTES);
          case 0x01 -> unsigned();
          case 0x02 -> number(Short.BYTES);
          case 0x03 -> number(Integer.BYTES);
          case 0x09 -> signed();
          case 0x0a -> (short) number(Short.BYTES);
          case 0x0b -> s32();
          default -> throw new IOException("a pointer of unknown format");
        };
    return switch (encoding & RELATION) {
      case 0 -> value;
      case RELATIVE_TO_HERE -> here + value;
      case RELATIVE_TO_TABLE -> table + value;
      default -> throw new IOException("a pointer relative to something unknown");
    };
  }

  /** Passes over a pointer that is not needed. */
  void skipPointer(int encoding) throws IOException {
    if (encoding != OMITTED) {
      pointer(encoding & FORMAT, 0);
    }
  }
}
