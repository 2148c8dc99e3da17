package org.sandtrap.unwind;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The headers of an ELF file, see elf(5): enough to find at which address the linker put a place in
 * the file, how much memory it is loaded into, and where its functions are. The file may be
 * hostile: everything read from it is bounded, and nonsense is only "unknown".
 */
public final class ElfFile {
  private static final int MAGIC = 0x7f454c46;
  private static final int HEADER_SIZE = 64;
  private static final int CLASS = 4;
  private static final int DATA = 5;
  private static final int WIDE = 2;
  private static final int BIG_ENDIAN = 2;
  private static final int LOADED = 1;
  private static final int SEGMENTS_MAX = 4096;
  private static final int SECTIONS_MAX = 4096;

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
  public static OptionalLong address(Path path, long offset) {
    return read(path, elf -> elf.address(offset)).orElse(OptionalLong.empty());
  }

  /**
   * How much memory a program's code and static data take, to the byte and without libraries; empty
   * if this is no ELF file.
   *
   * @param path the file
   */
  public static OptionalLong loadedSize(byte[] path) {
    try {
      return read(Path.of(new String(path, StandardCharsets.UTF_8)), ElfFile::loadedSize)
          .orElse(OptionalLong.empty());
    } catch (InvalidPathException e) {
      return OptionalLong.empty(); // a name that this JVM's locale cannot express
    }
  }

  /**
   * The places of the functions whose names the file has kept, if it was stripped of the others;
   * empty if all names are there, or this is no ELF file.
   */
  public static Optional<FunctionRanges> rangesLeft(Path path) {
    return read(path, elf -> elf.sections().rangesLeft()).flatMap(found -> found);
  }

  private static <T> Optional<T> read(Path path, Question<T> question) {
    if (!Files.isRegularFile(path)) {
      return Optional.empty(); // opening a FIFO would wait for a writer
    }
    try (SeekableByteChannel file = Files.newByteChannel(path)) {
      ByteBuffer header = read(file, 0, HEADER_SIZE);
      if (header.getInt(0) != MAGIC) {
        return Optional.empty();
      }
      header.order(header.get(DATA) == BIG_ENDIAN ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
      return Optional.of(question.ask(new ElfFile(file, header)));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private OptionalLong address(long offset) throws IOException {
    for (Segment segment : loaded()) {
      if (offset >= segment.offset() && offset - segment.offset() < segment.length()) {
        return OptionalLong.of(offset - segment.offset() + segment.address());
      }
    }
    return OptionalLong.empty();
  }

  private OptionalLong loadedSize() throws IOException {
    long size = 0;
    for (Segment segment : loaded()) {
      long sum = size + segment.memory();
      size = segment.memory() < 0 || sum < 0 ? Long.MAX_VALUE : sum;
    }
    return OptionalLong.of(size);
  }

  private ElfSections sections() throws IOException {
    long start = wide ? header.getLong(40) : header.getInt(32) & 0xffffffffL;
    int size = header.getShort(wide ? 58 : 46) & 0xffff;
    int count = Math.min(SECTIONS_MAX, header.getShort(wide ? 60 : 48) & 0xffff);
    return new ElfSections(this::part, wide, part(start, size * count), size);
  }

  private ByteBuffer part(long position, int size) throws IOException {
    return read(file, position, size).order(header.order());
  }

  private List<Segment> loaded() throws IOException {
    long start = wide ? header.getLong(32) : header.getInt(28) & 0xffffffffL;
    int size = header.getShort(wide ? 54 : 42) & 0xffff;
    int count = Math.min(SEGMENTS_MAX, header.getShort(wide ? 56 : 44) & 0xffff);
    ByteBuffer table = part(start, size * count);
    List<Segment> loaded = new ArrayList<>();
    for (int at = 0; at < size * count; at += size) {
      if (table.getInt(at) == LOADED) {
        loaded.add(
            new Segment(
                number(table, at, wide ? 8 : 4),
                number(table, at, wide ? 16 : 8),
                number(table, at, wide ? 32 : 16),
                number(table, at, wide ? 40 : 20)));
      }
    }
    return loaded;
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

  /** A question about a file. */
  private interface Question<T> {
    T ask(ElfFile elf) throws IOException;
  }

  /**
   * A part of the file that is loaded.
   *
   * @param offset where it is in the file
   * @param address where the linker put it
   * @param length how much of the file it is
   * @param memory how much memory it takes; what is not in the file is zeros
   */
  private record Segment(long offset, long address, long length, long memory) {}
}
