package org.sandtrap.unwind;

import java.io.IOException;
import java.util.Optional;

/**
 * The table of a module that says how to leave its functions: the section {@code .eh_frame_hdr} of
 * the Linux Standard Base, in the memory of a process.
 *
 * @param memory the memory
 * @param address where the table is
 */
record FrameTable(TraceeMemory memory, long address) {
  private static final int MAGIC = 0x464c457f;
  private static final int SIGNED_32_BITS_FROM_TABLE = 0x3b;
  private static final int ENTRY = 8;
  private static final int MOST_SEGMENTS = 64;
  private static final int SEGMENT_LOADED = 1;
  private static final int SEGMENT_EH_FRAME = 0x6474e550;

  /** The table of the module whose ELF header is at this address; empty when it has none. */
  static Optional<FrameTable> of(TraceeMemory memory, long header) throws IOException {
    boolean wide = memory.number(header, 4) == MAGIC && memory.number(header + 4, 1) == 2;
    if (!wide) {
      return Optional.empty();
    }
    long segments = header + memory.number(header + 32, 8);
    long size = memory.number(header + 54, 2);
    long count = Math.min(MOST_SEGMENTS, memory.number(header + 56, 2));
    long table = 0;
    long first = -1;
    for (int i = 0; i < count; i++) {
      long segment = segments + i * size;
      int type = (int) memory.number(segment, 4);
      long place = memory.number(segment + 16, 8);
      if (type == SEGMENT_LOADED && first == -1) {
        first = place - memory.number(segment + 8, 8);
      } else if (type == SEGMENT_EH_FRAME) {
        table = place;
      }
    }
    return table == 0
        ? Optional.empty()
        : Optional.of(new FrameTable(memory, header - Math.max(0, first) + table));
  }

  /** What the table says of an instruction; empty when it says nothing. */
  Optional<FrameEntry> find(long instruction) throws IOException {
    DwarfReader reader = new DwarfReader(memory, address);
    int version = reader.u8();
    int frames = reader.u8();
    int counted = reader.u8();
    int entries = reader.u8();
    if (version != 1 || entries != SIGNED_32_BITS_FROM_TABLE) {
      return Optional.empty();
    }
    reader.skipPointer(frames);
    long count = reader.pointer(counted, address);
    long list = reader.at();
    long low = 0;
    long high = count;
    while (low < high) { // the last that begins not after the instruction
      long middle = (low + high) >>> 1;
      boolean after = Long.compareUnsigned(function(list, middle), instruction) > 0;
      low = after ? low : middle + 1;
      high = after ? middle : high;
    }
    if (low == 0) {
      return Optional.empty();
    }
    int offset = (int) memory.number(list + (low - 1) * ENTRY + Integer.BYTES, Integer.BYTES);
    return FrameEntry.read(memory, address + offset, address).filter(it -> it.covers(instruction));
  }

  private long function(long list, long index) throws IOException {
    return address + (int) memory.number(list + index * ENTRY, Integer.BYTES);
  }
}
