package org.sandtrap.grade.compile;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The diagnostics in what a compiler printed. gcc, clang, rustc, go, javac, the linkers ld, gold
 * and lld, make and cmake are understood, also one inside another; what is not understood is kept
 * as text.
 *
 * <p>A submission chooses much of what its compiler prints: names of files, {@code #error}, the
 * echo of a makefile. So this is a help for people and decides nothing; whether a compile succeeded
 * is said by its exit code alone. Everything here is bounded and has no control characters, and
 * paths that are not in the submission are shown as the name of the file. Where a path is not the
 * place of a message but a part of a text, it ends for this at a space.
 */
public final class Diagnostics {
  private final List<Diagnostic> all;
  private final Map<Severity, Integer> counts;
  private final BoundedLines rest;
  private final BoundedLines output;

  Diagnostics(
      List<Diagnostic> all, Map<Severity, Integer> counts, BoundedLines rest, BoundedLines output) {
    this.all = List.copyOf(all);
    this.counts = new EnumMap<>(counts);
    this.rest = rest;
    this.output = output;
  }

  /**
   * Reads what a compiler printed, its standard error or both streams as they came. Of more than
   * 2<sup>20</sup> characters it reads the first.
   *
   * @param directories the submission's directory, and what else it is called, such as the path
   *     that it had where it was compiled; the compiler ran in the first. Nothing has to exist.
   * @throws NullPointerException if something is null
   * @throws IllegalArgumentException if there is no directory
   */
  public static Diagnostics parse(String compilerOutput, Path... directories) {
    Objects.requireNonNull(compilerOutput, "compilerOutput");
    if (directories.length == 0) {
      throw new IllegalArgumentException(
          "There is no directory. Expected the one of the submission, to which paths are shown"
              + " relative.");
    }
    return new DiagnosticReader(ShownPaths.relativeTo(directories)).read(compilerOutput);
  }

  /**
   * What was understood, in the order in which it was printed; notes follow what they belong to. At
   * most 200 of each severity.
   */
  public List<Diagnostic> all() {
    return all;
  }

  /** The errors, at most 200, in the order in which they were printed. */
  public List<Diagnostic> errors() {
    return of(Severity.ERROR);
  }

  /** The warnings, at most 200, in the order in which they were printed. */
  public List<Diagnostic> warnings() {
    return of(Severity.WARNING);
  }

  private List<Diagnostic> of(Severity severity) {
    return all.stream().filter(one -> one.severity() == severity).toList();
  }

  /** How many of a severity were printed, also where there are more than {@link #all()} keeps. */
  public int count(Severity severity) {
    return counts.getOrDefault(Objects.requireNonNull(severity, "severity"), 0);
  }

  /**
   * The lines that are no diagnostics, nor the excerpts of source below them, nor blank: at most
   * 200, and if there are more a last line that says how many.
   */
  public List<String> rest() {
    return rest.shown();
  }

  /**
   * All that was printed, line by line, without colours, with visible control characters and
   * shortened paths: at most 2000 lines, and if there are more a last line that says how many.
   */
  public String output() {
    return String.join("\n", output.shown());
  }

  /**
   * What the author of a program that was not compiled needs: errors first, then warnings, each
   * with file, line and column and with up to three notes; or what was printed, if no error in it
   * was understood. At most some 100 lines; empty if nothing was printed.
   */
  public String forStudents() {
    return DiagnosticText.of(this);
  }

  BoundedLines unexplained() {
    return rest;
  }

  /** The same as {@link #forStudents()}. */
  @Override
  public String toString() {
    return forStudents();
  }
}
