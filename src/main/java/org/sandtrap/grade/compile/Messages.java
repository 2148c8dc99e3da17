package org.sandtrap.grade.compile;

import org.sandtrap.launch.VisibleText;

/** What a compiler said, for the message of a failure. */
final class Messages {
  private static final int MOST = 4000;

  private Messages() {}

  static String shown(String messages) {
    String visible = VisibleText.lines(messages.strip());
    return visible.length() <= MOST ? visible : visible.substring(0, MOST) + "\n… and more";
  }
}
