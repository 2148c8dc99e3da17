package org.sandtrap.junit;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;
import org.sandtrap.trace.SnapshotUse;

/**
 * A review of the snapshots of a test class when all its tests are over: those that no test needs
 * any more are entries of the report, and where snapshots are strict they are a failure.
 */
final class SnapshotReview implements AutoCloseable {
  private static final ExtensionContext.Namespace OURS =
      ExtensionContext.Namespace.create(SnapshotReview.class);

  private final ExtensionContext type;
  private final Set<String> passed = ConcurrentHashMap.newKeySet();

  private SnapshotReview(ExtensionContext type) {
    this.type = type;
  }

  /** Takes note of a test that is over. */
  static void ended(ExtensionContext test) {
    if (test.getExecutionException().isPresent() || test.getTestMethod().isEmpty()) {
      return; // it may not have come to its comparison
    }
    ExtensionContext type = test;
    while (type.getTestMethod().isPresent() && type.getParent().isPresent()) {
      type = type.getParent().get();
    }
    ExtensionContext known = type;
    type.getStore(OURS)
        .getOrComputeIfAbsent(
            SnapshotReview.class, one -> new SnapshotReview(known), SnapshotReview.class)
        .passed
        .add(test.getTestMethod().get().getName());
  }

  /** JUnit calls this when the class is over. */
  @Override
  public void close() {
    Class<?> tested = type.getRequiredTestClass();
    Set<String> methods =
        Stream.of(tested.getDeclaredMethods()).map(Method::getName).collect(Collectors.toSet());
    List<Path> unused =
        SnapshotUse.unused(
            tested.getName(), method -> !methods.contains(method) || passed.contains(method));
    unused.forEach(file -> type.publishReportEntry("sandtrap.unusedSnapshot", file.toString()));
    if (!unused.isEmpty() && SnapshotUse.isStrict()) {
      throw new AssertionFailedError(
          "No test of "
              + tested.getSimpleName()
              + " needs these snapshots: "
              + unused.stream().map(Path::toString).collect(Collectors.joining(", "))
              + ". Delete them, or see why the test that they are for compares nothing.");
    }
  }
}
