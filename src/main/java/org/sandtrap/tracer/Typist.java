package org.sandtrap.tracer;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.sandtrap.tracer.stream.Terminal;
import org.sandtrap.tracer.watch.Check;
import org.sandtrap.tracer.watch.Phase;
import org.sandtrap.tracer.watch.RunHandle;

/**
 * A check that types as people do: a line when the program waits for one, and in the end the end of
 * the input as often as it is asked for. What is typed before is lost where a program throws away
 * what came too early, as those that ask for a password do.
 */
final class Typist implements Check {
  private static final long SHORTEST_REST = TimeUnit.MICROSECONDS.toNanos(200);
  private static final long LONGEST_REST = TimeUnit.MILLISECONDS.toNanos(10);

  /** More of one line is lost while a program reads lines, see termios(3). */
  private static final int LONGEST_LINE = 4095;

  /** The keys after which a program may do something else than read on: ^C ^D, Enter, ^Z ^\. */
  private static final String LAST_KEYS = "\003\004\n\r\032\034";

  private final Typing typing;
  private final Terminal terminal;
  private final RunHandle run;
  private final InputWait waiting;
  private int taken;
  private byte[] part = new byte[0];
  private int typed;
  private long rest = SHORTEST_REST;

  Typist(Typing typing, RunHandle run) {
    this.typing = typing;
    this.terminal = typing.terminal();
    this.run = run;
    this.waiting = new InputWait(terminal.name());
  }

  @Override
  public long look(long now) {
    Phase phase = run.phase();
    boolean running = phase == Phase.STARTED || phase == Phase.AWAITING;
    try {
      boolean progress = running && terminal.isEnded() && type();
      rest = progress ? SHORTEST_REST : Math.min(2 * rest, LONGEST_REST);
    } catch (IOException e) {
      rest = LONGEST_REST; // the run is over
    }
    return now + rest;
  }

  private boolean type() throws IOException {
    if (typed == part.length) {
      // In this order: what was not read before the wait would be read after it.
      if (terminal.hasInput() || !waiting.isOf(run.tracees())) {
        return false;
      }
      part = next();
      typed = 0;
    }
    int more = terminal.type(part, typed);
    typed += more;
    return more > 0;
  }

  private byte[] next() {
    byte[] text = typing.text();
    if (taken == text.length) {
      return terminal.endOfInput();
    }
    int end = endOfPart(text, taken);
    byte[] next = Arrays.copyOfRange(text, taken, end);
    boolean begun = end == text.length && LAST_KEYS.indexOf(text[end - 1]) < 0;
    taken = end;
    return begun && terminal.readsLines() ? joined(next, terminal.endOfInput()) : next;
  }

  private static int endOfPart(byte[] text, int start) {
    int end = start + 1;
    while (end < text.length
        && end - start < LONGEST_LINE
        && LAST_KEYS.indexOf(text[end - 1]) < 0) {
      end++;
    }
    return end;
  }

  private static byte[] joined(byte[] line, byte[] end) {
    byte[] both = Arrays.copyOf(line, line.length + end.length);
    System.arraycopy(end, 0, both, line.length, end.length);
    return both;
  }
}
