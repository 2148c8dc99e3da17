package org.sandtrap.grade.compile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * The product of a compile, taken out of the directory that the submission could write: files are
 * copied, so that no link leads elsewhere, no name stays shared, and no set-user-ID bit survives.
 */
final class Product {
  private static final int DEEPEST = 64;

  private Product() {}

  /** Copies a file or directory to where it is kept, if it is there. */
  static void keep(Path directory, String name, Path target) throws IOException {
    Path made = directory.resolve(name);
    if (!isInside(directory, made)) {
      return;
    }
    if (Files.isRegularFile(made, LinkOption.NOFOLLOW_LINKS)) {
      copy(made, target);
    } else if (Files.isDirectory(made, LinkOption.NOFOLLOW_LINKS)) {
      Files.walkFileTree(
          made, EnumSet.noneOf(FileVisitOption.class), DEEPEST, new Copier(made, target));
    }
  }

  /** Whether no directory on the way is a link that leads out. */
  private static boolean isInside(Path directory, Path made) throws IOException {
    Path parent = made.getParent();
    return Files.isDirectory(parent) && parent.toRealPath().startsWith(directory.toRealPath());
  }

  private static void copy(Path file, Path target) throws IOException {
    var read = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    try (InputStream in = Channels.newInputStream(Files.newByteChannel(file, read))) {
      Files.copy(in, target);
    }
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** A copier of the regular files of a tree. */
  private static final class Copier extends SimpleFileVisitor<Path> {
    private final Path top;
    private final Path target;

    Copier(Path top, Path target) {
      this.top = top;
      this.target = target;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path one, BasicFileAttributes attributes)
        throws IOException {
      Files.createDirectory(target.resolve(top.relativize(one).toString()));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path one, BasicFileAttributes attributes) throws IOException {
      if (attributes.isRegularFile()) {
        copy(one, target.resolve(top.relativize(one).toString()));
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
