package org.sandtrap.assertion;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sandtrap.LeftFile;
import org.sandtrap.Run;

/** The files that a run has left, for messages. */
final class LeftFiles {
  private static final int SHOWN = 10;

  private LeftFiles() {}

  static Optional<LeftFile> find(Run run, String path) {
    return run.files().stream().filter(file -> file.path().equals(path)).findFirst();
  }

  /** All of them, as a clause: {@code it left a.txt (file, 12 B)}. */
  static String all(Run run) {
    List<LeftFile> files = run.files();
    String shown =
        files.stream().limit(SHOWN).map(LeftFile::toString).collect(Collectors.joining(", "));
    String more = files.size() > SHOWN ? " and " + (files.size() - SHOWN) + " more" : "";
    String cut = run.filesCut().map(what -> " (" + what + ")").orElse("");
    return files.isEmpty() ? "it left nothing there" : "it left " + shown + more + cut;
  }
}
