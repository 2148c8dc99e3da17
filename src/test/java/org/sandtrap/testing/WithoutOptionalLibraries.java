package org.sandtrap.testing;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sandtrap.grade.check.CheckRequest;
import org.sandtrap.grade.check.CheckerException;
import org.sandtrap.grade.check.Checkers;
import org.sandtrap.report.TraceJson;
import org.sandtrap.trace.SnapshotFile;
import org.sandtrap.trace.Trace;
import org.sandtrap.trace.TraceSnapshot;

/**
 * The main class of child JVMs without the libraries that traces and checkers can do without: it
 * prints what becomes of a trace's JSON, of a snapshot that differs, which it writes into its
 * argument, and of two checks.
 */
public final class WithoutOptionalLibraries {
  private WithoutOptionalLibraries() {}

  /** Prints them. */
  public static void main(String[] file) throws Exception {
    Trace trace = new TraceBuilder().process(7).exit(0).trace();
    StringWriter json = new StringWriter();
    try {
      TraceJson.write(trace, json);
      System.out.println(json.toString().lines().count());
    } catch (IllegalStateException e) {
      System.out.println(e.getMessage());
    }
    Path kept = Path.of(file[0]);
    Files.writeString(kept, "# process 1\n+++ exited with 1 +++\n");
    String text = TraceSnapshot.of(trace).text();
    System.out.println(SnapshotFile.at(kept).check(text).orElse("the same"));
    CheckRequest request = CheckRequest.of("", "[1]", "[2]");
    System.out.println(Checkers.parse("exact").check(request).teacherMessage());
    try {
      System.out.println(Checkers.parse("json-equal").check(request));
    } catch (CheckerException e) {
      System.out.println(e.getMessage());
    }
  }
}
