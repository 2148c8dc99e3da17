package org.sandtrap.grade.compile;

import java.util.ArrayList;
import java.util.List;

/** The first lines of a text, and how many more there were. */
final class BoundedLines {
  private final int most;
  private final List<String> first = new ArrayList<>();
  private int more;

  BoundedLines(int most) {
    this.most = most;
  }

  void add(String line) {
    if (first.size() < most) {
      first.add(line);
    } else {
      more++;
    }
  }

  /** The lines, and one that counts what is left out. */
  List<String> shown() {
    return shown(most);
  }

  /** At most so many lines, and one that counts what is left out. */
  List<String> shown(int count) {
    List<String> shown = new ArrayList<>(first.subList(0, Math.min(count, first.size())));
    int left = first.size() - shown.size() + more;
    if (left > 0) {
      shown.add("and " + left + " more " + (left == 1 ? "line" : "lines"));
    }
    return List.copyOf(shown);
  }
}
