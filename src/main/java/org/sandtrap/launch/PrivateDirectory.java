package org.sandtrap.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sandtrap.tracer.binding.RawFiles;

/** The fresh directory that a program finds in {@code TMPDIR}. */
public final class PrivateDirectory implements AutoCloseable {
  private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rwx------");

  private final Path directory;
  private final byte[] path;
  private final String number;
  private final Optional<long[]> mark;
  private Optional<Boolean> untouched = Optional.empty(); // as soon as the program has ended

  private PrivateDirectory(Path directory, byte[] path, String number, Optional<long[]> mark) {
    this.directory = directory;
    this.path = path;
    this.number = number;
    this.mark = mark;
  }

  /** Makes a private directory in this directory. */
  public static PrivateDirectory create(Path parent) throws IOException {
    String number = TemporaryPlaces.enter(parent);
    boolean made = false;
    try {
      Path directory = SpareDirectories.fresh(parent, SpareDirectories.USED, number);
      byte[] path = TextBytes.of(directory.toString());
      Optional<long[]> mark = SpareDirectories.take(directory, path);
      if (mark.isEmpty()) {
        Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OURS));
        mark = RawFiles.mark(path);
      }
      made = true;
      return new PrivateDirectory(directory, path, number, mark);
    } finally {
      if (!made) {
        TemporaryPlaces.leave(parent);
      }
    }
  }

  /** The directory. */
  public Path directory() {
    return directory;
  }

  /** The path of the directory. */
  public byte[] path() {
    return path;
  }

  /**
   * Copies fixtures into it.
   *
   * @param current this JVM's working directory
   * @throws FixtureException when one cannot be copied
   */
  public void fill(List<Fixture> fixtures, byte[] current) throws FixtureException {
    for (Fixture fixture : fixtures) {
      FixtureCopy.of(fixture, current, directory);
    }
  }

  /**
   * Gives what is in it to a user, before the program starts.
   *
   * @throws IOException when this JVM may not
   */
  public void give(int user, int group) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path one : (Iterable<Path>) all::iterator) {
        if (!one.equals(directory)) {
          Files.setAttribute(one, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
          Files.setAttribute(one, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
        }
      }
    }
  }

  /** What is in it when all processes of the run have ended. */
  public DirectorySurvey survey(WantedFiles wanted) {
    untouched = Optional.of(isAsGoodAsNew());
    return untouched.get() ? DirectorySurvey.EMPTY : DirectorySurvey.of(path, wanted);
  }

  /** Removes the directory with whatever the program left in it. */
  @Override
  public void close() {
    boolean reusable = untouched.isPresent() ? untouched.get() : isAsGoodAsNew();
    if (!reusable || !SpareDirectories.keep(directory, number)) {
      TreeRemoval.of(directory);
    }
    TemporaryPlaces.leave(directory.getParent());
    SpareDirectories.remind(); // on a busy host the last run may have ended long before this
  }

  /** The next program must learn nothing from the one before, not even by the directory itself. */
  private boolean isAsGoodAsNew() {
    Optional<long[]> now = RawFiles.mark(path);
    return mark.isPresent() && now.isPresent() && Arrays.equals(now.get(), mark.get());
  }
}
