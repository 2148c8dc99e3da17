package org.sandtrap.assertion;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sandtrap.assertion.FileHistory.Kind;
import org.sandtrap.assertion.FileHistory.Step;
import org.sandtrap.trace.Trace;
import org.sandtrap.trace.decode.PathText;

/** The answer to whether what was written to a file outlives a crash of the machine. */
final class Durability {
  private final FileHistory history;
  private final String given;
  private final String path;

  /**
   * That of one file.
   *
   * @param path its name, or one that it had for a while
   */
  Durability(Trace trace, String path) {
    this.history = FileHistory.of(trace);
    this.given = path;
    String directory = PathText.real(PathText.parent(PathText.absolute(path)));
    String name = PathText.name(PathText.absolute(path));
    this.path = (directory.equals("/") ? "" : directory) + "/" + name;
  }

  /** Whether it is that of this file. */
  boolean isOf(String other) {
    return given.equals(other);
  }

  private Stream<Integer> files() {
    return history.files(path).stream().sorted();
  }

  /** Whether anything was written to it. */
  boolean isWritten() {
    return files().anyMatch(file -> !history.steps(Kind.WRITE, file).isEmpty());
  }

  /** The last write behind which it was not synced. */
  Optional<Offence> unsynced() {
    return files()
        .flatMap(file -> lastUnsynced(file, Optional.empty()).stream())
        .findFirst()
        .map(write -> offence(write, "it wrote to " + path + " and did not sync that afterwards"));
  }

  /** The last write to a file, up to a moment, unless it was synced in between. */
  private Optional<Step> lastUnsynced(int file, Optional<Step> until) {
    List<Step> writes = before(history.steps(Kind.WRITE, file), until);
    List<Step> syncs = before(history.steps(Kind.SYNC, file), until);
    if (writes.isEmpty()) {
      return Optional.empty();
    }
    Step last = writes.get(writes.size() - 1);
    return syncs.stream().anyMatch(sync -> !sync.isBefore(last))
        ? Optional.empty()
        : Optional.of(last);
  }

  private static List<Step> before(List<Step> steps, Optional<Step> until) {
    return steps.stream().filter(step -> until.map(step::isBefore).orElse(true)).toList();
  }

  /** Whether it ever got another name. */
  boolean isRenamed() {
    return files().anyMatch(file -> !history.steps(Kind.RENAME, file).isEmpty());
  }

  /** The first rename before which not all was synced. */
  Optional<Offence> renamedTooEarly() {
    return files()
        .flatMap(file -> history.steps(Kind.RENAME, file).stream())
        .filter(rename -> lastUnsynced(rename.file(), Optional.of(rename)).isPresent())
        .findFirst()
        .map(this::tooEarly);
  }

  private Offence tooEarly(Step rename) {
    return offence(
        rename,
        "it renamed "
            + rename.from()
            + " to "
            + rename.to()
            + " before it had synced what it wrote");
  }

  /** What is wrong with the way in which the file was replaced. */
  Optional<Offence> replacementFlaw() {
    return replacement()
        .flatMap(
            rename ->
                Stream.of(
                        gone(rename),
                        elsewhere(rename),
                        unwritten(rename),
                        early(rename),
                        inPlace(rename))
                    .flatMap(Optional::stream)
                    .findFirst());
  }

  /** The last rename of another file to this name. */
  Optional<Step> replacement() {
    List<Step> renames = history.renamesTo(path);
    return renames.isEmpty() ? Optional.empty() : Optional.of(renames.get(renames.size() - 1));
  }

  /** A reader could find no file in between. */
  private Optional<Offence> gone(Step rename) {
    return history.removals(path).stream()
        .filter(step -> step.isBefore(rename))
        .findFirst()
        .map(step -> offence(step, "it took the name away before it gave it to another file"));
  }

  private Optional<Offence> elsewhere(Step rename) {
    return PathText.parent(rename.from()).equals(PathText.parent(rename.to()))
        ? Optional.empty()
        : Optional.of(
            offence(rename, "it renamed " + rename.from() + " to it, from another directory"));
  }

  private Optional<Offence> unwritten(Step rename) {
    boolean written =
        !before(history.steps(Kind.WRITE, rename.file()), Optional.of(rename)).isEmpty();
    return written
        ? Optional.empty()
        : Optional.of(
            offence(rename, "it renamed " + rename.from() + " to it, to which it wrote nothing"));
  }

  private Optional<Offence> early(Step rename) {
    return lastUnsynced(rename.file(), Optional.of(rename)).map(write -> tooEarly(rename));
  }

  /** A write that a reader could see half of. */
  private Optional<Offence> inPlace(Step rename) {
    return files()
        .flatMap(file -> history.steps(Kind.WRITE, file).stream())
        .filter(write -> write.file() != rename.file() || !write.isBefore(rename))
        .findFirst()
        .map(write -> offence(write, "it wrote to it while it had that name"));
  }

  /** Whether the directory of the file was synced after the rename. */
  boolean isDirectorySynced() {
    return replacement()
        .filter(
            rename ->
                Stream.concat(
                        Stream.of(FileHistory.EVERY_FILE),
                        history.files(PathText.parent(history.known(path))).stream())
                    .flatMap(directory -> history.steps(Kind.SYNC, directory).stream())
                    .anyMatch(rename::isBefore))
        .isPresent();
  }

  private static Offence offence(Step step, String finding) {
    return new Offence(step.call(), finding);
  }
}
