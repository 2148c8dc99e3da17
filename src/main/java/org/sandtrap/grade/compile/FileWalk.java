package org.sandtrap.grade.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.sandtrap.grade.compile.FileFinding.Kind;
import org.sandtrap.launch.VisibleText;
import org.sandtrap.limit.ByteSize;

/** A walk over the files of a submission, which follows no link and opens regular files only. */
final class FileWalk {
  private final Path top;
  private final FilePatterns patterns;
  private final FileBounds bounds;
  private final List<FileFinding> findings = new ArrayList<>();
  private final List<Path> regular = new ArrayList<>();
  private final List<Path> directories = new ArrayList<>();
  private final List<Path> special = new ArrayList<>();
  private int seen;
  private long bytes;

  private FileWalk(Path top, FilePatterns patterns, FileBounds bounds) {
    this.top = top;
    this.patterns = patterns;
    this.bounds = bounds;
  }

  static FileWalk of(Path directory, FilePatterns patterns, FileBounds bounds) {
    if (!Files.isDirectory(directory)) {
      throw new IllegalArgumentException(
          "The submission '"
              + directory
              + "' is no directory. Expected the directory of its files.");
    }
    FileWalk walk = new FileWalk(directory, patterns, bounds);
    try {
      walk.visit(walk.entries(directory));
    } catch (IOException e) {
      throw new UncheckedIOException("The submission '" + directory + "' cannot be read", e);
    }
    walk.end();
    return walk;
  }

  List<FileFinding> findings() {
    return findings;
  }

  /** The regular files that are not forbidden, relative. */
  List<Path> regular() {
    return regular;
  }

  /** The directories, relative. */
  List<Path> directories() {
    return directories;
  }

  /** The files that are not regular, relative. */
  List<Path> special() {
    return special;
  }

  /** Whether it ended early, so that nothing can be said about what is missing. */
  boolean isCut() {
    return seen > bounds.files();
  }

  /** The entries in the order of their names, or some of them if there are too many. */
  private List<Path> entries(Path directory) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path entry : stream) {
        seen++;
        if (isCut()) {
          return List.of();
        }
        entries.add(entry);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    Collections.sort(entries);
    return entries;
  }

  private void visit(List<Path> entries) {
    for (Path entry : entries) {
      if (isCut()) {
        return;
      }
      visit(entry, top.relativize(entry));
    }
  }

  private void visit(Path entry, Path relative) {
    try {
      FileType type = FileType.of(entry);
      if (type != FileType.DIRECTORY && type != FileType.REGULAR) {
        special.add(relative);
        add(Kind.NOT_REGULAR, relative, "is " + type + ". Hand in the file itself.");
      } else if (patterns.forbids(relative)) {
        String what = type == FileType.DIRECTORY ? "directory" : "file";
        add(Kind.FORBIDDEN, relative, "is a " + what + " that must not be handed in. Remove it.");
      } else if (type == FileType.DIRECTORY) {
        descend(entry, relative);
      } else {
        regular.add(relative);
        judge(entry, relative);
      }
    } catch (IOException e) {
      add(Kind.UNREADABLE, relative, "cannot be read. Make it readable: chmod u+rX.");
    }
  }

  private void descend(Path entry, Path relative) throws IOException {
    directories.add(relative);
    if (relative.getNameCount() < bounds.depth()) {
      visit(entries(entry));
    } else {
      String names = bounds.depth() == 1 ? " name." : " names.";
      add(
          Kind.TOO_DEEP,
          relative,
          "is a directory that is too deep: a path has at most " + bounds.depth() + names);
    }
  }

  private void judge(Path entry, Path relative) throws IOException {
    long size = (long) Files.getAttribute(entry, "size", LinkOption.NOFOLLOW_LINKS);
    bytes = size > Long.MAX_VALUE - bytes ? Long.MAX_VALUE : bytes + size;
    if (!patterns.allows(relative)) {
      add(
          Kind.NOT_ALLOWED,
          relative,
          "is not asked for. Only these files are: " + patterns.allowedText() + ".");
    }
    if (size > bounds.file().bytes()) {
      add(
          Kind.TOO_LARGE,
          relative,
          "has " + ByteSize.ofBytes(size) + ". A file has at most " + bounds.file() + ".");
    } else if (!patterns.allowsBinary(relative) && bytes <= bounds.total().bytes()) {
      judgeText(entry, relative);
    }
  }

  private void judgeText(Path entry, Path relative) throws IOException {
    FileText text = FileText.of(entry, bounds.file().bytes());
    if (text.isProgram()) {
      add(Kind.BINARY, relative, "is a compiled program. Hand in its source.");
    } else if (text.lineOfNul() > 0) {
      add(
          Kind.BINARY,
          relative,
          "is no text: there is a NUL byte in line "
              + text.lineOfNul()
              + ". Save it as text, such as UTF-8.");
    }
  }

  private void end() {
    if (isCut()) {
      findings.clear(); // which of them were seen first is chance
      add(
          Kind.TOO_MANY,
          Path.of("."),
          "has more than "
              + bounds.files()
              + (bounds.files() == 1 ? " file or directory." : " files and directories."));
    } else if (bytes > bounds.total().bytes()) {
      String have = ByteSize.ofBytes(bytes).toString();
      add(
          Kind.TOO_LARGE,
          Path.of("."),
          "has " + have + ". All files together have at most " + bounds.total() + ".");
    }
  }

  private void add(Kind kind, Path relative, String predicate) {
    String file = shown(relative);
    String subject = file.equals(".") ? "The submission" : file;
    findings.add(new FileFinding(kind, file, subject + " " + predicate));
  }

  static String shown(Path relative) {
    return VisibleText.line(relative.toString());
  }
}
