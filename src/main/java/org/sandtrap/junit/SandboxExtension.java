package org.sandtrap.junit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;

/** Does what {@link Sandboxed} says. All it remembers is in JUnit's stores. */
final class SandboxExtension
    implements ExecutionCondition,
        BeforeEachCallback,
        BeforeTestExecutionCallback,
        ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(SandboxExtension.class);

  /** Marks a test or class that has taken a sandbox, and so can run something by itself. */
  private static final String SANDBOX_TAKEN = "sandbox taken";

  private final Supplier<Optional<String>> whyUnsupported;

  /** For JUnit. */
  SandboxExtension() {
    this(UnsupportedHost::reason);
  }

  /**
   * For tests.
   *
   * @param whyUnsupported why no program can be supervised on this host; empty if it can
   */
  SandboxExtension(Supplier<Optional<String>> whyUnsupported) {
    this.whyUnsupported = whyUnsupported;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<String> reason = whyUnsupported.get();
    return reason.isPresent() && UnsupportedHost.isSkipped(context)
        ? ConditionEvaluationResult.disabled(reason.get())
        : ConditionEvaluationResult.enabled("Programs can be supervised, or the test has to fail.");
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    UnsupportedHost.check(whyUnsupported.get(), context);
    store(context).put(TestRun.class, new TestRun(Preparation.of(context), context));
  }

  @Override
  public void beforeTestExecution(ExtensionContext context) throws Exception {
    TestRun test = testRun(context).orElseThrow();
    boolean takesRun = takes(Run.class, context) || takes(Verdict.class, context);
    if (test.preparation().hasCommand()) {
      Run run = test.get();
      List<Verdict> expected = test.preparation().expected();
      if (!takesRun || !expected.isEmpty()) {
        Expectation.check(run, expected.isEmpty() ? List.of(Verdict.OK) : expected);
      }
    } else if (!takesRun && !takes(Sandbox.class, context) && !isSandboxTaken(context)) {
      throw runsNothing(context);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Run.class || type == Verdict.class || type == Sandbox.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (type == Sandbox.class) {
      store(context).put(SANDBOX_TAKEN, true);
      Optional<Preparation> prepared = testRun(context).map(TestRun::preparation);
      return prepared.orElseGet(() -> Preparation.of(context)).sandbox();
    }
    Run run = RunParameter.resolve(testRun(context), parameter, context);
    return type == Run.class ? run : run.verdict();
  }

  private static boolean takes(Class<?> type, ExtensionContext context) {
    return Arrays.asList(context.getRequiredTestMethod().getParameterTypes()).contains(type);
  }

  private static boolean isSandboxTaken(ExtensionContext context) {
    return store(context).get(SANDBOX_TAKEN) != null;
  }

  private static Optional<TestRun> testRun(ExtensionContext context) {
    return Optional.ofNullable(store(context).get(TestRun.class, TestRun.class));
  }

  private static ExtensionContext.Store store(ExtensionContext context) {
    return context.getStore(NAMESPACE);
  }

  private static ExtensionConfigurationException runsNothing(ExtensionContext context) {
    return new ExtensionConfigurationException(
        context.getRequiredTestMethod().getName()
            + "() is @Sandboxed, but would run nothing and could never fail. Give a command, for"
            + " example @Sandboxed(command = \"target/hello\"), or take a Sandbox as a parameter"
            + " and write sandbox.run(\"target/hello\").");
  }
}
