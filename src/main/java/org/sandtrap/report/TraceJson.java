package org.sandtrap.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.sandtrap.trace.Event;
import org.sandtrap.trace.Trace;

/**
 * The JSON form of traces, for programs that are not Java: a line for each event, in the order of
 * the events. Needs {@code tools.jackson.core:jackson-core} 3 on the class path.
 *
 * <pre>{@code
 * TraceJson.write(trace, Path.of("target/sort.jsonl"));
 * // jq 'select(.name == "openat") | .arguments.pathname.given' target/sort.jsonl
 * }</pre>
 *
 * <p>The keys are as stable as those of {@link RunJson}, and as there every key of an event is
 * always there; what is not known, or does not apply, is null. The resource {@code
 * trace-event.schema.json} of this package describes each key, in the language of json-schema.org.
 *
 * <p>The value of an argument is:
 *
 * <ul>
 *   <li>a number
 *   <li>a list of the names that a number consists of, flags or one constant, bits without a name
 *       as {@code "0x…"}: {@code ["O_WRONLY", "O_CREAT"]}
 *   <li>{@code "0x…"}, an address; null for 0
 *   <li>a text; one that is cut or no UTF-8 as an object with {@code text} or {@code base64}, and
 *       {@code complete}
 *   <li>of a path {@code given}, which is such a text, and {@code base}, the directory that it
 *       begins at
 *   <li>of bytes {@code text} if they are valid UTF-8 or {@code base64}, and {@code length}, which
 *       is greater than what is there where the trace has only the first
 *   <li>of a descriptor its number {@code fd}, and {@code target}, what it refers to
 *   <li>of a structure an object of its fields
 *   <li>a list of values; of a long one {@code first} and {@code length}
 *   <li>of what the call has changed {@code before} and {@code after}
 * </ul>
 */
public final class TraceJson {
  private static final int BUFFERED = 1 << 16;

  private TraceJson() {}

  /**
   * Writes a trace, event by event; the text is never in memory as a whole.
   *
   * @param trace the trace
   * @param out is flushed at the end, and not closed
   * @throws IOException if it cannot be written
   * @throws IllegalStateException if Jackson is not on the class path
   */
  public static void write(Trace trace, Writer out) throws IOException {
    Objects.requireNonNull(trace, "trace is null");
    Objects.requireNonNull(out, "out is null");
    try (JsonText json = JsonText.lines(out)) {
      EventFields fields = new EventFields(json);
      for (Event event : trace.events()) {
        json.document(() -> fields.write(event));
        json.endLine();
      }
    } catch (NoClassDefFoundError e) {
      throw MissingJackson.explained(e);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause; // Jackson wraps it
      }
      throw e;
    }
  }

  /**
   * Writes a trace into a file, in UTF-8. A reader sees what was there before or all events, never
   * a part. Directories that are missing are created.
   *
   * @throws IOException if the file cannot be written; what was there before is still there
   * @throws IllegalStateException if Jackson is not on the class path
   */
  public static void write(Trace trace, Path file) throws IOException {
    Objects.requireNonNull(trace, "trace is null");
    Objects.requireNonNull(file, "file is null");
    WholeFile.write(
        file,
        out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          write(trace, new BufferedWriter(writer, BUFFERED));
        });
  }
}
