package org.sandtrap.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.sandtrap.grade.Assignment;

/**
 * A gradebook of a cohort as CSV, after RFC 4180: a line for each submission with its score of each
 * assignment, and {@code yes} or {@code no} for whether all of it could be graded.
 */
final class Gradebook {
  private Gradebook() {}

  /** Writes the file at once. */
  static void write(Collection<GradeReport> reports, Path file) throws IOException {
    TreeSet<String> assignments = new TreeSet<>();
    reports.forEach(report -> assignments.addAll(report.totals().keySet()));
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      List<String> header = new ArrayList<>(List.of("submission"));
      header.addAll(assignments);
      header.add("graded");
      csv.writeRecord(header);
      reports.forEach(report -> csv.writeRecord(record(report, assignments)));
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException(
          "CSV is written with FastCSV, which is not on the class path: add"
              + " de.siegmar:fastcsv:4.1.0.",
          e);
    }
    WholeFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> record(GradeReport report, Collection<String> assignments) {
    Map<String, Double> totals = report.totals();
    List<String> values = new ArrayList<>(List.of(inert(report.submission())));
    assignments.forEach(
        name -> values.add(totals.containsKey(name) ? Assignment.text(totals.get(name)) : ""));
    values.add(report.faults().isEmpty() ? "yes" : "no");
    return values;
  }

  /** No spreadsheet takes a name for a formula. */
  private static String inert(String name) {
    return name.matches("[=+@\t\r-].*") ? "'" + name : name;
  }
}
