package org.sandtrap.junit.grade;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.sandtrap.junit.SandtrapConfiguration;

/** The directory of the submission that is graded. */
final class SubmissionDirectory {
  private static final String USUAL = "submission";

  private SubmissionDirectory() {}

  /**
   * The directory, absolute.
   *
   * @param given what an annotation says; empty if it says nothing
   * @param place the annotation, for messages
   * @throws ExtensionConfigurationException if it is no directory
   */
  static Path of(String given, String place, ExtensionContext context) {
    Optional<Path> cohort = SubmissionsExtension.submission(context);
    if (given.isEmpty() && cohort.isPresent()) {
      return cohort.get();
    }
    String name =
        given.isEmpty()
            ? context.getConfigurationParameter(SandtrapConfiguration.SUBMISSION).orElse(USUAL)
            : given;
    Path directory = Path.of(name).toAbsolutePath().normalize();
    if (!Files.isDirectory(directory)) {
      throw new ExtensionConfigurationException(
          place
              + ", directory: "
              + directory
              + " is no directory. Expected the submission there; set directory, or the"
              + " configuration parameter "
              + SandtrapConfiguration.SUBMISSION
              + ", for example -Dsandtrap.submission=submissions/anna.");
    }
    return directory;
  }
}
