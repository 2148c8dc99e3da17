package org.sandtrap;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sandtrap.launch.Command;
import org.sandtrap.launch.TextBytes;
import org.sandtrap.launch.VisibleText;
import org.sandtrap.limit.DurationText;
import org.sandtrap.tracer.stream.CapturedOutput;

/** The reader of one output of a running program, from front to back, while it is being written. */
final class OutputReader {
  private static final byte[] LINE_FEED = {'\n'};

  /** So much is shown of what was written in place of what was awaited: the end says most. */
  private static final int LONGEST_SHOWN = 1000;

  private static final int THREADS_SHOWN = 3;
  private static final String BUFFERS =
      " To a pipe many programs write only when a buffer is full: with fflush(stdout), or started by"
          + " stdbuf -oL, they write each line at once.";

  private final RunningProgram program;
  private final String name;
  private final CapturedOutput output;
  private final Optional<CapturedOutput> complaints;
  private final boolean terminal;

  /**
   * A reader of one output.
   *
   * @param program the program that writes it
   * @param name what it is called in messages
   * @param output what is read
   * @param complaints where the program may say why it does not write what is awaited
   * @param terminal whether it comes from a terminal
   */
  OutputReader(
      RunningProgram program,
      String name,
      CapturedOutput output,
      Optional<CapturedOutput> complaints,
      boolean terminal) {
    this.program = program;
    this.name = name;
    this.output = output;
    this.complaints = complaints;
    this.terminal = terminal;
  }

  /** Everything so far, read or not. */
  String text() {
    return utf8(captured().bytes());
  }

  /** Reads as far as the end of this text. */
  void through(String text, Duration patience) throws InterruptedException {
    byte[] wanted = TextBytes.of("the text to wait for", text);
    if (next(wanted, patience).isEmpty()) {
      throw missing("'" + text + "'", patience);
    }
  }

  /** Reads a line, and answers it without its end. */
  String line(Duration patience) throws InterruptedException {
    Optional<byte[]> line = next(LINE_FEED, patience);
    byte[] bytes = line.orElseGet(output::readRest);
    if (bytes.length == 0) {
      throw missing("A line", patience);
    }
    return utf8(line.isPresent() ? Arrays.copyOf(bytes, endOfLine(bytes)) : bytes);
  }

  /** A terminal gets a carriage return before each line feed, which is not part of the line. */
  private int endOfLine(byte[] line) {
    int end = line.length - 1;
    return terminal && end > 0 && line[end - 1] == '\r' ? end - 1 : end;
  }

  /** The rest of what a program has written that is being killed comes at once, or never. */
  private Optional<byte[]> next(byte[] wanted, Duration patience) throws InterruptedException {
    Optional<byte[]> found = captured().readThrough(wanted, patience);
    return found.isEmpty() && program.isEnding()
        ? output.readThrough(wanted, RunningProgram.MOMENT)
        : found;
  }

  private CapturedOutput captured() {
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

  private MissingOutputError missing(String what, Duration patience) {
    boolean closed = output.isClosed();
    byte[] unread = output.unread();
    return new MissingOutputError(
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
            + (closed ? "" : waiting() + doing(unread.length == 0)));
  }

  private String complained() {
    return complaints
        .map(CapturedOutput::bytes)
        .filter(written -> written.length > 0)
        .map(written -> " On standard error it wrote" + shown(written))
        .orElse("");
  }

  /** A program that reads to the end of its input writes nothing before. */
  private String waiting() {
    return program.mayBeWrittenTo()
        ? " Its standard input is still open: closeStdin() would let it find the end of that."
        : "";
  }

  private String doing(boolean nothingWritten) {
    List<ThreadStatus> threads = program.threads();
    String list =
        threads.stream()
            .limit(THREADS_SHOWN)
            .map(ThreadStatus::paragraph)
            .collect(Collectors.joining("", "\nWhat it is doing:", ""));
    String others = threads.size() > THREADS_SHOWN ? "\n  …" : "";
    return (nothingWritten && !terminal ? BUFFERS : "") + (threads.isEmpty() ? "" : list + others);
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
        + VisibleText.lines(utf8(Arrays.copyOfRange(written, from, written.length)))
        + "'";
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
