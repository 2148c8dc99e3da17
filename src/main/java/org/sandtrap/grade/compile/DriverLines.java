package org.sandtrap.grade.compile;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The messages in which a tool names itself, or a file without a line. */
final class DriverLines implements ToolLines {
  private static final Pattern NAMED =
      Pattern.compile("([^\\s:]++): (fatal error|error|warning|internal compiler error): (.+)");

  private static final Pattern TOOL =
      Pattern.compile(
          "(?:.*[/-])?(?:gcc|g\\+\\+|cc|c\\+\\+|clang(?:\\+\\+)?|cc1|cc1plus|collect2|as|ld|lld"
              + "|ld\\.\\w+|lto1|lto-wrapper|rustc|cargo|javac|go|gofmt|ninja)(?:-[\\d.]+)?");

  /** What only says that there were messages. */
  private static final Pattern SUMMARY =
      Pattern.compile(
          "ld returned .*|linker command failed .*|all warnings being treated as errors");

  private final ReadDiagnostics read;

  DriverLines(ReadDiagnostics read) {
    this.read = read;
  }

  @Override
  public boolean reads(String line) {
    Matcher named = NAMED.matcher(line);
    if (!named.matches() || SUMMARY.matcher(named.group(3)).matches()) {
      return false;
    }
    String name = named.group(1);
    Place place = TOOL.matcher(name).matches() ? Place.NONE : Place.of(name, null, null);
    read.add(place, Severity.of(named.group(2)), named.group(3));
    return true;
  }
}
