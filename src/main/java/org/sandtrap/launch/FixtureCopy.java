package org.sandtrap.launch;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.sandtrap.tracer.stream.FileErrors;

/**
 * A copy of a fixture in a private directory: never the file itself under another name, so that no
 * program changes the original. Permissions are kept; owners, times and set-user-ID bits are not.
 */
final class FixtureCopy {
  private static final Set<PosixFilePermission> OPEN = PosixFilePermissions.fromString("rwx------");

  private final Fixture fixture;
  private final Path root;

  private FixtureCopy(Fixture fixture, Path root) {
    this.fixture = fixture;
    this.root = root;
  }

  /**
   * Copies a fixture.
   *
   * @param current this JVM's working directory
   * @param target the private directory
   * @throws FixtureException when it cannot be copied
   */
  static void of(Fixture fixture, byte[] current, Path target) throws FixtureException {
    Path source = RawPath.of(Command.absolute(fixture.source().bytes(), current));
    Path place = target;
    try {
      Path root = source.toRealPath();
      if (target.toRealPath().startsWith(root)) {
        throw new FixtureException(
            said(fixture)
                + ": it contains "
                + target.getParent()
                + ", where the copy would be made. Name a directory with less in it.");
      }
      for (byte[] name : fixture.names()) {
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
          Files.createDirectory(place);
        }
        place = RawPath.below(place, name);
      }
      new FixtureCopy(fixture, root).copy(root, place);
    } catch (NoSuchFileException e) {
      throw missing(fixture, e);
    } catch (FixtureException e) {
      throw e;
    } catch (FileSystemException e) {
      throw new FixtureException(
          said(fixture)
              + " ('"
              + VisibleText.line(String.valueOf(e.getFile()))
              + "': "
              + FileErrors.reason(e)
              + "). Expected files that this JVM may read, and room for their copies.");
    } catch (IOException | DirectoryIteratorException e) {
      throw new FixtureException(said(fixture) + ": " + e + ".");
    }
  }

  private static FixtureException missing(Fixture fixture, NoSuchFileException problem) {
    return new FixtureException(
        said(fixture)
            + ": '"
            + VisibleText.line(String.valueOf(problem.getFile()))
            + "' is not there. Expected a file or directory, relative to the working directory of"
            + " this JVM.");
  }

  private void copy(Path from, Path to) throws IOException {
    PosixFileAttributes found =
        Files.readAttributes(from, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (found.isDirectory()) {
      Files.createDirectory(to, PosixFilePermissions.asFileAttribute(OPEN));
      copyEntries(from, to);
    } else if (found.isSymbolicLink()) {
      requireInside(from);
      Files.createSymbolicLink(to, Files.readSymbolicLink(from));
      return; // it has no permissions
    } else if (found.isRegularFile()) {
      Files.copy(from, to);
    } else {
      throw new FixtureException(
          said(fixture)
              + ": '"
              + VisibleText.line(from.toString())
              + "' is "
              + special(from)
              + ". Expected regular files, directories, and symbolic links between them.");
    }
    Files.setPosixFilePermissions(to, found.permissions()); // whatever the umask(2) of this JVM
  }

  private void copyEntries(Path from, Path to) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(from)) {
      for (Path entry : entries) {
        copy(entry, to.resolve(entry.getFileName()));
      }
    }
  }

  private void requireInside(Path link) throws IOException {
    if (!LinkInTree.staysInside(root, link)) {
      throw new FixtureException(
          said(fixture)
              + ": the symbolic link '"
              + VisibleText.line(link.toString())
              + "' leads to '"
              + VisibleText.line(Files.readSymbolicLink(link).toString())
              + "', outside of what is copied. Expected a relative link to something in it. Copy the"
              + " file in the place of the link, or give a program that may know it a path rule.");
    }
  }

  private static String special(Path file) throws IOException {
    int kind = (int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 0170000;
    return switch (kind) {
      case 0010000 -> "a FIFO";
      case 0140000 -> "a socket";
      default -> "a device";
    };
  }

  private static String said(Fixture fixture) {
    return "the fixture '"
        + VisibleText.line(fixture.source().toString())
        + "' cannot be copied into the private directory";
  }
}
