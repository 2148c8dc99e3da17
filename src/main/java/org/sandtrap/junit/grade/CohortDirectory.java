package org.sandtrap.junit.grade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.sandtrap.grade.GradingException;
import org.sandtrap.junit.SandtrapConfiguration;
import org.sandtrap.launch.VisibleText;

/** The submissions of a cohort. */
final class CohortDirectory {
  private CohortDirectory() {}

  /**
   * The directories of the submissions, in the order of their names.
   *
   * @param parameters the configuration parameters by their names
   * @throws GradingException when there are none
   */
  static List<Path> read(Submissions submissions, Function<String, Optional<String>> parameters) {
    Optional<String> one = parameters.apply(SandtrapConfiguration.SUBMISSION);
    if (one.isPresent()) {
      return List.of(Path.of(one.get()).toAbsolutePath().normalize());
    }
    Path directory = Path.of(submissions.value()).toAbsolutePath().normalize();
    if (!Files.isDirectory(directory)) {
      throw new GradingException(
          "@Submissions: "
              + directory
              + " is no directory. Expected one with a directory for each"
              + " submission.");
    }
    try (Stream<Path> all = Files.list(directory)) {
      List<Path> found =
          all.filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
              .filter(entry -> !entry.getFileName().toString().startsWith("."))
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw new GradingException("@Submissions: " + directory + " has no directory in it.");
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name of a submission. */
  static String name(Path submission) {
    return VisibleText.line(submission.getFileName().toString());
  }
}
