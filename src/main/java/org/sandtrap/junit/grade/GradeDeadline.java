package org.sandtrap.junit.grade;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.sandtrap.Sandbox;
import org.sandtrap.junit.SandtrapConfiguration;
import org.sandtrap.limit.DurationText;

/**
 * The moment by which a grading must be complete, since the platform ends it then.
 *
 * @param moment the moment
 */
record GradeDeadline(Instant moment) {
  /** What the report takes. */
  private static final Duration REPORT = Duration.ofSeconds(5);

  /** The shortest limit that a program gets. */
  private static final Duration SHORTEST = Duration.ofMillis(100);

  /** The deadline of the configuration, from the start of this JVM on. */
  static Optional<GradeDeadline> of(ExtensionContext context) {
    return context
        .getConfigurationParameter(SandtrapConfiguration.DEADLINE)
        .map(text -> new GradeDeadline(start().plus(parsed(text))));
  }

  private static Instant start() {
    return ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
  }

  private static Duration parsed(String text) {
    try {
      return DurationText.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ExtensionConfigurationException(
          "Configuration parameter "
              + SandtrapConfiguration.DEADLINE
              + " is '"
              + text
              + "': "
              + e.getMessage(),
          e);
    }
  }

  /** The time for programs that is left. */
  private Duration left() {
    return Duration.between(Instant.now(), moment.minus(REPORT));
  }

  /**
   * Fails when no time is left.
   *
   * @throws NotReachedError then
   */
  void check() {
    if (left().compareTo(SHORTEST) < 0) {
      throw new NotReachedError();
    }
  }

  /** The sandbox with a limit of time that fits. */
  Sandbox cut(Sandbox sandbox) {
    Duration left = left();
    Duration most = left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
    boolean fits = sandbox.limits().wall().filter(wall -> wall.compareTo(most) <= 0).isPresent();
    return fits ? sandbox : sandbox.withWall(most);
  }
}
