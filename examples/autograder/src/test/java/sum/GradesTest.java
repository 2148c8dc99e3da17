package sum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.sandtrap.HostSupport;
import org.sandtrap.report.GradeReport;

/** The grader is tested as well: what each of these submissions must get. */
class GradesTest {
  @BeforeAll
  static void filesCanBeClosed() {
    HostSupport host = HostSupport.probe();
    assumeTrue(host.has("Landlock"), host::toString);
  }

  /** The points of each submission, one of its verdicts, and why. */
  private static final String EXPECTED =
      """
      anna 10 AC is right
      ben 6 WA computes with int
      cleo 0 CE has a syntax error
      dan 6 TL counts instead of adding
      eva 1 WA reads the answers
      finn 0 RT crashes
      gus 0 PL forks without end
      hal 0 OL prints without end
      ida 0 TL sleeps
      jon 1 WA kills its grader
      kim 0 OL fills the disk
      leo 0 WA forges results
      mia 10 AC has several files
      ned 0 CE compiles the answers in
      ola 0 FI hands in something else
      """;

  @Test
  void everySubmissionGetsWhatItMust() {
    Path results = Path.of("target", "grades-test");
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(SumAssignment.class))
                .configurationParameter("sandtrap.grade", results.toString())
                .build());
    SortedMap<String, GradeReport> reports = GradeReport.all(results, Clock.systemUTC());
    assertThat(reports).hasSameSizeAs(EXPECTED.lines().toList());
    EXPECTED.lines().map(line -> line.split(" ", 4)).forEach(line -> check(reports, line));
  }

  private static void check(SortedMap<String, GradeReport> reports, String[] line) {
    GradeReport report = reports.get(line[0]);
    double points = Double.parseDouble(line[1]);
    assertThat(report.faults()).isEmpty();
    assertThat(report.totals())
        .as("%s %s", line[0], line[3])
        .isEqualTo(Map.of("SumAssignment", points));
    assertThat(report.text()).contains(line[2] + "  ");
  }
}
