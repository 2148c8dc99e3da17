package org.sandtrap.junit;

import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The condition behind {@link EnabledIfSupervised}, and the same for {@link Sandboxed}. */
final class SupervisedCondition implements ExecutionCondition {
  private final Supplier<Optional<String>> whyUnsupported;

  /** For JUnit. */
  SupervisedCondition() {
    this(UnsupportedHost::reason);
  }

  SupervisedCondition(Supplier<Optional<String>> whyUnsupported) {
    this.whyUnsupported = whyUnsupported;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<String> reason = whyUnsupported.get();
    return reason.isPresent() && UnsupportedHost.isSkipped(context)
        ? ConditionEvaluationResult.disabled(reason.get())
        : ConditionEvaluationResult.enabled("Programs can be supervised, or the test has to fail.");
  }
}
