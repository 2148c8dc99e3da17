package org.sandtrap.junit.grade;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.sandtrap.junit.SandtrapConfiguration;
import org.sandtrap.report.GradeLog;

/**
 * The listener that writes down what is graded and how it ended, in grading mode. JUnit's launcher
 * finds it by itself.
 */
public final class GradeListener implements TestExecutionListener {
  private static final String INVOCATION = "class-template-invocation";

  private final Map<String, Long> started = new ConcurrentHashMap<>();
  private final Set<String> graded = ConcurrentHashMap.newKeySet();
  private TestPlan plan;
  private GradeLog log;

  /** For JUnit. */
  public GradeListener() {}

  @Override
  public void testPlanExecutionStarted(TestPlan begun) {
    Optional<String> directory =
        begun.getConfigurationParameters().get(SandtrapConfiguration.GRADE);
    if (directory.isEmpty()) {
      return;
    }
    plan = begun;
    log = GradeLog.create(Path.of(directory.get()));
    Map<Class<?>, List<GradedMethod>> classes = new LinkedHashMap<>();
    begun.getRoots().forEach(root -> collect(root, classes));
    classes.forEach(this::plan);
  }

  private void collect(TestIdentifier identifier, Map<Class<?>, List<GradedMethod>> classes) {
    Optional<Class<?>> cohort = cohort(identifier);
    Optional<GradedMethod> method = GradedMethod.of(identifier);
    if (cohort.isPresent()) {
      classes.put(cohort.get(), GradedMethod.in(cohort.get()));
    } else if (method.isPresent()) {
      Class<?> type = method.get().outermost();
      classes.computeIfAbsent(type, key -> new ArrayList<>()).add(method.get());
    } else {
      plan.getChildren(identifier).forEach(child -> collect(child, classes));
    }
  }

  /** A class that is run for each submission, whose tests are not known to the plan. */
  private static Optional<Class<?>> cohort(TestIdentifier identifier) {
    return identifier
        .getSource()
        .filter(ClassSource.class::isInstance)
        .<Class<?>>map(source -> ((ClassSource) source).getJavaClass())
        .filter(type -> AnnotationSupport.isAnnotated(type, Submissions.class));
  }

  private List<String> submissions(Class<?> type) {
    Function<String, Optional<String>> parameters = plan.getConfigurationParameters()::get;
    Set<String> done = Resumption.graded(type, parameters);
    return AnnotationSupport.findAnnotation(type, Submissions.class)
        .map(submissions -> CohortDirectory.read(submissions, parameters))
        .map(found -> found.stream().map(CohortDirectory::name))
        .orElse(Stream.of(""))
        .filter(name -> !done.contains(name))
        .toList();
  }

  /** Only classes with points are graded; all their tests are. */
  private void plan(Class<?> type, List<GradedMethod> methods) {
    boolean points =
        AnnotationSupport.isAnnotated(type, Points.class)
            || methods.stream().anyMatch(one -> one.own(Points.class).isPresent());
    if (!points) {
      return;
    }
    try {
      log.plan(submissions(type), AssignmentReader.read(type, methods));
      methods.forEach(method -> graded.add(method.id()));
    } catch (RuntimeException e) {
      log.error(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void executionStarted(TestIdentifier identifier) {
    if (log != null) {
      started.put(identifier.getUniqueId(), System.nanoTime());
    }
  }

  @Override
  public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
    if (log == null) {
      return;
    }
    Long begun = started.remove(identifier.getUniqueId());
    Duration duration = Duration.ofNanos(begun == null ? 0 : System.nanoTime() - begun);
    if (identifier.isTest()) {
      id(identifier)
          .ifPresent(id -> log.result(submission(identifier), Outcome.of(id, result, duration)));
    } else if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
      log.error(
          identifier.getDisplayName()
              + " failed: "
              + result.getThrowable().map(String::valueOf).orElse("no reason is known"));
    }
  }

  @Override
  public void executionSkipped(TestIdentifier identifier, String reason) {
    if (log != null) {
      id(identifier)
          .ifPresent(
              id ->
                  log.result(
                      submission(identifier),
                      Outcome.error(id, "it was skipped: " + reason, Duration.ZERO)));
    }
  }

  @Override
  public void testPlanExecutionFinished(TestPlan ended) {
    if (log != null) {
      log.close();
      log = null;
    }
  }

  /** The submission that a test is run for: the name of an invocation of its class. */
  private String submission(TestIdentifier identifier) {
    Optional<TestIdentifier> at = Optional.of(identifier);
    while (at.isPresent()) {
      if (at.get().getUniqueIdObject().getLastSegment().getType().equals(INVOCATION)) {
        return at.get().getDisplayName();
      }
      at = plan.getParent(at.get());
    }
    return "";
  }

  /** The id of a graded test; of an invocation for a case with the name of the case. */
  private Optional<String> id(TestIdentifier identifier) {
    return GradedMethod.of(identifier)
        .filter(method -> graded.contains(method.id()))
        .map(
            method ->
                method.own(Cases.class).isPresent() && identifier.isTest()
                    ? method.id() + "/" + identifier.getDisplayName()
                    : method.id());
  }
}
