package org.sandtrap;

import java.util.ArrayList;
import java.util.List;
import org.sandtrap.launch.VisibleText;

/** A sentence on what a program was doing when it was stopped. */
final class LastMomentMessage {
  private static final int SHOWN = 3;

  private LastMomentMessage() {}

  /** The sentence; nothing when nothing is known. */
  static String of(List<ThreadEnd> threads) {
    if (threads.size() < 2) {
      return threads.stream().findFirst().map(only -> " It " + only + ".").orElse("");
    }
    List<String> parts = new ArrayList<>();
    threads.stream().limit(SHOWN).map(LastMomentMessage::part).forEach(parts::add);
    int others = threads.size() - parts.size();
    if (others > 0) {
      parts.add(others + (others == 1 ? " other was there" : " others were there"));
    }
    int last = parts.size() - 1;
    String sentence = String.join(", ", parts.subList(0, last)) + " and " + parts.get(last) + ".";
    return " " + Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }

  private static String part(ThreadEnd thread) {
    boolean first = thread.tid() == thread.pid();
    return (first ? "process " : "thread ")
        + VisibleText.line(thread.name())
        + " with id "
        + thread.tid()
        + " "
        + thread;
  }
}
