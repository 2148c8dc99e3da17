package org.sandtrap.junit.grade;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sandtrap.junit.SandtrapConfiguration;
import org.sandtrap.message.ClassName;
import org.sandtrap.report.GradeReport;

/** The resumption of a grading that was interrupted. */
final class Resumption {
  private Resumption() {}

  /** The submissions of which nothing is left to grade. */
  static Set<String> graded(Class<?> type, Function<String, Optional<String>> parameters) {
    boolean resumed =
        parameters.apply(SandtrapConfiguration.RESUME).map(Boolean::parseBoolean).orElse(false);
    Optional<Path> directory =
        parameters.apply(SandtrapConfiguration.GRADE).map(Path::of).filter(Files::isDirectory);
    if (!resumed || directory.isEmpty()) {
      return Set.of();
    }
    String name = ClassName.of(type);
    return GradeReport.all(directory.get(), Clock.systemUTC()).values().stream()
        .filter(report -> report.isComplete(name))
        .map(GradeReport::submission)
        .collect(Collectors.toUnmodifiableSet());
  }
}
