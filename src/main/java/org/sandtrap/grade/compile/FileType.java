package org.sandtrap.grade.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A type of file, as stat(2) tells them apart. */
enum FileType {
  REGULAR("a regular file"),
  DIRECTORY("a directory"),
  LINK("a symbolic link"),
  FIFO("a FIFO"),
  SOCKET("a socket"),
  DEVICE("a device");

  private static final int MASK = 0170000;

  private final String words;

  FileType(String words) {
    this.words = words;
  }

  static FileType of(Path path) throws IOException {
    int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    return switch (mode & MASK) {
      case 0100000 -> REGULAR;
      case 0040000 -> DIRECTORY;
      case 0120000 -> LINK;
      case 0010000 -> FIFO;
      case 0140000 -> SOCKET;
      default -> DEVICE;
    };
  }

  @Override
  public String toString() {
    return words;
  }
}
