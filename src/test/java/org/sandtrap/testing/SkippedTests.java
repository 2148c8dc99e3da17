package org.sandtrap.testing;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes every skipped test and its reason to {@code target/skipped}, which the build prints at its
 * end.
 */
public final class SkippedTests implements TestExecutionListener {
  private static final Path LIST = Path.of("target", "skipped", "tests.txt");

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    lines.add(name(test) + ": " + oneLine(reason));
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == Status.ABORTED) {
      String reason = result.getThrowable().map(Throwable::getMessage).orElse("no reason given");
      lines.add(name(test) + ": " + oneLine(reason));
    }
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    if (lines.isEmpty()) {
      return;
    }
    try {
      Files.createDirectories(LIST.getParent());
      Files.write(LIST, lines, CREATE, APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the list of skipped tests to " + LIST, e);
    }
    lines.clear();
  }

  private static String name(TestIdentifier test) {
    Object source = test.getSource().orElse(null);
    if (source instanceof MethodSource method) {
      String name = simple(method.getClassName()) + "." + method.getMethodName();
      return test.getDisplayName().startsWith(method.getMethodName())
          ? name
          : name + " " + test.getDisplayName();
    }
    return source instanceof ClassSource type ? simple(type.getClassName()) : test.getDisplayName();
  }

  private static String simple(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  private static String oneLine(String reason) {
    return String.valueOf(reason).strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
