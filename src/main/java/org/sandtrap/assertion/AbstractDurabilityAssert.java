package org.sandtrap.assertion;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.sandtrap.trace.Trace;

/**
 * Assertions on how a program keeps what it writes, should the machine fail: whether it synced its
 * files, and whether others could see half of one; to be inherited.
 *
 * <p>A write is on the disk after fsync(2), fdatasync(2) or syncfs(2) of a descriptor of the file,
 * after msync(2) with MS_SYNC of a mapping of it, after sync(2), and at once where the file was
 * opened with O_SYNC or O_DSYNC or the call has RWF_SYNC or RWF_DSYNC. A file that is mapped so
 * that it can be written counts as written when it is mapped.
 *
 * <p>A path is not a pattern here; a relative one begins at this JVM's working directory. A file is
 * followed when it is renamed: it does not matter by which of its names it was written and synced.
 *
 * @param <SELF> the type of the assertions, for chaining
 * @param <ACTUAL> the type of the trace
 */
public abstract class AbstractDurabilityAssert<
        SELF extends AbstractDurabilityAssert<SELF, ACTUAL>, ACTUAL extends Trace>
    extends AbstractFileEventAssert<SELF, ACTUAL> {
  private Optional<String> synced = Optional.empty();
  private Optional<String> replaced = Optional.empty();

  /** What was found out last: several checks ask about one file. */
  private Optional<Durability> known = Optional.empty();

  /**
   * For subclasses.
   *
   * @param actual the trace
   * @param selfType the type of the assertions
   */
  protected AbstractDurabilityAssert(ACTUAL actual, Class<?> selfType) {
    super(actual, selfType);
  }

  /**
   * Checks that a file was written, and synced after it was last written.
   *
   * <pre>{@code
   * assertThat(traced("dd", "if=/etc/passwd", "of=/tmp/a", "conv=fsync")).synced("/tmp/a"); // passes
   * assertThat(traced("dd", "if=/etc/passwd", "of=/tmp/a")).synced("/tmp/a");               // fails
   * }</pre>
   *
   * @param path the file, by any name that it had
   * @return these assertions
   */
  public SELF synced(String path) {
    synced = Optional.of(Objects.requireNonNull(path, "the path is null"));
    String expectation = "to sync " + path;
    checkWritten(expectation, path);
    return checkDurable(expectation, path, Durability::unsynced);
  }

  /**
   * Checks of the file that {@link #synced} was about that it got another name, and that each time
   * all that was written to it was synced before.
   *
   * <pre>{@code
   * // writes /tmp/a.new, syncs it, and renames it to /tmp/a
   * assertThat(trace).synced("/tmp/a").beforeRename(); // passes
   * // renames it first
   * assertThat(other).synced("/tmp/a").beforeRename(); // fails
   * }</pre>
   *
   * @return these assertions
   * @throws IllegalStateException if it does not follow {@code synced}
   */
  public SELF beforeRename() {
    String path =
        synced.orElseThrow(
            () -> new IllegalStateException("Expected synced(path) before beforeRename()."));
    String expectation = "to sync " + path + " before renaming it";
    checkSome(
        expectation,
        FileHistory.WORDS,
        () -> durability(path).isRenamed(),
        () -> "it did not rename it");
    return checkDurable(expectation, path, Durability::renamedTooEarly);
  }

  /**
   * Checks that a file was replaced so that it is always whole, before and after a failure of the
   * machine, and for whoever reads it: what is new was written to another file in the same
   * directory, synced, and renamed to this name; and nothing was written to a file that had this
   * name.
   *
   * <pre>{@code
   * // writes /tmp/a.new, syncs it, and renames it to /tmp/a
   * assertThat(trace).replacedAtomically("/tmp/a");                               // passes
   * assertThat(traced("cp", "/etc/passwd", "/tmp/a")).replacedAtomically("/tmp/a"); // fails
   * }</pre>
   *
   * @param path the file
   * @return these assertions
   */
  public SELF replacedAtomically(String path) {
    replaced = Optional.of(Objects.requireNonNull(path, "the path is null"));
    String expectation = "to replace " + path + " atomically";
    checkSome(
        expectation,
        FileHistory.WORDS,
        () -> durability(path).replacement().isPresent(),
        () -> "it renamed no file to it");
    return checkDurable(expectation, path, Durability::replacementFlaw);
  }

  /**
   * Checks of the file that {@link #replacedAtomically} was about that its directory was synced
   * after the rename; only then its new name outlives a failure of the machine for certain.
   *
   * <pre>{@code
   * // after the rename it opens /tmp and syncs it
   * assertThat(trace).replacedAtomically("/tmp/a").andSyncedItsDirectory(); // passes
   * // does not
   * assertThat(other).replacedAtomically("/tmp/a").andSyncedItsDirectory(); // fails
   * }</pre>
   *
   * @return these assertions
   * @throws IllegalStateException if it does not follow {@code replacedAtomically}
   */
  public SELF andSyncedItsDirectory() {
    String path =
        replaced.orElseThrow(
            () ->
                new IllegalStateException(
                    "Expected replacedAtomically(path) before andSyncedItsDirectory()."));
    return checkSome(
        "to sync the directory of " + path + " after renaming it",
        FileHistory.WORDS,
        () -> durability(path).isDirectorySynced(),
        () -> "it did not");
  }

  private Durability durability(String path) {
    Durability found =
        known.filter(one -> one.isOf(path)).orElseGet(() -> new Durability(actual, path));
    known = Optional.of(found);
    return found;
  }

  private SELF checkWritten(String expectation, String path) {
    return checkSome(
        expectation,
        FileHistory.WORDS,
        () -> durability(path).isWritten(),
        () -> "it wrote nothing to it");
  }

  private SELF checkDurable(
      String expectation, String path, Function<Durability, Optional<Offence>> flaw) {
    return checkNone(
        expectation,
        FileHistory.WORDS,
        () -> flaw.apply(durability(path)).stream().<Offence>toList());
  }
}
