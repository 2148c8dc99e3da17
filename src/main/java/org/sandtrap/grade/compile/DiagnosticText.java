package org.sandtrap.grade.compile;

import java.util.ArrayList;
import java.util.List;

/** A compiler's complaints for the author of the program: the first errors, then warnings. */
final class DiagnosticText {
  private static final int MOST_ERRORS = 20;
  private static final int MOST_WARNINGS = 10;
  private static final int MOST_NOTES = 3;
  private static final int MOST_LINES = 20;

  private final Diagnostics diagnostics;
  private final List<String> lines = new ArrayList<>();

  private DiagnosticText(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  static String of(Diagnostics diagnostics) {
    DiagnosticText text = new DiagnosticText(diagnostics);
    text.add(Severity.ERROR, MOST_ERRORS);
    text.add(Severity.WARNING, MOST_WARNINGS);
    if (diagnostics.errors().isEmpty()) {
      text.lines.addAll(diagnostics.unexplained().shown(MOST_LINES));
    }
    return String.join("\n", text.lines);
  }

  private void add(Severity severity, int most) {
    int shown = 0;
    int notes = MOST_NOTES;
    for (Diagnostic one : diagnostics.all()) {
      if (one.severity().isOfItsOwn()) {
        boolean fits = one.severity() == severity && shown < most;
        notes = fits ? 0 : MOST_NOTES;
        if (fits) {
          shown++;
          lines.add(one.toString());
        }
      } else if (notes < MOST_NOTES) {
        notes++;
        lines.add("  " + one);
      }
    }
    int more = diagnostics.count(severity) - shown;
    if (more > 0) {
      lines.add("and " + more + " more " + severity.word() + (more == 1 ? "" : "s"));
    }
  }
}
