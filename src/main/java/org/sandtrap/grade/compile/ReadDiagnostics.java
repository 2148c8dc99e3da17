package org.sandtrap.grade.compile;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The diagnostics, and what else was read of a compiler's output so far. */
final class ReadDiagnostics {
  private static final int MOST_OF_EACH = 200;
  private static final int MOST_REST = 200;
  private static final int MOST_OUTPUT = 2000;

  /** A compiler's name of a message, at its end: {@code [-Wunused-variable]}. */
  private static final Pattern CODE = Pattern.compile("(.*) \\[(-[^\\]\\s]++)\\]");

  private final ShownPaths paths;
  private final List<Diagnostic> all = new ArrayList<>();
  private final Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
  private final List<Diagnostic> context = new ArrayList<>();
  private final BoundedLines rest = new BoundedLines(MOST_REST);
  private final BoundedLines output = new BoundedLines(MOST_OUTPUT);
  private boolean belowDiagnostic;

  ReadDiagnostics(ShownPaths paths) {
    this.paths = paths;
  }

  ShownPaths paths() {
    return paths;
  }

  void printed(String line) {
    output.add(paths.text(line));
  }

  void addRest(String line) {
    belowDiagnostic = false;
    rest.add(PrintedText.shortened(paths.text(line), Diagnostic.MOST_CHARACTERS));
  }

  /** Whether the last line that was no excerpt was a diagnostic. */
  boolean isBelowDiagnostic() {
    return belowDiagnostic;
  }

  /** Adds a message; a code at the end of its text becomes its code. */
  void add(Place place, Severity severity, String text) {
    Matcher coded = CODE.matcher(text);
    if (coded.matches()) {
      add(place, severity, coded.group(1), Optional.of(coded.group(2)));
    } else {
      add(place, severity, text, Optional.empty());
    }
  }

  void add(Place place, Severity severity, String text, Optional<String> code) {
    belowDiagnostic = true;
    keep(made(place, severity, text, code));
    if (severity.isOfItsOwn()) {
      context.forEach(this::keep);
      context.clear();
    }
  }

  /** Adds a note that was printed before the error or warning that it belongs to. */
  void addContext(Place place, String text) {
    if (context.size() < MOST_OF_EACH) {
      context.add(made(place, Severity.NOTE, text, Optional.empty()));
    }
  }

  private void keep(Diagnostic one) {
    if (counts.merge(one.severity(), 1, Integer::sum) <= MOST_OF_EACH) {
      all.add(one);
    }
  }

  private Diagnostic made(Place place, Severity severity, String text, Optional<String> code) {
    return new Diagnostic(
        place.file().map(paths::file).map(ReadDiagnostics::shortened),
        place.line(),
        place.column(),
        severity,
        shortened(paths.text(text.strip())),
        code.map(ReadDiagnostics::shortened));
  }

  private static String shortened(String text) {
    return PrintedText.shortened(text, Diagnostic.MOST_CHARACTERS);
  }

  Diagnostics diagnostics() {
    context.forEach(this::keep);
    return new Diagnostics(all, counts, rest, output);
  }
}
