package org.sandtrap.tracer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The program headers of an ELF file, see elf(5): enough to tell at which address the linker put a
 * place in the file. The file may be hostile: everything read from it is bounded, and nonsense is
 * only "unknown".
 */
final class ElfFile {
  private static final int MAGIC = 0x7f454c46;
  private static final int HEADER_SIZE = 64;
  private static final int CLASS = 4;
  private static final int DATA = 5;
  private static final int WIDE = 2;
  private static final int BIG_ENDIAN = 2;
  private static final int LOADED = 1;
  private static final int SEGMENTS_MAX = 4096;

  private final SeekableByteChannel file;
  private final boolean wide;
  private final ByteBuffer header;

  private ElfFile(SeekableByteChannel file, ByteBuffer header) {
    this.file = file;
    this.header = header;
    this.wide = header.get(CLASS) == WIDE;
  }

  /**
   * The address of the byte at {@code offset}; empty when it is loaded nowhere, or this is no ELF
   * file.
   */
  static OptionalLong address(Path path, long offset) {
    if (!Files.isRegularFile(path)) {
      return OptionalLong.empty(); // opening a FIFO would wait for a writer
    }
    try (SeekableByteChannel file = Files.newByteChannel(path)) {
      ByteBuffer header = read(file, 0, HEADER_SIZE);
      if (header.getInt(0) != MAGIC) {
        return OptionalLong.empty();
      }
      header.order(header.get(DATA) == BIG_ENDIAN ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
      return new ElfFile(file, header).address(offset);
    } catch (IOException | RuntimeException e) {
      return OptionalLong.empty();
    }
  }

  private OptionalLong address(long offset) throws IOException {
    long table = wide ? header.getLong(32) : header.getInt(28) & 0xffffffffL;
    int size = header.getShort(wide ? 54 : 42) & 0xffff;
    int count = Math.min(SEGMENTS_MAX, header.getShort(wide ? 56 : 44) & 0xffff);
    ByteBuffer segments = read(file, table, size * count).order(header.order());
    for (int at = 0; at < size * count; at += size) {
      long start = number(segments, at, wide ? 8 : 4);
      long address = number(segments, at, wide ? 16 : 8);
      long length = number(segments, at, wide ? 32 : 16);
      if (segments.getInt(at) == LOADED && offset >= start && offset - start < length) {
        return OptionalLong.of(offset - start + address);
      }
    }
    return OptionalLong.empty();
  }

  private long number(ByteBuffer segments, int at, int field) {
    return wide ? segments.getLong(at + field) : segments.getInt(at + field) & 0xffffffffL;
  }

  /** So many bytes; zeros where the file is shorter. */
  private static ByteBuffer read(SeekableByteChannel file, long position, int size)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(size);
    file.position(position);
    int length = 0;
    while (bytes.hasRemaining() && length >= 0) {
      length = file.read(bytes);
    }
    return bytes.clear();
  }
}
