package org.sandtrap.grade.compile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The signs in the bytes of a file that it is no text.
 *
 * @param isProgram whether it begins as the programs, objects and libraries of Linux do
 * @param lineOfNul the line of the first NUL byte, from 1; 0 if there is none
 */
record FileText(boolean isProgram, long lineOfNul) {
  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
  private static final int PIECE = 1 << 16;

  /** Reads a file, at most so many bytes of it. */
  static FileText of(Path file, long most) throws IOException {
    try (InputStream bytes = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] piece = bytes.readNBytes((int) Math.min(PIECE, most));
      boolean program = startsAsElf(piece);
      long line = 1;
      long left = most - piece.length;
      while (piece.length > 0) {
        for (byte one : piece) {
          if (one == 0) {
            return new FileText(program, line);
          }
          line += one == '\n' ? 1 : 0;
        }
        piece = bytes.readNBytes((int) Math.min(PIECE, left));
        left -= piece.length;
      }
      return new FileText(program, 0);
    }
  }

  private static boolean startsAsElf(byte[] bytes) {
    return bytes.length >= ELF.length && Arrays.equals(ELF, 0, ELF.length, bytes, 0, ELF.length);
  }
}
