package org.sandtrap.junit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.PreInterruptCallback;
import org.junit.jupiter.api.extension.PreInterruptContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.platform.commons.support.AnnotationSupport;
import org.sandtrap.Run;
import org.sandtrap.RunningProgram;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;

/**
 * The extension that does what {@link Sandboxed} says. All it remembers is in JUnit's stores.
 *
 * <p>Where JUnit calls several of them for one test, only one {@linkplain #isActive is active}.
 */
class SandboxedExtension
    implements ExecutionCondition,
        BeforeAllCallback,
        TestInstancePostProcessor,
        BeforeEachCallback,
        BeforeTestExecutionCallback,
        AfterTestExecutionCallback,
        AfterEachCallback,
        PreInterruptCallback,
        InvocationInterceptor,
        TestExecutionExceptionHandler,
        ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(SandboxedExtension.class);

  /** Marks a test or class that has taken a sandbox, and so can run something by itself. */
  private static final String SANDBOX_TAKEN = "sandbox taken";

  /** Marks a test whose command another extension runs. */
  private static final String COMMAND_TAKEN = "command taken";

  /** What programs were doing when the test was about to be interrupted. */
  private static final String ACTIVITY = "activity";

  private final Supplier<Optional<String>> whyUnsupported;

  /** For JUnit. */
  SandboxedExtension() {
    this(UnsupportedHost::reason);
  }

  /**
   * For tests.
   *
   * @param whyUnsupported why no program can be supervised on this host; empty if it can
   */
  SandboxedExtension(Supplier<Optional<String>> whyUnsupported) {
    this.whyUnsupported = whyUnsupported;
  }

  /** Whether this one does what is to be done in this test or class. */
  boolean isActive(ExtensionContext context) {
    return true;
  }

  @Override
  public final ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return new SupervisedCondition(whyUnsupported).evaluateExecutionCondition(context);
  }

  @Override
  public final void beforeAll(ExtensionContext context) throws Exception {
    if (isActive(context)) {
      setFields(context.getRequiredTestClass(), Optional.empty(), context);
    }
  }

  @Override
  public final void postProcessTestInstance(Object instance, ExtensionContext context)
      throws Exception {
    if (isActive(context)) {
      setFields(instance.getClass(), Optional.of(instance), context);
    }
  }

  private static void setFields(Class<?> type, Optional<Object> instance, ExtensionContext context)
      throws IllegalAccessException {
    if (SandboxFields.set(type, instance, context)) {
      store(context).put(SANDBOX_TAKEN, true);
    }
  }

  @Override
  public final void beforeEach(ExtensionContext context) {
    if (!isActive(context)) {
      return;
    }
    UnsupportedHost.check(whyUnsupported.get(), context);
    TestRun test = new TestRun(Preparation.of(context), context);
    store(context).put(TestRun.class, test);
    test.log().enter();
  }

  @Override
  public final void beforeTestExecution(ExtensionContext context) throws Exception {
    if (!isActive(context)) {
      return;
    }
    TestRun test = testRun(context).orElseThrow();
    if (test.isStarted() || takes(RunningProgram.class, context) || isCommandTaken(context)) {
      return; // the test is in charge
    }
    boolean takesRun = takes(Run.class, context) || takes(Verdict.class, context);
    if (test.preparation().hasCommand()) {
      // Here, and not where parameters are resolved: failures reach the user as they are.
      Run run = test.get();
      test.preparation().expected().check(run, takesRun);
    } else if (isOnMethod(context) && !takesSomething(context) && !isSandboxTaken(context)) {
      throw runsNothing(context);
    }
  }

  /** What is expected of a program that went on is expected of its end. */
  @Override
  public final void afterTestExecution(ExtensionContext context) throws Exception {
    Optional<TestRun> started = activeRun(context).filter(TestRun::isStarted);
    // A failed test need not wait, perhaps up to the limit of time, in order to fail once more.
    if (started.isPresent() && !started.get().hasFailed(context)) {
      Expectation expected = started.get().preparation().expected();
      if (!expected.isEmpty()) {
        expected.check(started.get().end(), true);
      }
    }
  }

  @Override
  public final void afterEach(ExtensionContext context) {
    if (isActive(context)) {
      RunLog.leave();
      SnapshotReview.ended(context);
      testRun(context).ifPresent(test -> end(test, context));
    }
  }

  /** Samples the programs before the interrupt, after which none of them goes on. */
  @Override
  public final void beforeThreadInterrupt(PreInterruptContext interrupt, ExtensionContext context) {
    activeRun(context)
        .map(test -> test.log().activity())
        .filter(activity -> !activity.isEmpty())
        .ifPresent(activity -> store(context).put(ACTIVITY, activity));
  }

  private static void end(TestRun test, ExtensionContext context) {
    test.close();
    Optional<String> activity = Optional.ofNullable(store(context).get(ACTIVITY, String.class));
    Attachments.publish(test, activity.or(test::activity), context);
  }

  @Override
  public final void interceptDynamicTest(
      Invocation<Void> invocation, DynamicTestInvocationContext test, ExtensionContext context)
      throws Throwable {
    try {
      invocation.proceed();
    } catch (Throwable e) {
      activeRun(context).ifPresent(TestRun::dynamicTestFailed);
      throw e;
    }
  }

  @Override
  public final void handleTestExecutionException(ExtensionContext context, Throwable problem)
      throws Throwable {
    String activity = store(context).get(ACTIVITY, String.class);
    if (activity != null && isActive(context)) {
      problem.addSuppressed(new InterruptedPrograms(activity));
    }
    if (problem instanceof AssertionError && takesOutput(context)) {
      activeRun(context)
          .flatMap(test -> test.log().runs().stream().findFirst())
          .ifPresent(run -> problem.addSuppressed(new ExaminedRun(run)));
    }
    throw problem;
  }

  @Override
  public final boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return isActive(context)
        && (RunParameter.isOne(parameter.getParameter()) || isSandbox(parameter));
  }

  private static boolean isSandbox(ParameterContext parameter) {
    return parameter.getParameter().getType() == Sandbox.class;
  }

  @Override
  public final Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (!isSandbox(parameter)) {
      return RunParameter.resolve(testRun(context), parameter, context);
    }
    return takeSandbox(context);
  }

  /** The sandbox of a test or class, which is in charge then. */
  static Sandbox takeSandbox(ExtensionContext context) {
    store(context).put(SANDBOX_TAKEN, true);
    return testRun(context)
        .map(TestRun::sandbox)
        .orElseGet(
            () -> Preparation.of(context).sandbox().withListener(new RunLog.OfCurrentTest()));
  }

  /** The command of a test or class, which is not run before the test then. */
  static List<String> takeCommand(ExtensionContext context) {
    store(context).put(COMMAND_TAKEN, true);
    return testRun(context)
        .map(TestRun::preparation)
        .orElseGet(() -> Preparation.of(context))
        .command();
  }

  /** Whether the annotation is on the method. On a class it may be for other tests. */
  private static boolean isOnMethod(ExtensionContext context) {
    return Declaration.of(context).stream().anyMatch(Declaration::onMethod);
  }

  private static boolean takesSomething(ExtensionContext context) {
    return takes(Sandbox.class, context)
        || Arrays.stream(context.getRequiredTestMethod().getParameters())
            .anyMatch(RunParameter::isOne);
  }

  /** Whether it takes an output alone, which does not say what wrote it, as a {@link Run} would. */
  private static boolean takesOutput(ExtensionContext context) {
    return Arrays.stream(context.getRequiredTestMethod().getParameters())
        .anyMatch(
            parameter ->
                AnnotationSupport.isAnnotated(parameter, Stdout.class)
                    || AnnotationSupport.isAnnotated(parameter, Stderr.class));
  }

  private static boolean takes(Class<?> type, ExtensionContext context) {
    return Arrays.asList(context.getRequiredTestMethod().getParameterTypes()).contains(type);
  }

  private static boolean isSandboxTaken(ExtensionContext context) {
    return store(context).get(SANDBOX_TAKEN) != null;
  }

  private static boolean isCommandTaken(ExtensionContext context) {
    return store(context).get(COMMAND_TAKEN) != null;
  }

  private static Optional<TestRun> testRun(ExtensionContext context) {
    return Optional.ofNullable(store(context).get(TestRun.class, TestRun.class));
  }

  private Optional<TestRun> activeRun(ExtensionContext context) {
    return isActive(context) ? testRun(context) : Optional.empty();
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
