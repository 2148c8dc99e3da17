package org.sandtrap;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sandtrap.isolation.Isolation;
import org.sandtrap.launch.DirectorySurvey;
import org.sandtrap.launch.SharedObjects;
import org.sandtrap.launch.VisibleText;
import org.sandtrap.limit.ProcessUsage;
import org.sandtrap.tracer.Outcome;

/**
 * The things that the processes of a run have left.
 *
 * @param files what was in the private directory
 * @param cut what is not listed there, and why
 * @param objects objects of System V
 */
record Remains(List<LeftFile> files, Optional<String> cut, List<IpcObject> objects) {
  /** Nothing. */
  static final Remains NONE = new Remains(List.of(), Optional.empty(), List.of());

  private static final int SHOWN = 10;

  static Remains of(DirectorySurvey survey, List<IpcObject> objects) {
    if (survey == DirectorySurvey.EMPTY && objects.isEmpty()) {
      return NONE;
    }
    return new Remains(
        survey.files().stream().map(LeftFile::new).toList(), survey.cut(), List.copyOf(objects));
  }

  /**
   * The objects of a run that is isolated and not kept from making them, which are removed. A look
   * takes some ten microseconds, which no other run pays.
   */
  static List<IpcObject> objects(Isolation isolation, Outcome outcome, long begun) {
    if (isolation.isOpen() || isolation.isolatedProcesses()) {
      return List.of();
    }
    Set<Integer> processes =
        outcome.usage().processes().stream().map(ProcessUsage::pid).collect(Collectors.toSet());
    return SharedObjects.remove(processes, begun).stream().map(IpcObject::of).toList();
  }

  LeftFile file(String path, String command) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    for (LeftFile file : files) {
      if (Arrays.equals(file.pathBytes(), bytes)) {
        return file;
      }
    }
    throw new NoSuchElementException(
        "`"
            + command
            + "` left no '"
            + VisibleText.line(path)
            + "' in its private directory, "
            + listing());
  }

  private String listing() {
    String shown =
        files.stream().limit(SHOWN).map(LeftFile::toString).collect(Collectors.joining(", "));
    String more = files.size() > SHOWN ? " and " + (files.size() - SHOWN) + " more" : "";
    String rest = cut.map(what -> "; " + VisibleText.line(what)).orElse("");
    return files.isEmpty()
        ? "which is empty. It is where the program starts with fixtures or collect, and what TMPDIR"
            + " names."
        : "which has " + shown + more + rest + ".";
  }
}
