package org.sandtrap.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventType.FINISHED;

import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs test classes inside a test. */
public final class Engine {
  private Engine() {}

  public static EngineExecutionResults run(Class<?> type) {
    return run(type, Map.of());
  }

  public static EngineExecutionResults run(Class<?> type, Map<String, String> configuration) {
    return EngineTestKit.engine("junit-jupiter")
        .configurationParameters(configuration)
        .selectors(selectClass(type))
        .execute();
  }

  /** Runs a class of which every test, so many of them, must succeed. */
  public static void succeeds(Class<?> type, int tests) {
    EngineExecutionResults results = run(type);
    assertThat(throwables(results)).isEmpty();
    results.testEvents().assertStatistics(events -> events.started(tests).succeeded(tests));
  }

  /** Runs a class that must fail once, and returns with what. */
  public static Throwable failure(Class<?> type) {
    return failure(type, Map.of());
  }

  public static Throwable failure(Class<?> type, Map<String, String> configuration) {
    List<Throwable> throwables = throwables(run(type, configuration));
    assertThat(throwables).hasSize(1);
    return throwables.get(0);
  }

  /** What tests and classes have failed or were aborted with. */
  public static List<Throwable> throwables(EngineExecutionResults results) {
    return results
        .allEvents()
        .filter(event -> event.getType() == FINISHED)
        .map(Engine::result)
        .flatMap(result -> result.getThrowable().stream())
        .toList();
  }

  private static TestExecutionResult result(Event event) {
    return event.getRequiredPayload(TestExecutionResult.class);
  }
}
