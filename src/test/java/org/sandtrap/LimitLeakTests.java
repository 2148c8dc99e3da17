package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.sandtrap.testing.Belongings;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.Until;

/**
 * No program that came up against a limit leaves anything behind in the JVM: the tests of limits
 * once more, in a JVM where nobody else comes and goes.
 */
@Tag("slow")
@Isolated("so many tests at once would disturb the others")
class LimitLeakTests {
  @TempDir Path temporary;

  @Test
  void theTestsOfLimitsLeaveNothingBehind() throws IOException, InterruptedException {
    List<String> lines =
        ChildJvm.of(Running.class)
            .withOptions("-Djava.io.tmpdir=" + temporary, "-XX:-UseDynamicNumberOfCompilerThreads")
            .run();
    assertThat(lines).containsExactly("the same belongings");
  }

  /** Runs the tests, and compares what the JVM has afterwards with what it had before. */
  static final class Running {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final long MANY = 100;

    private Running() {}

    /** Runs a few of them first, so that whatever is loaded once is there. */
    public static void main(String[] none) {
      run(DiscoverySelectors.selectClass(HitLimitTests.class));
      awaitIdle();
      Belongings before = Belongings.now();
      assertThat(run(DiscoverySelectors.selectPackage("org.sandtrap"))).isGreaterThan(MANY);
      awaitSame(before);
      System.out.println("the same belongings");
    }

    private static void awaitSame(Belongings before) {
      try {
        Until.isTrue("what there was: " + before, SOON, () -> Belongings.now().equals(before));
      } catch (AssertionError e) {
        throw new AssertionError("there is now: " + Belongings.now(), e);
      }
    }

    private static void awaitIdle() {
      try {
        Until.isTrue("idle", () -> Belongings.now().idle());
      } catch (AssertionError e) {
        throw new AssertionError("there is still: " + Belongings.now(), e);
      }
    }

    /** Says how many tests there were; whether they were right they say themselves, elsewhere. */
    private static long run(DiscoverySelector selector) {
      LauncherDiscoveryRequest request =
          LauncherDiscoveryRequestBuilder.request()
              .selectors(selector)
              .filters(TagFilter.includeTags("limits"))
              .build();
      SummaryGeneratingListener summary = new SummaryGeneratingListener();
      LauncherConfig alone =
          LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build();
      LauncherFactory.create(alone).execute(request, summary);
      return summary.getSummary().getTestsStartedCount();
    }
  }
}
