package org.sandtrap.unwind;

import java.io.IOException;
import java.util.Optional;

/**
 * The call frame information of one function: an entry of {@code .eh_frame} (FDE) with what it
 * shares with other entries (CIE), see the DWARF standard, version 4, section 6.4.
 *
 * @param begin the function's first instruction
 * @param length of the function, in bytes
 * @param codeFactor what advances are multiples of
 * @param dataFactor what offsets are multiples of
 * @param returnColumn the register that stands for the return address
 * @param shared the rules that hold first
 * @param own the rules that follow
 */
record FrameEntry(
    long begin,
    long length,
    long codeFactor,
    long dataFactor,
    int returnColumn,
    Program shared,
    Program own) {
  private static final int LONGEST_AUGMENTATION = 8;

  /**
   * Instructions for a table of rules.
   *
   * @param begin where they are
   * @param end where they end
   */
  record Program(long begin, long end) {}

  boolean covers(long instruction) {
    return Long.compareUnsigned(instruction - begin, length) < 0;
  }

  /** Reads the entry at an address; empty when it is of a kind that is not known here. */
  static Optional<FrameEntry> read(TraceeMemory memory, long address, long table)
      throws IOException {
    DwarfReader entry = new DwarfReader(memory, address);
    long length = entry.number(Integer.BYTES);
    long end = entry.at() + length;
    long here = entry.at();
    long back = entry.number(Integer.BYTES);
    if (length > DwarfReader.LONGEST || back == 0) {
      return Optional.empty();
    }
    DwarfReader common = new DwarfReader(memory, here - back);
    long commonLength = common.number(Integer.BYTES);
    long commonEnd = common.at() + commonLength;
    if (commonLength > DwarfReader.LONGEST || common.number(Integer.BYTES) != 0) {
      return Optional.empty();
    }
    int version = common.u8();
    String augmentation = augmentation(common);
    long codeFactor = common.unsigned();
    long dataFactor = common.signed();
    int returnColumn = version == 1 ? common.u8() : (int) common.unsigned();
    int encoding = 0;
    boolean sized = augmentation.startsWith("z");
    if (sized) {
      long data = common.unsigned();
      long from = common.at();
      encoding = encoding(common, augmentation);
      common.skipTo(from);
      common.skip(data);
    } else if (!augmentation.isEmpty()) {
      return Optional.empty();
    }
    long begin = entry.pointer(encoding, table);
    long size = entry.pointer(encoding & 0x0f, 0);
    if (sized) {
      entry.skip(entry.unsigned());
    }
    return Optional.of(
        new FrameEntry(
            begin,
            size,
            codeFactor,
            dataFactor,
            returnColumn,
            new Program(common.at(), commonEnd),
            new Program(entry.at(), end)));
  }

  private static String augmentation(DwarfReader common) throws IOException {
    StringBuilder text = new StringBuilder();
    int letter = common.u8();
    while (letter != 0 && text.length() < LONGEST_AUGMENTATION) {
      text.append((char) letter);
      letter = common.u8();
    }
    return text.toString();
  }

  /** How the entries encode the pointer to their function. */
  private static int encoding(DwarfReader common, String augmentation) throws IOException {
    int encoding = 0;
    for (char letter : augmentation.substring(1).toCharArray()) {
      switch (letter) {
        case 'R' -> encoding = common.u8();
        case 'L' -> common.u8();
        case 'P' -> common.skipPointer(common.u8());
        default -> {} // S and B have no data
      }
    }
    return encoding;
  }
}
