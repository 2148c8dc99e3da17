package org.sandtrap.tracer.turn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.sandtrap.tracer.binding.ProbeResult;
import org.sandtrap.tracer.binding.SelfStatus;

/**
 * The directory in which all JVMs of one user on this host find the file that keeps their runs
 * apart. Not below {@code java.io.tmpdir}: builds give every test JVM one of its own.
 *
 * @param runtime what {@code XDG_RUNTIME_DIR} says, the directory that the host makes for a user
 * @param shared a directory where every user may make files
 * @param user the effective user id; "" when it is unknown
 */
public record LockDirectory(Optional<String> runtime, Path shared, String user) {
  private static final String NAME = "sandtrap.lock";
  private static final int OF_OTHERS = 0077;
  private static final int WRITABLE_BY_OTHERS = 0022;
  private static final int STICKY = 01000;

  /** The place of this JVM's user on this host. */
  public static LockDirectory here() {
    return new LockDirectory(
        Optional.ofNullable(System.getenv("XDG_RUNTIME_DIR")),
        Path.of("/tmp"),
        SelfStatus.read().user());
  }

  /**
   * The file, in a directory that no other user can read; makes the directory, not the file.
   *
   * @throws IOException when there is no such directory, with the reason
   */
  Path file() throws IOException {
    if (user.isEmpty()) {
      throw new IOException("/proc does not tell which user this is");
    }
    Optional<Path> given = given();
    return given.isPresent() ? given.get().resolve(NAME) : made().resolve(NAME);
  }

  /** Whether there is such a file; does not open it, see {@link LockFile#close}. */
  public ProbeResult result() {
    try {
      return ProbeResult.yes("exclusive runs", "alone among all JVMs of this user, by " + file());
    } catch (IOException e) {
      return ProbeResult.no(
          "exclusive runs",
          "alone in their JVM only: " + e.getMessage(),
          "Set XDG_RUNTIME_DIR to a directory that is yours, with mode 0700.");
    }
  }

  private Optional<Path> given() throws IOException {
    try {
      Path path = Path.of(runtime.orElse(""));
      boolean usable = path.isAbsolute() && isPrivate(path) && Files.isWritable(path);
      return usable ? Optional.of(path) : Optional.empty();
    } catch (InvalidPathException e) { // not of this JVM's character set
      return Optional.empty();
    }
  }

  private Path made() throws IOException {
    Path directory = shared.resolve("sandtrap-" + user);
    if (!isPrivate(directory)) {
      requireLasting();
      try {
        var ours = PosixFilePermissions.fromString("rwx------");
        Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(ours));
      } catch (IOException e) {
        if (!isPrivate(directory)) { // another JVM may have been faster
          throw new IOException(
              directory + " cannot be made, or is not a directory of this user alone: " + e, e);
        }
      }
    }
    return directory;
  }

  /** Others must not be able to put another directory in the place of ours. */
  private void requireLasting() throws IOException {
    int mode = (int) Files.getAttribute(shared, "unix:mode");
    if ((mode & WRITABLE_BY_OTHERS) != 0 && (mode & STICKY) == 0) {
      throw new IOException("in " + shared + " everybody may rename the files of everybody");
    }
  }

  private boolean isPrivate(Path directory) throws IOException {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    Map<String, Object> found =
        Files.readAttributes(directory, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
    return found.get("uid").toString().equals(user) && ((int) found.get("mode") & OF_OTHERS) == 0;
  }
}
