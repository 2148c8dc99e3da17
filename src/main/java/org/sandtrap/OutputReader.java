package org.sandtrap;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sandtrap.limit.DurationText;

/** Reads one output of a running program from front to back, while it is being written. */
final class OutputReader {
  private static final byte[] LINE_FEED = {'\n'};

  /** Of what was written in place of what was awaited, the end tells most. */
  private static final int LONGEST_SHOWN = 1000;

  private static final int THREADS_SHOWN = 3;
  private static final String BUFFERS =
      " To a pipe many programs write only when a buffer is full: with fflush(stdout), or started by"
          + " stdbuf -oL, they write each line at once.";

  private final RunningProgram program;
  private final String name;
  private final Captured output;
  private final Optional<Captured> complaints;

  /**
   * For one output.
   *
   * @param program whose it is
   * @param name what it is called in messages
   * @param output what is read
   * @param complaints where the program may say why it does not write what is awaited
   */
  OutputReader(
      RunningProgram program, String name, Captured output, Optional<Captured> complaints) {
    this.program = program;
    this.name = name;
    this.output = output;
    this.complaints = complaints;
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
    boolean closed = output.isClosed();
    byte[] unread = output.unread();
    return new IllegalStateException(
        what
            + " was not written to "
            + name
            + " by "
            + Command.quoted(program.command())
            + (closed
                ? ". " + program.ending().orElse("It has closed that.")
                : " within " + DurationText.format(patience) + ".")
            + (output.position() == 0 ? " So far" : " After what was read before,")
            + " it wrote"
            + shown(unread)
            + complained()
            + (closed ? "" : doing(unread.length == 0)));
  }

  private String complained() {
    return complaints
        .map(Captured::bytes)
        .filter(written -> written.length > 0)
        .map(written -> " On standard error it wrote" + shown(written))
        .orElse("");
  }

  private String doing(boolean nothingWritten) {
    List<ThreadStatus> threads = program.threads();
    String list =
        threads.stream()
            .limit(THREADS_SHOWN)
            .map(ThreadStatus::paragraph)
            .collect(Collectors.joining("", "\nWhat it is doing:", ""));
    String others = threads.size() > THREADS_SHOWN ? "\n  …" : "";
    return (nothingWritten ? BUFFERS : "") + (threads.isEmpty() ? "" : list + others);
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
