package org.sandtrap;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.sandtrap.limit.DurationText;

/** Reads one output of a running program from front to back, while it is being written. */
final class OutputReader {
  private static final byte[] LINE_FEED = {'\n'};

  /** Of what was written in place of what was awaited, the end tells most. */
  private static final int LONGEST_SHOWN = 1000;

  private final RunningProgram program;
  private final String name;
  private final Captured output;

  OutputReader(RunningProgram program, String name, Captured output) {
    this.program = program;
    this.name = name;
    this.output = output;
  }

  /** Everything so far, read or not. */
  String text() {
    return utf8(captured().bytes());
  }

  /** Reads as far as the end of this text. */
  void through(String text, Duration patience) throws InterruptedException {
    byte[] wanted = Command.bytes("the text to wait for", text);
    if (captured().readThrough(wanted, patience).isEmpty()) {
      throw missing("'" + text + "'", patience);
    }
  }

  /** Reads a line, and answers it without its end. */
  String line(Duration patience) throws InterruptedException {
    Optional<byte[]> line = captured().readThrough(LINE_FEED, patience);
    byte[] bytes = line.orElseGet(output::readRest);
    if (bytes.length == 0) {
      throw missing("A line", patience);
    }
    return utf8(line.isPresent() ? Arrays.copyOf(bytes, bytes.length - 1) : bytes);
  }

  private Captured captured() {
    if (output.elsewhere().isPresent()) {
      throw new IllegalStateException(
          "The "
              + name
              + " of this program is not captured, but goes to "
              + output.elsewhere().get()
              + ", so that it cannot be read here.");
    }
    return output;
  }

  private IllegalStateException missing(String what, Duration patience) {
    String until =
        output.isClosed()
            ? ". " + program.ending().orElse("It has closed that.")
            : " within " + DurationText.format(patience) + ".";
    return new IllegalStateException(
        what
            + " was not written to "
            + name
            + " by '"
            + String.join(" ", program.command())
            + "'"
            + until
            + (output.position() == 0 ? " So far" : " After what was read before,")
            + " it wrote"
            + shown(output.unread()));
  }

  private static String shown(byte[] written) {
    if (written.length == 0) {
      return " nothing.";
    }
    int from = Math.max(0, written.length - LONGEST_SHOWN);
    while (from > 0 && from < written.length && (written[from] & 0xC0) == 0x80) {
      from++; // not from the middle of a character
    }
    return ": '"
        + (from > 0 ? "…" : "")
        + utf8(Arrays.copyOfRange(written, from, written.length))
        + "'";
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
