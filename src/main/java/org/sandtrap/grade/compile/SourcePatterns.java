package org.sandtrap.grade.compile;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Arrays;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.sandtrap.launch.VisibleText;

/** The globs that say which files of a submission are its sources. */
record SourcePatterns(List<String> globs, List<PathMatcher> matchers) {
  private static final int SHOWN = 10;

  static SourcePatterns of(String... globs) {
    if (globs.length == 0) {
      throw new IllegalArgumentException(
          "sources: there is none. Expected globs such as \"*.c\" or \"src/**.rs\".");
    }
    return new SourcePatterns(
        List.of(globs), Arrays.stream(globs).map(SourcePatterns::matcher).toList());
  }

  private static PathMatcher matcher(String glob) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "sources: \"" + glob + "\" is no glob: " + e.getDescription() + ".", e);
    }
  }

  /**
   * The sources of a submission, in the order of their names.
   *
   * @throws CompileError when there are none
   */
  List<String> select(SourceTree tree) {
    List<String> selected =
        tree.files().keySet().stream()
            .filter(name -> matchers.stream().anyMatch(one -> one.matches(Path.of(name))))
            .toList();
    if (selected.isEmpty()) {
      throw CompileError.of(
          "The submission has no source file: nothing matches "
              + String.join(", ", globs)
              + ". There "
              + found(tree));
    }
    return selected;
  }

  private static String found(SourceTree tree) {
    List<String> names =
        tree.files().keySet().stream().limit(SHOWN).map(VisibleText::line).toList();
    if (names.isEmpty()) {
      return tree.skipped().isEmpty() ? "is no file at all." : "are only links or special files.";
    }
    int more = tree.files().size() - names.size();
    return "is " + String.join(", ", names) + (more > 0 ? " and " + more + " more." : ".");
  }
}
