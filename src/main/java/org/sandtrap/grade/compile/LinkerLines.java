package org.sandtrap.grade.compile;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The messages of linkers: ld, gold and lld. */
final class LinkerLines implements ToolLines {
  /** The linker's own name, which it does not put before every line; rustc quotes its lines. */
  private static final Pattern NAME =
      Pattern.compile("(?:\\s+= note: +|\\s+)?(?:\\S*[/-])?l?ld(?:\\.\\w+)?: ?(?:error: )?");

  private static final Pattern QUOTED = Pattern.compile("\\s+= note: +|\\s+");

  private static final Pattern FUNCTION = Pattern.compile("(?:.+: )?in function ([`'‘].+['’]):");

  private static final Pattern UNDEFINED =
      Pattern.compile("(?:(.+?): (?:error: )?)?(undefined (?:reference to|symbol: ).+)");

  private static final String MULTIPLE = ": multiple definition of ";
  private static final String FIRST = ": first defined here";

  private static final Pattern WARNING = Pattern.compile("(?:(\\S+): )?warning: (.+)");

  private static final Pattern NO_ERROR =
      Pattern.compile(
          ".*(?:skipping incompatible|treating as linker script|DWARF error|final link failed"
              + "|(?:note|NOTE):).*");

  private static final Pattern LOCATED = Pattern.compile("([^\\s:]+):(\\d{1,9}): (.+)");

  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\s*>>> (referenced by|defined at|defined in) ([^:()\\s]+)(?::(\\d{1,9}))?(?: .*)?");

  private final ReadDiagnostics read;
  private @Nullable String function;

  LinkerLines(ReadDiagnostics read) {
    this.read = read;
  }

  @Override
  public boolean reads(String line) {
    Matcher name = NAME.matcher(line);
    boolean named = name.lookingAt();
    Matcher quoted = QUOTED.matcher(line);
    String said = line.substring(named ? name.end() : quoted.lookingAt() ? quoted.end() : 0);
    return readsFunction(said)
        || readsMultiple(said)
        || readsUndefined(said)
        || readsReference(line)
        || named && readsNamed(said);
  }

  private boolean readsFunction(String said) {
    boolean ended = said.endsWith("':") || said.endsWith("’:"); // or else matching takes long
    Matcher heading = FUNCTION.matcher(said);
    boolean found = ended && heading.matches();
    if (found) {
      function = heading.group(1);
    }
    return found;
  }

  /** By hand, since a pattern with three open ends could be made to take very long. */
  private boolean readsMultiple(String said) {
    int start = said.indexOf(MULTIPLE);
    int end = said.lastIndexOf("; ");
    boolean found = start > 0 && end > start && said.endsWith(FIRST);
    if (found) {
      String first = said.substring(end + 2, Math.max(end + 2, said.length() - FIRST.length()));
      read.add(
          LinkerPlace.of(said.substring(0, start)), Severity.ERROR, said.substring(start + 2, end));
      read.add(LinkerPlace.of(first), Severity.NOTE, "first defined here");
    }
    return found;
  }

  private boolean readsUndefined(String said) {
    Matcher undefined = UNDEFINED.matcher(said);
    boolean found = undefined.matches();
    if (found) {
      String printed = undefined.group(1);
      Place place = printed == null ? Place.NONE : LinkerPlace.of(printed);
      boolean vague = place.line() == 0 && function != null;
      read.add(
          place, Severity.ERROR, undefined.group(2) + (vague ? " in function " + function : ""));
    }
    return found;
  }

  /** A place below an error of lld. */
  private boolean readsReference(String line) {
    Matcher reference = REFERENCE.matcher(line);
    boolean found = read.isBelowDiagnostic() && reference.matches();
    if (found) {
      String said =
          reference.group(2) + (reference.group(3) == null ? "" : ":" + reference.group(3));
      Place place = LinkerPlace.of(said);
      String text = reference.group(1).startsWith("defined") ? "defined here" : "referenced here";
      if (place.line() > 0) {
        read.add(place, Severity.NOTE, text);
      }
    }
    return found;
  }

  private boolean readsNamed(String said) {
    Matcher warning = WARNING.matcher(said);
    if (warning.matches()) {
      String printed = warning.group(1);
      Place place = printed == null ? Place.NONE : LinkerPlace.of(printed);
      read.add(place, Severity.WARNING, warning.group(2));
      return true;
    }
    if (NO_ERROR.matcher(said).matches()) {
      return false;
    }
    Matcher located = LOCATED.matcher(said);
    if (located.matches()) {
      Place place = Place.of(located.group(1), located.group(2), null);
      read.add(place, Severity.ERROR, located.group(3));
    } else {
      read.add(Place.NONE, Severity.ERROR, said);
    }
    return true;
  }
}
