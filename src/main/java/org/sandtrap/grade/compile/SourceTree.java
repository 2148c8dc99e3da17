package org.sandtrap.grade.compile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sandtrap.launch.VisibleText;
import org.sandtrap.limit.ByteSize;

/**
 * The files of a submission, read once: what is compiled is what was hashed. Links, FIFOs and
 * devices are neither followed nor opened; they are left out, and named.
 */
final class SourceTree {
  /** No submission of source code is larger. */
  static final ByteSize MOST_BYTES = ByteSize.ofMebibytes(64);

  static final int MOST_FILES = 10_000;

  private static final int DEEPEST = 64;
  private static final Set<OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private final Path top;
  private final SortedMap<String, SourceFile> files = new TreeMap<>();
  private final SortedSet<String> skipped = new TreeSet<>();
  private long bytes;

  /** One file. */
  record SourceFile(byte[] content, boolean executable) {}

  private SourceTree(Path top) {
    this.top = top;
  }

  /**
   * Reads a directory.
   *
   * @throws CompileError when it is larger than any submission
   * @throws UncheckedIOException when it is no directory, or cannot be read
   */
  static SourceTree read(Path directory) {
    try {
      // The directory itself may be a link, which is the teacher's and not the submission's.
      SourceTree tree = new SourceTree(directory.toRealPath());
      Files.walkFileTree(
          tree.top, EnumSet.noneOf(FileVisitOption.class), DEEPEST, tree.new Reader());
      return tree;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files by their names below the directory, in the order of the names. */
  SortedMap<String, SourceFile> files() {
    return files;
  }

  /** What was left out because it is no regular file. */
  SortedSet<String> skipped() {
    return skipped;
  }

  /** Writes the files below another directory. */
  void writeTo(Path directory) throws IOException {
    for (String name : files.keySet()) {
      SourceFile file = files.get(name);
      Path target = directory.resolve(name);
      Files.createDirectories(target.getParent());
      Files.write(target, file.content(), StandardOpenOption.CREATE_NEW);
      Files.setPosixFilePermissions(
          target, PosixFilePermissions.fromString(file.executable() ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  /** A reader of the regular files of a tree. */
  private final class Reader extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      String name = top.relativize(file).toString();
      // A name with a line feed in it would break the lines of what a compiler says.
      if (!attributes.isRegularFile() || name.chars().anyMatch(Character::isISOControl)) {
        skipped.add(VisibleText.line(name));
        return FileVisitResult.CONTINUE;
      }
      if (files.size() == MOST_FILES) {
        throw CompileError.of("The submission has more than " + MOST_FILES + " files.");
      }
      files.put(name, new SourceFile(content(file, name), Files.isExecutable(file)));
      return FileVisitResult.CONTINUE;
    }

    private byte[] content(Path file, String name) throws IOException {
      long room = MOST_BYTES.bytes() - bytes;
      try (InputStream in = Channels.newInputStream(Files.newByteChannel(file, READ))) {
        byte[] content = in.readNBytes((int) room + 1);
        if (content.length > room) {
          throw CompileError.of(
              "The submission has more than "
                  + MOST_BYTES
                  + " of files; "
                  + VisibleText.line(name)
                  + " is where that is exceeded.");
        }
        bytes += content.length;
        return content;
      }
    }
  }
}
