package org.sandtrap.assertion;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.sandtrap.launch.VisibleText;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.Event;
import org.sandtrap.trace.Trace;

/** The calls around one that a message is about, which is marked. */
final class Excerpt {
  private static final int AROUND = 3;
  private static final int LONGEST = 400;
  private static final String MARK = "-> ";
  private static final String NO_MARK = "   ";

  private Excerpt() {}

  /**
   * The lines around an event: three calls before it, the event itself, three calls behind it; with
   * the threads where these are of several.
   */
  static String around(Trace trace, Event marked) {
    List<Event> events = trace.events();
    int place = place(events, marked);
    List<Event> shown = calls(events, place, -1, AROUND);
    Collections.reverse(shown);
    shown.add(marked);
    shown.addAll(calls(events, place, 1, AROUND));
    return lines(shown, Optional.of(marked));
  }

  private static String lines(List<Event> shown, Optional<Event> marked) {
    boolean threads = shown.stream().mapToInt(Event::tid).distinct().count() > 1;
    StringBuilder text = new StringBuilder();
    for (Event event : shown) {
      String mark = marked.filter(one -> one == event).isPresent() ? MARK : NO_MARK;
      String thread = threads ? event.tid() + " " : "";
      text.append("\n").append(mark).append(thread).append(line(event));
    }
    return text.toString();
  }

  /** The last calls of a trace. */
  static String end(Trace trace) {
    List<Event> shown = calls(trace.events(), trace.events().size(), -1, AROUND + 1);
    Collections.reverse(shown);
    return shown.isEmpty() ? "\n   (the trace has no calls)" : lines(shown, Optional.empty());
  }

  /** An event in one line, in which nothing acts on a terminal. */
  static String line(Event event) {
    String text = VisibleText.line(event.toString());
    return text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
  }

  /** The index of an event: its number, unless events before it were dropped. */
  private static int place(List<Event> events, Event marked) {
    int place = Math.min(marked.number(), events.size() - 1);
    while (place > 0 && events.get(place).number() > marked.number()) {
      place--;
    }
    return Math.max(place, 0);
  }

  private static List<Event> calls(List<Event> events, int place, int step, int most) {
    List<Event> calls = new ArrayList<>();
    for (int i = place + step; i >= 0 && i < events.size() && calls.size() < most; i += step) {
      if (events.get(i) instanceof Call call) {
        calls.add(call);
      }
    }
    return calls;
  }
}
