package org.sandtrap.grade.compile;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The messages of cmake, whose text is indented below the place. */
final class CmakeLines implements ToolLines {
  private static final Pattern HEAD =
      Pattern.compile(
          "CMake (?:\\w+ )?(Error|Warning)(?: \\(dev\\))?"
              + "(?: (?:at|in) (.+?)(?::(\\d{1,9}))?(?: \\([^()]*\\))?)?:(.*)");

  private final ReadDiagnostics read;
  private final StringBuilder text = new StringBuilder();
  private @Nullable Matcher head;

  CmakeLines(ReadDiagnostics read) {
    this.read = read;
  }

  @Override
  public boolean reads(String line) {
    if (head != null && (line.isBlank() || line.startsWith("  "))) {
      append(line);
      return true;
    }
    finish();
    Matcher next = HEAD.matcher(line);
    boolean found = next.matches();
    if (found) {
      head = next;
      append(next.group(4));
    }
    return found;
  }

  private void append(String line) {
    if (text.length() < Diagnostic.MOST_CHARACTERS) {
      text.append(line.strip()).append(line.isBlank() ? "" : " ");
    }
  }

  @Override
  public void finish() {
    if (head != null) {
      String file = head.group(2);
      Place place = file == null ? Place.NONE : Place.of(file, head.group(3), null);
      Severity severity = head.group(1).equals("Error") ? Severity.ERROR : Severity.WARNING;
      read.add(place, severity, text.toString());
      head = null;
      text.setLength(0);
    }
  }
}
