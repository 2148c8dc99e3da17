package org.sandtrap.grade.compile;

import java.util.List;
import java.util.regex.Pattern;

/** A reading of a compiler's output, line by line; each tool's reader is asked in turn. */
final class DiagnosticReader {
  /** A line of source below a message, as gcc, newer clang and rustc print it. */
  private static final Pattern SOURCE = Pattern.compile("\\s*+\\d*+\\s*+\\|.*");

  /** A line that continues what is above it, if nothing else is known of it. */
  private static final Pattern CONTINUED =
      Pattern.compile("\\s.*|\\d+ [-+~|].*|\\.\\.\\.|>>> .*|[~^][~^\\s]*+");

  /** What marks a place in the line above it. */
  private static final Pattern MARK = Pattern.compile("\\s*+[~^][~^\\s]*+");

  private final ReadDiagnostics read;
  private final List<ToolLines> tools;

  DiagnosticReader(ShownPaths paths) {
    read = new ReadDiagnostics(paths);
    tools =
        List.of(
            new RustLines(read),
            new CmakeLines(read),
            new MakeLines(read),
            new CompilerLines(read),
            new LinkerLines(read),
            new DriverLines(read));
  }

  Diagnostics read(String output) {
    List<String> lines = PrintedText.lines(output);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      read.printed(line);
      boolean marked = i + 1 < lines.size() && MARK.matcher(lines.get(i + 1)).matches();
      if (!isSource(line, marked) && tools.stream().noneMatch(tool -> tool.reads(line))) {
        addOther(line);
      }
    }
    tools.forEach(ToolLines::finish);
    return read.diagnostics();
  }

  /** Source is no message, whatever is written in it. */
  private boolean isSource(String line, boolean marked) {
    return read.isBelowDiagnostic() && (marked || SOURCE.matcher(line).matches());
  }

  private void addOther(String line) {
    boolean continued = read.isBelowDiagnostic() && CONTINUED.matcher(line).matches();
    if (!line.isBlank() && !continued) {
      read.addRest(line);
    }
  }
}
