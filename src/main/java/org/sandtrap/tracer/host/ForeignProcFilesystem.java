package org.sandtrap.tracer.host;

import java.util.List;
import java.util.Optional;
import org.sandtrap.tracer.binding.Obstacle;
import org.sandtrap.tracer.binding.SelfStatus;

/**
 * A {@code /proc} of another pid namespace than this JVM's, see pid_namespaces(7). What it shows
 * under the number of a process of ours is another process: memory, names and threads would be
 * those of a stranger.
 */
final class ForeignProcFilesystem {
  private static final Optional<Obstacle> HERE = obstacle(SelfStatus.read());

  private ForeignProcFilesystem() {}

  /** What is wrong with the {@code /proc} of this JVM; a JVM does not change its namespace. */
  static Optional<Obstacle> here() {
    return HERE;
  }

  /** What a status says: the numbers of a process from the namespace of {@code /proc} inwards. */
  static Optional<Obstacle> obstacle(SelfStatus self) {
    List<String> numbers = self.numbers();
    if (numbers.size() < 2) {
      return Optional.empty();
    }
    return Optional.of(
        new Obstacle(
            "/proc is that of another pid namespace: there this JVM is process "
                + numbers.get(0)
                + ", while it is process "
                + numbers.get(numbers.size() - 1)
                + " for itself and its children.",
            "Mount the own one: start the JVM with \"unshare --fork --pid --mount-proc …\", or run"
                + " \"mount -t proc proc /proc\" in its mount namespace."));
  }
}
