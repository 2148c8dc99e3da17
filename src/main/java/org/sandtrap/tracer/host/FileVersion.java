package org.sandtrap.tracer.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * The version of a regular file: equal versions have the same content, unless a program has set the
 * time of modification back.
 *
 * @param file its device and inode, see stat(2)
 * @param size its size in bytes
 * @param modified when it was written to last
 */
record FileVersion(Object file, long size, FileTime modified) {
  /** The version of the file that has a path now; empty if there is none that can be looked at. */
  static Optional<FileVersion> of(String path) {
    try {
      BasicFileAttributes now = Files.readAttributes(Path.of(path), BasicFileAttributes.class);
      return now.isRegularFile()
          ? Optional.of(new FileVersion(now.fileKey(), now.size(), now.lastModifiedTime()))
          : Optional.empty();
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }
}
