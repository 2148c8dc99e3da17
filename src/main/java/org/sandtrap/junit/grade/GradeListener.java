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
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestExecutionResult;
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
    Optional<GradedMethod> method = GradedMethod.of(identifier);
    if (method.isPresent()) {
      Class<?> type = method.get().outermost();
      classes.computeIfAbsent(type, key -> new ArrayList<>()).add(method.get());
    } else {
      plan.getChildren(identifier).forEach(child -> collect(child, classes));
    }
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
      log.plan(AssignmentReader.read(type, methods));
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
      id(identifier).ifPresent(id -> log.result(Outcome.of(id, result, duration)));
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
              id -> log.result(Outcome.error(id, "it was skipped: " + reason, Duration.ZERO)));
    }
  }

  @Override
  public void testPlanExecutionFinished(TestPlan ended) {
    if (log != null) {
      log.close();
      log = null;
    }
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
