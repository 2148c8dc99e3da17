package org.sandtrap.grade.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.sandtrap.LeftFile;
import org.sandtrap.Run;

/**
 * The product of a compile, written from what was collected: the content of regular files, and none
 * of their links, owners and set-user-ID bits.
 */
final class Product {
  private Product() {}

  /** Writes a file, or the files of a directory, to where they are kept, if they are there. */
  static void keep(Run run, String path, Path target) throws IOException {
    for (LeftFile file : collected(run, path)) {
      Path place = target.resolve(file.path().substring(path.length()).replaceFirst("^/", ""));
      Files.createDirectories(place.getParent());
      Files.write(place, file.bytes(), StandardOpenOption.CREATE_NEW);
      Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static List<LeftFile> collected(Run run, String path) {
    return run.files().stream()
        .filter(LeftFile::isCollected)
        .filter(file -> file.path().equals(path) || file.path().startsWith(path + "/"))
        .toList();
  }
}
