package org.sandtrap.grade.compile;

import org.sandtrap.launch.VisibleText;

/** The messages of a compiler, as a failure shows them. */
final class Messages {
  private static final int MOST = 4000;

  private Messages() {}

  static String shown(String messages) {
    String visible = VisibleText.lines(messages.strip());
    return visible.length() <= MOST ? visible : visible.substring(0, MOST) + "\n… and more";
  }
}
