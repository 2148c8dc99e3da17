package sum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource({
    "anna, 10.0, AC, all is right",
    "ben,   6.0, WA, computes with int",
    "cleo,  0.0, CE, has a syntax error",
    "dan,   6.0, TL, counts instead of adding",
    "eva,   1.0, WA, reads the answers",
    "finn,  0.0, RT, crashes",
    "gus,   0.0, PL, forks without end",
    "hal,   0.0, OL, prints without end",
    "ida,   0.0, TL, sleeps",
    "jon,   1.0, WA, kills its grader",
    "kim,   0.0, OL, fills the disk",
    "leo,   0.0, WA, forges results",
    "mia,  10.0, AC, has several files",
    "ned,   0.0, CE, compiles the answers in",
  })
  void gets(String name, double points, String verdict, String what) {
    Path results = Path.of("target", "grade", name);
    GradeReport report = grade(name, results);
    assertThat(report.faults()).isEmpty();
    assertThat(report.totals()).as("%s %s", name, what).isEqualTo(Map.of("SumAssignment", points));
    assertThat(report.text()).contains(verdict + "  ");
  }

  private static GradeReport grade(String name, Path results) {
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(SumAssignment.class))
                .configurationParameter("sandtrap.submission", "submissions/" + name)
                .configurationParameter("sandtrap.grade", results.toString())
                .build());
    return GradeReport.of(results, Clock.systemUTC());
  }
}
