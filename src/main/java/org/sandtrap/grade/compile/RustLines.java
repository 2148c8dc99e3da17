package org.sandtrap.grade.compile;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The messages of rustc and cargo, whose place is in the line below. */
final class RustLines implements ToolLines {
  private static final Pattern HEAD =
      Pattern.compile("(error|warning|note|help)(?:\\[([\\w:-]+)\\])?: (.+)");

  private static final Pattern PLACE = Pattern.compile("\\s*--> (.+?):(\\d{1,9}):(\\d{1,9})");

  /** What only says that there were messages. */
  private static final Pattern SUMMARY =
      Pattern.compile(
          "aborting due to .*|\\d+ warnings? emitted.*|could not compile .*"
              + "|build failed.*|`.*` \\(.*\\) generated \\d+ warnings?.*");

  private final ReadDiagnostics read;
  private @Nullable Matcher head;

  RustLines(ReadDiagnostics read) {
    this.read = read;
  }

  @Override
  public boolean reads(String line) {
    Matcher place = PLACE.matcher(line);
    if (head != null && place.matches()) {
      add(head, Place.of(place.group(1), place.group(2), place.group(3)));
      return true;
    }
    finish();
    Matcher next = HEAD.matcher(line);
    boolean found = next.matches() && !SUMMARY.matcher(next.group(3)).matches();
    if (found) {
      head = next;
    }
    return found;
  }

  @Override
  public void finish() {
    if (head != null) {
      add(head, Place.NONE);
    }
  }

  private void add(Matcher found, Place place) {
    head = null;
    Optional<String> code = Optional.ofNullable(found.group(2));
    read.add(place, Severity.of(found.group(1)), found.group(3), code);
  }
}
