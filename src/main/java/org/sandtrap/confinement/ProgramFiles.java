package org.sandtrap.confinement;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sandtrap.tracer.binding.RawFiles;

/** The files that the kernel opens to execute a program: it, and what interprets it. */
final class ProgramFiles {
  /** A script's interpreter may be a script: the kernel follows so many. */
  private static final int DEEPEST = 6;

  private static final int HEAD = 4096;

  /** Where an interpreter's name is looked for, in a file of any size. */
  private static final int LARGEST = 1 << 26;

  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
  private static final int ELF_CLASS = 4;
  private static final int ELF_DATA = 5;
  private static final int PT_INTERP = 3;

  private ProgramFiles() {}

  /** The files for the first program that is there. */
  static List<byte[]> of(List<byte[]> candidates) {
    List<byte[]> files = new ArrayList<>();
    Optional<byte[]> next = candidates.stream().filter(RawFiles::exists).findFirst();
    while (next.isPresent() && files.size() < DEEPEST) {
      files.add(next.get());
      next = interpreter(next.get());
    }
    return files;
  }

  private static Optional<byte[]> interpreter(byte[] path) {
    byte[] head = RawFiles.head(path, HEAD).orElse(new byte[0]);
    if (head.length > 2 && head[0] == '#' && head[1] == '!') {
      return ofScript(head);
    }
    boolean elf = head.length >= 64 && Arrays.equals(Arrays.copyOf(head, ELF.length), ELF);
    return elf ? ofElf(path, head) : Optional.empty();
  }

  private static Optional<byte[]> ofScript(byte[] head) {
    // One character a byte, so that any bytes survive.
    String line = new String(head, 2, head.length - 2, StandardCharsets.ISO_8859_1);
    String[] words = line.lines().findFirst().orElse("").strip().split("[ \t]", 2);
    return words[0].isEmpty()
        ? Optional.empty()
        : Optional.of(words[0].getBytes(StandardCharsets.ISO_8859_1));
  }

  private static Optional<byte[]> ofElf(byte[] path, byte[] head) {
    ByteBuffer file = ByteBuffer.wrap(head);
    file.order(head[ELF_DATA] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    boolean wide = head[ELF_CLASS] == 2;
    long table = wide ? file.getLong(32) : file.getInt(28) & 0xffff_ffffL;
    int size = file.getShort(wide ? 54 : 42) & 0xffff;
    int count = file.getShort(wide ? 56 : 44) & 0xffff;
    long end = table + (long) size * count;
    if (table < 0 || end > LARGEST || size < 32) {
      return Optional.empty();
    }
    ByteBuffer whole = file(path, end).order(file.order());
    for (int at = (int) table; at + size <= Math.min(end, whole.limit()); at += size) {
      if (whole.getInt(at) == PT_INTERP) {
        long offset = wide ? whole.getLong(at + 8) : whole.getInt(at + 4) & 0xffff_ffffL;
        long length = wide ? whole.getLong(at + 32) : whole.getInt(at + 16) & 0xffff_ffffL;
        return name(path, offset, length);
      }
    }
    return Optional.empty();
  }

  private static Optional<byte[]> name(byte[] path, long offset, long length) {
    if (offset < 0 || length < 2 || offset + length > LARGEST) {
      return Optional.empty();
    }
    ByteBuffer file = file(path, offset + length);
    return file.limit() < offset + length
        ? Optional.empty()
        : Optional.of(Arrays.copyOfRange(file.array(), (int) offset, (int) (offset + length - 1)));
  }

  private static ByteBuffer file(byte[] path, long length) {
    return ByteBuffer.wrap(RawFiles.head(path, (int) length).orElse(new byte[0]));
  }
}
