package org.sandtrap.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sandtrap.grade.Assignment;

/** The command behind {@link GradeReport#main}. */
final class GradeCommand {
  private static final String FILE = "grade.json";
  private static final SortedMap<String, Format> FORMATS =
      new TreeMap<>(Map.of("csv", Gradebook::write, "gradescope", GradescopeResults::write));

  private final Path directory;
  private final Map<String, Path> files = new LinkedHashMap<>();

  private GradeCommand(Path directory) {
    this.directory = directory;
  }

  /** A format of scores. */
  interface Format {
    void write(Collection<GradeReport> reports, Path file) throws IOException;
  }

  /** Answers with the exit code. */
  static int run(String[] arguments, PrintStream out, PrintStream err) throws IOException {
    if (arguments.length == 0 || !Files.isDirectory(Path.of(arguments[0]))) {
      err.println(
          "Expected as the first argument the directory of the results, as in"
              + " -Dsandtrap.grade=target/grade. If it is not there no test has been graded.");
      return 2;
    }
    GradeCommand command = new GradeCommand(Path.of(arguments[0]));
    try {
      Arrays.stream(arguments).skip(1).forEach(command::want);
      return command.report(out, err);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      return 2;
    }
  }

  private void want(String argument) {
    int equals = argument.indexOf('=');
    if (equals < 0 || !FORMATS.containsKey(argument.substring(0, equals))) {
      throw new IllegalArgumentException(
          "\""
              + argument
              + "\" is no format with its file. Expected one of "
              + String.join("=FILE, ", FORMATS.keySet())
              + "=FILE.");
    }
    files.put(argument.substring(0, equals), Path.of(argument.substring(equals + 1)));
  }

  private int report(PrintStream out, PrintStream err) throws IOException {
    Collection<GradeReport> reports = GradeReport.all(directory, Clock.systemUTC()).values();
    write(reports, directory.resolve(FILE));
    for (Map.Entry<String, Path> file : files.entrySet()) {
      FORMATS.get(file.getKey()).write(reports, file.getValue());
    }
    boolean cohort = reports.size() > 1;
    for (GradeReport report : reports) {
      out.print(cohort ? line(report) : report.text());
      report.faults().forEach(fault -> err.println("Not graded: " + prefix(report) + fault));
    }
    return reports.stream().allMatch(report -> report.faults().isEmpty()) ? 0 : 1;
  }

  private static String line(GradeReport report) {
    StringBuilder line = new StringBuilder(report.submission());
    report
        .totals()
        .forEach(
            (name, total) ->
                line.append("  ").append(name).append(' ').append(Assignment.text(total)));
    return line.append('\n').toString();
  }

  private static String prefix(GradeReport report) {
    return report.submission().isEmpty() ? "" : report.submission() + ": ";
  }

  /** All that is known, for programs of the teacher. */
  private static void write(Collection<GradeReport> reports, Path file) throws IOException {
    JsonFile.write(
        file, json -> json.objects("submissions", reports, report -> report.fields(json)));
  }
}
