package org.sandtrap.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call in a line of strace(1), its arguments as texts.
 *
 * @param name its name
 * @param arguments what is written of each; {@code name=value} of some
 * @param result what is behind the equals sign
 */
record StraceCall(String name, List<String> arguments, String result) {
  private static final Pattern BEGINNING = Pattern.compile("(\\w+)\\(");
  private static final Pattern RESULT = Pattern.compile("\\) *= (.*)", Pattern.DOTALL);
  private static final Pattern BEFORE_TARGET = Pattern.compile(".*(\\d|AT_FDCWD)", Pattern.DOTALL);

  /** The call in a line without the thread; empty where the line tells of none. */
  static Optional<StraceCall> of(String line) {
    Matcher beginning = BEGINNING.matcher(line);
    if (!beginning.lookingAt()) {
      return Optional.empty();
    }
    Reader reader = new Reader(line, beginning.end());
    List<String> arguments = reader.arguments();
    Matcher result = RESULT.matcher(line).region(reader.at, line.length());
    return result.lookingAt()
        ? Optional.of(new StraceCall(beginning.group(1), arguments, result.group(1)))
        : Optional.empty();
  }

  /** A reader of arguments: commas count only outside of brackets, quotes, comments and names. */
  private static final class Reader {
    private final String line;
    private final StringBuilder argument = new StringBuilder();
    private int at;
    private int depth;

    private Reader(String line, int at) {
      this.line = line;
      this.at = at;
    }

    private List<String> arguments() {
      List<String> all = new ArrayList<>();
      while (at < line.length() && !(depth == 0 && line.charAt(at) == ')')) {
        if (depth == 0 && line.charAt(at) == ',') {
          all.add(taken());
          at++;
        } else {
          take();
        }
      }
      String last = taken();
      if (!last.isEmpty() || !all.isEmpty()) {
        all.add(last);
      }
      return List.copyOf(all);
    }

    private String taken() {
      String text = argument.toString().strip();
      argument.setLength(0);
      return text;
    }

    private void take() {
      char letter = line.charAt(at);
      if (letter == '"') {
        quoted();
      } else if (line.startsWith("/*", at)) {
        upTo("*/");
      } else if (letter == '<' && isTarget()) {
        upTo(">");
      } else {
        depth += "([{".indexOf(letter) >= 0 ? 1 : ")]}".indexOf(letter) >= 0 ? -1 : 0;
        argument.append(letter);
        at++;
      }
    }

    /** Whether a descriptor's target begins, and no shift of bits. */
    private boolean isTarget() {
      return !line.startsWith("<<", at) && BEFORE_TARGET.matcher(argument).matches();
    }

    private void quoted() {
      int end = at + 1;
      while (end < line.length() && line.charAt(end) != '"') {
        end += line.charAt(end) == '\\' ? 2 : 1;
      }
      takeUntil(end + 1);
    }

    private void upTo(String end) {
      int found = line.indexOf(end, at);
      takeUntil(found < 0 ? line.length() : found + end.length());
    }

    private void takeUntil(int end) {
      int bounded = Math.min(end, line.length());
      argument.append(line, at, bounded);
      at = bounded;
    }
  }
}
