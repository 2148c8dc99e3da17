package org.sandtrap.grade.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The messages of gcc, clang, javac, go and the assembler that name a line of a file. */
final class CompilerLines implements ToolLines {
  /** What stands between the name of a file and the message. */
  private static final Pattern LOCATED =
      Pattern.compile(
          ":(\\d{1,9})(?::(\\d{1,9}))?: (fatal error|error|warning|note|remark"
              + "|sorry, unimplemented|internal compiler error|Fatal error|Error|Warning): ?");

  private static final Pattern GO =
      Pattern.compile("(?:vet: )?([^:]++(?<=\\.go)):(\\d{1,9})(?::(\\d{1,9}))?: (.++)");

  private static final Pattern INCLUDED =
      Pattern.compile("(?:In file included|\\s++) ?from (.+?):(\\d{1,9})(?::(\\d{1,9}))?[:,]");

  private static final Pattern REQUIRED =
      Pattern.compile(
          "(.+?):(\\d{1,9})(?::(\\d{1,9}))?: {2,}+((?:recursively )?required (?:from|by) .+)");

  /** Which function the next messages are about; gcc and the assembler print it before them. */
  private static final Pattern HEADING =
      Pattern.compile(
          ".+?: (?:In .+|At top level|At global scope|Assembler messages):"
              + "|# [\\w./-]+(?: \\[.*\\])?");

  /** What go and javac print below a message. */
  private static final Pattern REMARK = Pattern.compile("\\t(\\S.*)|  (symbol: .*)");

  /** What only says that there were messages. */
  private static final String SUMMARY = "too many errors";

  private static final Pattern JAVAC_CODE = Pattern.compile("\\[([a-z-]++)\\] (.*)");

  /** More splits than this are no name of a file. */
  private static final int MOST_SPLITS = 8;

  private final ReadDiagnostics read;
  private boolean takesRemarks;

  CompilerLines(ReadDiagnostics read) {
    this.read = read;
  }

  @Override
  public boolean reads(String line) {
    return readsRemark(line) || readsLocated(line) || readsGo(line) || readsContext(line);
  }

  private boolean readsRemark(String line) {
    Matcher remark = REMARK.matcher(line);
    boolean found = takesRemarks && read.isBelowDiagnostic() && remark.matches();
    if (found) {
      String text = remark.group(1) == null ? remark.group(2) : remark.group(1);
      read.add(Place.NONE, Severity.NOTE, text.replaceAll(" {2,}+", " "));
    }
    return found;
  }

  private boolean readsLocated(String line) {
    Optional<MatchResult> found = split(line);
    found.ifPresent(one -> add(line.substring(0, one.start()), one, line.substring(one.end())));
    return found.isPresent();
  }

  private void add(String file, MatchResult found, String text) {
    Place place = Place.of(file, found.group(1), found.group(2));
    Severity severity = Severity.of(found.group(3));
    takesRemarks = file.endsWith(".java");
    Matcher javac = JAVAC_CODE.matcher(text);
    if (takesRemarks && javac.matches()) {
      read.add(place, severity, javac.group(2), Optional.of(javac.group(1)));
    } else {
      read.add(place, severity, text);
    }
  }

  /**
   * Where the message begins. The name of a file can look like a message, and so can a message; of
   * several splits the one counts with the longest name that a file has, or else the first.
   */
  private Optional<MatchResult> split(String line) {
    List<MatchResult> splits = new ArrayList<>();
    Matcher matcher = LOCATED.matcher(line);
    while (splits.size() < MOST_SPLITS && matcher.find()) {
      if (matcher.start() > 0) {
        splits.add(matcher.toMatchResult());
      }
    }
    for (int i = splits.size() - 1; i > 0; i--) {
      if (read.paths().isThere(line.substring(0, splits.get(i).start()))) {
        return Optional.of(splits.get(i));
      }
    }
    return splits.stream().findFirst();
  }

  private boolean readsGo(String line) {
    Matcher go = GO.matcher(line);
    boolean found = go.matches() && !go.group(4).equals(SUMMARY);
    if (found) {
      takesRemarks = true;
      read.add(Place.of(go.group(1), go.group(2), go.group(3)), Severity.ERROR, go.group(4));
    }
    return found;
  }

  private boolean readsContext(String line) {
    Matcher included = INCLUDED.matcher(line);
    if (included.matches()) {
      Place place = Place.of(included.group(1), included.group(2), included.group(3));
      read.addContext(place, "included from here");
      return true;
    }
    Matcher required = REQUIRED.matcher(line);
    if (required.matches()) {
      Place place = Place.of(required.group(1), required.group(2), required.group(3));
      read.addContext(place, required.group(4));
      return true;
    }
    boolean ended = line.endsWith(":") || line.startsWith("#"); // or else matching takes long
    return ended && HEADING.matcher(line).matches();
  }
}
