package org.sandtrap.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import org.sandtrap.Run;
import org.sandtrap.limit.Figure;
import org.sandtrap.limit.Usage;

/**
 * The JSON form of runs and usages, for programs that are not Java. Needs {@code
 * tools.jackson.core:jackson-core} 3 on the class path.
 *
 * <pre>{@code
 * RunJson.write(sandbox.run("sort", "big"), Path.of("target/sort.json"));
 * // jq .usage.cpuNanos target/sort.json
 * }</pre>
 *
 * <p>The keys are stable: with schema 1 none goes away or changes its meaning, but new ones may
 * come. Every key is always there; what is not known, or does not apply, is null: a figure that the
 * host could not tell is no number, and {@code missing}, beside it, names it and says why. Times
 * are in nanoseconds, sizes in bytes, and their keys end with that; addresses are texts in
 * hexadecimal. Half a surrogate pair in a text becomes U+FFFD. The resource {@code run.schema.json}
 * of this package describes each key, in the language of json-schema.org.
 *
 * <table>
 *   <caption>The keys of a run</caption>
 *   <tr><th>key</th><th>what it tells</th></tr>
 *   <tr><td>{@code schema}</td><td>the version of this format, 1</td></tr>
 *   <tr><td>{@code command}</td><td>{@link Run#command}</td></tr>
 *   <tr><td>{@code verdict}</td><td>{@link Run#verdict}, its name</td></tr>
 *   <tr><td>{@code verdictCode}</td><td>its two letters</td></tr>
 *   <tr><td>{@code summary}</td><td>{@link Run#summary}</td></tr>
 *   <tr><td>{@code causes}</td><td>{@link Run#causes}, each with type, verdict, message and all
 *       its fields; of a limit that was reached {@code allowedAmount} and {@code measuredAmount} are
 *       numbers, in the {@code unit} beside them</td></tr>
 *   <tr><td>{@code crashes}</td><td>{@link Run#crashes}, each with pid, name, message, and the
 *       fields of a cause that is a signal</td></tr>
 *   <tr><td>{@code limitsHit}</td><td>{@link Run#limitsHit}, their names</td></tr>
 *   <tr><td>{@code deniedCalls}</td><td>{@link Run#deniedCalls}, each with name, number, abi, text,
 *       its six registers, pid, tid, rule, where that is written, guard, module and its reason,
 *       and the time</td></tr>
 *   <tr><td>{@code deniedCallCount}</td><td>{@link Run#deniedCallCount}</td></tr>
 *   <tr><td>{@code guardedCalls}</td><td>{@link Run#guardedCalls}, in the same way</td></tr>
 *   <tr><td>{@code guardedCallCount}</td><td>{@link Run#guardedCallCount}</td></tr>
 *   <tr><td>{@code protections}</td><td>{@link Run#protections}</td></tr>
 *   <tr><td>{@code moduleNanos}</td><td>{@link Run#moduleTime}</td></tr>
 *   <tr><td>{@code exitCode}</td><td>{@link Run#exitCode}</td></tr>
 *   <tr><td>{@code lastSignal}</td><td>{@link Run#lastSignal}, its name</td></tr>
 *   <tr><td>{@code lastSyscall}</td><td>{@link Run#lastSyscall}, with name, number and abi</td></tr>
 *   <tr><td>{@code pid}</td><td>{@link Run#pid}</td></tr>
 *   <tr><td>{@code wallNanos}</td><td>{@link Run#wall}</td></tr>
 *   <tr><td>{@code leftovers}</td><td>{@link Run#leftovers}, each with pid and name</td></tr>
 *   <tr><td>{@code files}</td><td>{@link Run#files}, each with path, kind and size, without its
 *       content; and the path in base64 where it is not valid UTF-8</td></tr>
 *   <tr><td>{@code filesCut}</td><td>{@link Run#filesCut}</td></tr>
 *   <tr><td>{@code ipcObjects}</td><td>{@link Run#ipcObjects}</td></tr>
 *   <tr><td>{@code stdout}</td><td>{@link Run#stdout}: its size, its text, and in base64 what is
 *       not valid UTF-8</td></tr>
 *   <tr><td>{@code stderr}</td><td>{@link Run#stderr}, likewise</td></tr>
 *   <tr><td>{@code probe}</td><td>the keys of pysandbox's {@code probe()}, in its units:
 *       milliseconds and kibibytes</td></tr>
 *   <tr><td>{@code samples}</td><td>{@link Run#samples}</td></tr>
 *   <tr><td>{@code usage}</td><td>{@link Run#usage}, of all processes together and of each, each
 *       with {@code missing}: a list of {@code figure}, the name of a {@link Figure}, and {@code
 *       reason}</td></tr>
 * </table>
 *
 * <p>The document of a usage has the keys {@code schema} and {@code usage} of this.
 */
public final class RunJson {
  private RunJson() {}

  /**
   * Writes a run as a document.
   *
   * @return several lines
   * @throws IllegalStateException if Jackson is not on the class path
   */
  public static String of(Run run) {
    Objects.requireNonNull(run, "run is null");
    return new String(document(fields -> fields.write(run)), StandardCharsets.UTF_8);
  }

  /**
   * Writes what a run used as a document, also while it goes on.
   *
   * @return several lines
   * @throws IllegalStateException if Jackson is not on the class path
   */
  public static String of(Usage usage) {
    Objects.requireNonNull(usage, "usage is null");
    return new String(document(fields -> fields.write(usage)), StandardCharsets.UTF_8);
  }

  /**
   * Writes a run into a file, in UTF-8. A reader sees what was there before or the whole document,
   * never a part. Directories that are missing are created.
   *
   * @throws IOException if the file cannot be written; what was there before is still there
   * @throws IllegalStateException if Jackson is not on the class path
   */
  public static void write(Run run, Path file) throws IOException {
    Objects.requireNonNull(run, "run is null");
    Objects.requireNonNull(file, "file is null");
    WholeFile.write(file, document(fields -> fields.write(run)));
  }

  private static byte[] document(Consumer<RunFields> fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonText json = new JsonText(bytes)) {
      json.document(() -> fields.accept(new RunFields(json)));
    } catch (NoClassDefFoundError e) {
      throw MissingJackson.explained(e);
    }
    return bytes.toByteArray();
  }
}
