package org.sandtrap.assertion;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Trace;
import org.sandtrap.trace.decode.PathGlob;

/**
 * Assertions on what a program did to files, to be inherited. What it did is what succeeded; a call
 * that failed did nothing.
 *
 * <p>A path is a pattern as in {@link java.nio.file.FileSystem#getPathMatcher}: {@code /tmp/**},
 * {@code *.c}, {@code **.so*}; a backslash takes the next letter as it is. One that is relative
 * begins at this JVM's working directory, unless it begins with two stars. It is compared with the
 * absolute name that the program gave, without dots, and where the program got a descriptor with
 * the name of the file that it has, all symbolic links resolved. Directories are no patterns.
 *
 * <p>A failure shows the calls around the one that was not expected:
 *
 * <pre>{@code
 * Expected the program to open only files below /usr, but it opened /etc/passwd.
 *    close(3) = 0
 *    brk(NULL) = 94226472136704
 *    brk(0x55b2e5ec7000) = 94226472271872
 * -> openat(AT_FDCWD, "/etc/passwd", O_RDONLY) = 3
 *    fstat(3, {st_mode=S_IFREG|0644, st_size=922, ...}) = 0
 *    read(3, "root:x:0:0:root:/root:/bin/bash\n"..., 131072) = 922
 *    write(1, "root:x:0:0:root:/root:/bin/bash\n"..., 922) = 922
 * }</pre>
 *
 * @param <SELF> the type of the assertions, for chaining
 * @param <ACTUAL> the type of the trace
 */
public abstract class AbstractFileEventAssert<
        SELF extends AbstractFileEventAssert<SELF, ACTUAL>, ACTUAL extends Trace>
    extends AbstractEventAssert<SELF, ACTUAL> {
  /**
   * For subclasses.
   *
   * @param actual the trace
   * @param selfType the type of the assertions
   */
  protected AbstractFileEventAssert(ACTUAL actual, Class<?> selfType) {
    super(actual, selfType);
  }

  /**
   * Checks that every file that was opened, for whatever, is below one of some directories, or is
   * one of these paths: by the name that the program gave, and by the name of the file that this
   * led to. What an exec loads, and the loader of shared libraries before it, opens nothing by a
   * call; what that loader opens counts.
   *
   * <pre>{@code
   * Trace trace = traced("cat", "/usr/share/dict/words");
   * assertThat(trace).openedOnlyBelow("/usr", "/lib", "/etc/ld.so.cache"); // passes
   * assertThat(trace).openedOnlyBelow("/lib", "/etc/ld.so.cache");         // fails
   * }</pre>
   *
   * @param directory a directory, or a file
   * @param others more of them
   * @return these assertions
   * @throws IllegalArgumentException if one is empty, a pattern, or begins with a tilde
   */
  public SELF openedOnlyBelow(String directory, String... others) {
    return checkOnlyBelow(
        "open", "opened", FileDeeds.OPENING, FileDeeds::opened, Directories.of(directory, others));
  }

  /**
   * Checks that a file was opened.
   *
   * <pre>{@code
   * assertThat(traced("cat", "/etc/passwd")).opened("/etc/pass*"); // passes
   * assertThat(traced("cat", "/etc/passwd")).opened("/etc/group"); // fails
   * }</pre>
   *
   * @param path a pattern
   * @return these assertions
   * @throws IllegalArgumentException if it is no pattern
   */
  public SELF opened(String path) {
    return checkSome("to open", "opened", path, FileDeeds.OPENING, FileDeeds::opened);
  }

  /**
   * Checks that no such file was opened. An attempt that failed does not count.
   *
   * <pre>{@code
   * assertThat(traced("cat", "/etc/passwd")).didNotOpen("/home/**"); // passes
   * assertThat(traced("cat", "/etc/passwd")).didNotOpen("/etc/**");  // fails
   * }</pre>
   *
   * @param path a pattern
   * @return these assertions
   * @throws IllegalArgumentException if it is no pattern
   */
  public SELF didNotOpen(String path) {
    PathGlob glob = PathGlob.of(path);
    return checkNone(
        "not to open " + glob,
        FileDeeds.OPENING,
        () ->
            Offence.did(
                "opened",
                deeds(FileDeeds::opened, one -> one.matches(glob) || one.names().isEmpty())));
  }

  /**
   * Checks that a file was read, or mapped into memory, or copied from by the kernel.
   *
   * <pre>{@code
   * assertThat(traced("cat", "/etc/passwd")).read("/etc/passwd"); // passes
   * assertThat(traced("cat", "/etc/passwd")).read("/etc/group");  // fails
   * }</pre>
   *
   * @param path a pattern
   * @return these assertions
   * @throws IllegalArgumentException if it is no pattern
   */
  public SELF read(String path) {
    return checkSome("to read", "read", path, FileDeeds.READING, FileDeeds::read);
  }

  /**
   * Checks that a file was written, by a call that put bytes into it or changed its length.
   *
   * <pre>{@code
   * assertThat(traced("sh", "-c", "echo a > /tmp/a")).wrote("/tmp/a"); // passes
   * assertThat(traced("touch", "/tmp/a")).wrote("/tmp/a");             // fails: it has no bytes
   * }</pre>
   *
   * @param path a pattern
   * @return these assertions
   * @throws IllegalArgumentException if it is no pattern
   */
  public SELF wrote(String path) {
    return checkSome("to write", "wrote", path, FileDeeds.WRITING, FileDeeds::written);
  }

  /**
   * Checks that every file that was written is below one of some directories, or is one of these
   * paths. A file counts as well that was emptied when it was opened, or mapped so that it can be
   * written without a call, be it by mprotect(2) afterwards. Pipes, sockets and memory without a
   * name are no files. Where the program called io_submit(2) or made a ring of io_uring(7), the
   * trace cannot tell.
   *
   * <pre>{@code
   * assertThat(traced("sh", "-c", "echo a > /tmp/a")).wroteOnlyBelow("/tmp"); // passes
   * assertThat(traced("sh", "-c", "echo a > /tmp/a")).wroteOnlyBelow("/var"); // fails
   * }</pre>
   *
   * @param directory a directory, or a file
   * @param others more of them
   * @return these assertions
   * @throws IllegalArgumentException if one is empty, a pattern, or begins with a tilde
   */
  public SELF wroteOnlyBelow(String directory, String... others) {
    Directories directories = Directories.of(directory, others);
    return checkNone(
        "to write only files below " + directories,
        FileDeeds.WRITING,
        () ->
            Offence.did(
                "wrote",
                FileChanges.written(actual).stream()
                    .filter(deed -> !deed.isBelow(directories))
                    .toList()),
        Coverage::ofBackgroundWrites);
  }

  /**
   * Checks that the file system was changed only below some directories, or only in these paths:
   * nothing else was written, emptied, made, deleted or renamed, and nothing else got another mode,
   * owner, time or attribute. Of a rename both names count. As in {@link #createdNothing()} an
   * open(2) with O_CREAT counts. A device that keeps nothing, such as {@code /dev/null}, and a
   * terminal may be opened and written, but not deleted, nor get another mode. A name that the
   * program gave is taken as it is: it may lead elsewhere by a symbolic link. Mounts and ioctl(2)
   * are not looked at. Where the program called io_submit(2) or made a ring of io_uring(7), the
   * trace cannot tell.
   *
   * <pre>{@code
   * assertThat(traced("sh", "-c", "echo a > /tmp/a; chmod 600 /tmp/a")).changedOnlyBelow("/tmp"); // passes
   * assertThat(traced("mv", "/tmp/a", "/var/a")).changedOnlyBelow("/tmp");                        // fails
   * }</pre>
   *
   * @param directory a directory, or a file
   * @param others more of them
   * @return these assertions
   * @throws IllegalArgumentException if one is empty, a pattern, or begins with a tilde
   */
  public SELF changedOnlyBelow(String directory, String... others) {
    Directories directories = Directories.of(directory, others);
    return checkNone(
        "to change files only below " + directories,
        FileChanges.WORDS,
        () -> FileChanges.of(actual, deed -> !deed.isBelow(directories)),
        Coverage::ofBackgroundWrites);
  }

  /**
   * Checks that no file, directory, link, device or local socket was made: by its own call, by
   * open(2) with O_CREAT, or as the new name in a rename. Of open(2) no call tells whether the file
   * was there; that counts as well, but not for devices such as {@code /dev/null}.
   *
   * <pre>{@code
   * assertThat(traced("cat", "/etc/passwd")).createdNothing(); // passes
   * assertThat(traced("mkdir", "/tmp/a")).createdNothing();    // fails
   * }</pre>
   *
   * @return these assertions
   */
  public SELF createdNothing() {
    return checkNone(
        "to create nothing",
        FileDeeds.CREATING,
        () -> Offence.did("created", deeds(FileDeeds::created)));
  }

  /**
   * The same as {@link #createdNothing()}, of what is below some directories.
   *
   * <pre>{@code
   * assertThat(traced("mkdir", "/tmp/a")).createdNothingBelow("/home", "/etc"); // passes
   * assertThat(traced("mkdir", "/tmp/a")).createdNothingBelow("/tmp");          // fails
   * }</pre>
   *
   * @param directory a directory
   * @param others more of them
   * @return these assertions
   * @throws IllegalArgumentException if one is empty, a pattern, or begins with a tilde
   */
  public SELF createdNothingBelow(String directory, String... others) {
    Directories directories = Directories.of(directory, others);
    return checkNone(
        "to create nothing below " + directories,
        FileDeeds.CREATING,
        () ->
            Offence.did(
                "created",
                deeds(
                    FileDeeds::created,
                    deed ->
                        deed.names().isEmpty()
                            || deed.names().stream().anyMatch(directories::contain))));
  }

  /**
   * Checks that a file or a directory was deleted. One over which another was renamed was not
   * deleted, but replaced.
   *
   * <pre>{@code
   * assertThat(traced("rm", "/tmp/a")).deleted("/tmp/*"); // passes
   * assertThat(traced("rm", "/tmp/a")).deleted("/tmp/b"); // fails
   * }</pre>
   *
   * @param path a pattern
   * @return these assertions
   * @throws IllegalArgumentException if it is no pattern
   */
  public SELF deleted(String path) {
    return checkSome("to delete", "deleted", path, FileDeeds.DELETING, FileDeeds::deleted);
  }

  /**
   * Checks that no file and no directory was deleted.
   *
   * <pre>{@code
   * assertThat(traced("cat", "/etc/passwd")).deletedNothing(); // passes
   * assertThat(traced("rm", "/tmp/a")).deletedNothing();       // fails
   * }</pre>
   *
   * @return these assertions
   */
  public SELF deletedNothing() {
    return checkNone(
        "to delete nothing",
        FileDeeds.DELETING,
        () -> Offence.did("deleted", deeds(FileDeeds::deleted)));
  }

  /**
   * Checks that a file or directory got another name by rename(2) or its relatives.
   *
   * <pre>{@code
   * assertThat(traced("mv", "/tmp/a", "/tmp/b")).renamed("/tmp/a", "/tmp/b"); // passes
   * assertThat(traced("cp", "/tmp/a", "/tmp/b")).renamed("/tmp/a", "/tmp/b"); // fails
   * }</pre>
   *
   * @param from a pattern for its old name
   * @param to a pattern for its new name
   * @return these assertions
   * @throws IllegalArgumentException if one is no pattern
   */
  public SELF renamed(String from, String to) {
    PathGlob old = PathGlob.of(from);
    PathGlob young = PathGlob.of(to);
    return checkSome(
        "to rename " + from + " to " + to,
        FileDeeds.RENAMING,
        () ->
            !deeds(
                    FileDeeds::renamed,
                    deed -> deed.matches(old) && newName(deed.call()).filter(young).isPresent())
                .isEmpty(),
        () ->
            listed(
                "renamed",
                deeds(FileDeeds::renamed).stream()
                    .map(deed -> deed.text() + " to " + newName(deed.call()).orElse("?"))
                    .toList()));
  }

  private static Optional<String> newName(Call call) {
    return CallValues.path(call, "newpath");
  }

  private List<FileDeed> deeds(
      Function<Call, Optional<FileDeed>> kind, Predicate<FileDeed> condition) {
    return deeds(kind).stream().filter(condition).toList();
  }

  private SELF checkSome(
      String what,
      String verb,
      String path,
      List<String> words,
      Function<Call, Optional<FileDeed>> kind) {
    PathGlob glob = PathGlob.of(path);
    return checkSome(
        what + " " + glob,
        words,
        () -> deeds(kind).stream().anyMatch(deed -> deed.matches(glob)),
        () -> finding(verb, path, deeds(kind)),
        () -> NearMiss.of(path).files(actual, deeds(kind)));
  }

  private static String finding(String verb, String path, List<FileDeed> deeds) {
    NearMiss near = NearMiss.of(path);
    return listed(verb, near.first(deeds, FileDeed::names).stream().map(FileDeed::text).toList());
  }

  private SELF checkOnlyBelow(
      String infinitive,
      String verb,
      List<String> words,
      Function<Call, Optional<FileDeed>> kind,
      Directories directories) {
    return checkNone(
        "to " + infinitive + " only files below " + directories,
        words,
        () -> Offence.did(verb, deeds(kind, deed -> !deed.isBelow(directories))));
  }
}
