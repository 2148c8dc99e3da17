package org.sandtrap.grade.compile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sandtrap.grade.compile.FileFinding.Kind;
import org.sandtrap.syscall.Nearest;

/** The required files that a submission does not have, and what it may have instead. */
final class MissingFiles {
  /** The edits up to which a name counts as misspelt; in a short name fewer make it another. */
  private static final int MOST_EDITS = 2;

  private static final int CHARACTERS_PER_EDIT = 3;

  private final FilePatterns patterns;
  private final FileWalk walk;
  private final List<FileFinding> findings = new ArrayList<>();
  private final Set<String> misspelt = new HashSet<>();

  MissingFiles(FilePatterns patterns, FileWalk walk) {
    this.patterns = patterns;
    this.walk = walk;
    patterns.required().stream().filter(one -> !isThere(one)).forEach(this::add);
  }

  List<FileFinding> findings() {
    return findings;
  }

  /** Whether a file is not asked for only because its name is misspelt. */
  boolean explains(FileFinding other) {
    return other.kind() == Kind.NOT_ALLOWED && misspelt.contains(other.file());
  }

  private boolean isThere(FilePattern pattern) {
    return walk.regular().stream().anyMatch(pattern::matches);
  }

  private void add(FilePattern pattern) {
    if (walk.special().stream().anyMatch(pattern::matches)) {
      return; // it is there, and has its finding: it is no regular file
    }
    Optional<String> similar = pattern.isName() ? similar(pattern.glob()) : Optional.empty();
    similar.ifPresentOrElse(found -> addMisspelt(pattern.glob(), found), () -> addMissing(pattern));
  }

  private void addMisspelt(String wanted, String found) {
    misspelt.add(found);
    String sentence =
        wanted + " is missing, but " + found + " is there: did you mean " + wanted + "? Rename it.";
    findings.add(new FileFinding(Kind.MISSPELT, wanted, sentence));
  }

  private void addMissing(FilePattern pattern) {
    String wanted = pattern.glob();
    boolean directory = walk.directories().stream().anyMatch(pattern::matches);
    String sentence =
        !pattern.isName()
            ? "No file matches " + wanted + ". Hand in at least one."
            : wanted
                + " is missing. "
                + (directory ? "What has this name is a directory." : "Hand it in.");
    findings.add(new FileFinding(Kind.MISSING, wanted, sentence));
  }

  /** The file that was most likely meant to be another: in another directory, or misspelt. */
  private Optional<String> similar(String wanted) {
    List<Path> free =
        walk.regular().stream()
            .filter(file -> !FilePattern.anyMatches(patterns.required(), file))
            .toList();
    Path name = Path.of(wanted).getFileName();
    Optional<String> elsewhere =
        free.stream()
            .filter(file -> file.getFileName().equals(name))
            .findFirst()
            .map(FileWalk::shown);
    int edits = Math.min(MOST_EDITS, Math.max(1, wanted.length() / CHARACTERS_PER_EDIT));
    // Names of other lengths are left out before the costly comparison: a submission chooses them.
    List<String> names =
        free.stream()
            .map(FileWalk::shown)
            .filter(file -> Math.abs(file.length() - wanted.length()) <= edits)
            .toList();
    return elsewhere.or(() -> Nearest.to(wanted, names, edits).stream().findFirst());
  }
}
