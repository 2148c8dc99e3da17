package org.sandtrap.grade.compile;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The messages of make; that a command failed is no error of its own, the command says why. */
final class MakeLines implements ToolLines {
  private static final String MAKE = "g?make(?:\\[\\d+\\])?: ";

  private static final Pattern DIRECTORY =
      Pattern.compile(MAKE + "(Entering|Leaving) directory [`'‘](.+)['’]");

  private static final Pattern STOPPED =
      Pattern.compile(
          "(?:" + MAKE + "|([^\\s:]+):(\\d{1,9}): )\\*\\*\\* (?!\\[|Waiting|Deleting)(.+)");

  private static final Pattern NOT_STARTED =
      Pattern.compile(MAKE + "(.+: (?:No such file or directory|Permission denied))");

  private final ReadDiagnostics read;

  MakeLines(ReadDiagnostics read) {
    this.read = read;
  }

  @Override
  public boolean reads(String line) {
    return readsDirectory(line) || readsStop(line) || readsNotStarted(line);
  }

  private boolean readsDirectory(String line) {
    Matcher directory = DIRECTORY.matcher(line);
    boolean found = directory.matches();
    if (found && directory.group(1).equals("Entering")) {
      read.paths().enter(directory.group(2));
    } else if (found) {
      read.paths().leave();
    }
    return found;
  }

  private boolean readsStop(String line) {
    Matcher stopped = STOPPED.matcher(line);
    boolean found = stopped.matches();
    if (found) {
      String file = stopped.group(1);
      Place place = file == null ? Place.NONE : Place.of(file, stopped.group(2), null);
      read.add(place, Severity.ERROR, stopped.group(3).replaceFirst(" +Stop\\.$", ""));
    }
    return found;
  }

  private boolean readsNotStarted(String line) {
    Matcher failed = NOT_STARTED.matcher(line);
    boolean found = failed.matches();
    if (found) {
      read.add(Place.NONE, Severity.ERROR, failed.group(1));
    }
    return found;
  }
}
