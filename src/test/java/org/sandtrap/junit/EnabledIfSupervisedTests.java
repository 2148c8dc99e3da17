package org.sandtrap.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Tests that run only where programs can be supervised. */
class EnabledIfSupervisedTests {
  @Test
  void theyRunHere() {
    Engine.succeeds(Here.class, 1);
  }

  static class Here {
    @Test
    @EnabledIfSupervised
    void test() {}
  }

  @Test
  void elsewhereTheyAreSkippedWithTheReason() {
    EngineExecutionResults results = Engine.run(Elsewhere.class);
    results.containerEvents().assertStatistics(events -> events.skipped(1));
    assertThat(results.allEvents().skipped().stream())
        .first()
        .asString()
        .contains("no ptrace here");
  }

  static class Elsewhere {
    @RegisterExtension static final Refusing CONDITION = new Refusing();

    @Test
    void test() {}
  }

  @Test
  void orRunWhereNothingMayBeSkipped() {
    EngineExecutionResults results =
        Engine.run(Elsewhere.class, Map.of(SandtrapConfiguration.UNSUPPORTED, "fail"));
    results.testEvents().assertStatistics(events -> events.succeeded(1));
  }

  /** The condition as it would be on another host. */
  static final class Refusing implements org.junit.jupiter.api.extension.ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return new SupervisedCondition(() -> Optional.of("no ptrace here"))
          .evaluateExecutionCondition(context);
    }
  }
}
