package org.sandtrap.junit.grade;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.sandtrap.grade.compile.FileFinding;
import org.sandtrap.grade.compile.SubmissionError;
import org.sandtrap.grade.compile.SubmissionFiles;
import org.sandtrap.limit.ByteSize;

/**
 * A {@code @Submission} and where it was found.
 *
 * @param submission the annotation
 * @param place where it was found, for messages
 */
record SubmissionDeclaration(Submission submission, String place) {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(SubmissionDeclaration.class);

  /** The closest one of a test. */
  static Optional<SubmissionDeclaration> of(ExtensionContext context) {
    return Closest.of(context, Submission.class)
        .map(found -> new SubmissionDeclaration(found.annotation(), found.place()));
  }

  /**
   * Looks at the files, once in a test run.
   *
   * @throws SubmissionError when they are not those that were asked for
   */
  void check(ExtensionContext context) {
    String place = "@Submission on " + place();
    String given =
        submission.directory().isEmpty()
            ? CompileDeclaration.of(context).map(one -> one.compile().directory()).orElse("")
            : submission.directory();
    Path directory = SubmissionDirectory.of(given, place, context);
    SubmissionError.check(
        context
            .getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(
                List.of(submission, directory),
                key -> new Findings(files(place).check(directory)),
                Findings.class)
            .all());
  }

  /** The findings in a submission. */
  private record Findings(List<FileFinding> all) {}

  private SubmissionFiles files(String place) {
    try {
      return files();
    } catch (IllegalArgumentException e) {
      throw new ExtensionConfigurationException(place + ", " + e.getMessage(), e);
    }
  }

  private SubmissionFiles files() {
    return SubmissionFiles.create()
        .require(submission.required())
        .allow(submission.allowed())
        .allowBinary(submission.binary())
        .forbid(submission.forbidden())
        .withMaxFile(ByteSize.parse(submission.maxFile()))
        .withMaxTotal(ByteSize.parse(submission.maxTotal()));
  }
}
