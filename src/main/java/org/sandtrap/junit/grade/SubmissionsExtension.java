package org.sandtrap.junit.grade;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.sandtrap.grade.GradingException;

/** The extension that runs the tests of a class for each submission. */
final class SubmissionsExtension implements ClassTemplateInvocationContextProvider {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(SubmissionsExtension.class);

  /** For JUnit. */
  SubmissionsExtension() {}

  @Override
  public boolean supportsClassTemplate(ExtensionContext context) {
    return AnnotationSupport.isAnnotated(context.getRequiredTestClass(), Submissions.class);
  }

  @Override
  public boolean mayReturnZeroClassTemplateInvocationContexts(ExtensionContext context) {
    return true; // when all are graded
  }

  @Override
  public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(
      ExtensionContext context) {
    Class<?> type = context.getRequiredTestClass();
    Submissions submissions =
        AnnotationSupport.findAnnotation(type, Submissions.class).orElseThrow();
    Set<String> graded = Resumption.graded(type, context::getConfigurationParameter);
    try {
      return CohortDirectory.read(submissions, context::getConfigurationParameter).stream()
          .filter(one -> !graded.contains(CohortDirectory.name(one)))
          .map(OneSubmission::new);
    } catch (GradingException e) {
      throw new ExtensionConfigurationException(e.getMessage(), e);
    }
  }

  /** The directory of the submission of an invocation. */
  static Optional<Path> submission(ExtensionContext context) {
    return Optional.ofNullable(context.getStore(NAMESPACE).get(Path.class, Path.class));
  }

  /** An invocation of the class. */
  private record OneSubmission(Path directory) implements ClassTemplateInvocationContext {
    @Override
    public String getDisplayName(int index) {
      return CohortDirectory.name(directory);
    }

    @Override
    public void prepareInvocation(ExtensionContext context) {
      if (!Files.isDirectory(directory)) {
        throw new ExtensionConfigurationException(directory + " is no directory.");
      }
      context.getStore(NAMESPACE).put(Path.class, directory);
    }
  }
}
