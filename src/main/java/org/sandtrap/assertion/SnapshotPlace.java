package org.sandtrap.assertion;

import java.io.IOException;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.sandtrap.trace.SnapshotFile;

/**
 * The place of a test's snapshots. The test is found on the stack: the innermost method that has an
 * annotation of JUnit or TestNG that makes it a test.
 */
final class SnapshotPlace {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]*");

  /** Annotations by their names, as this package knows no test framework. */
  private static final Set<String> MARKS =
      Set.of(
          "org.junit.platform.commons.annotation.Testable",
          "org.junit.Test",
          "org.testng.annotations.Test");

  private SnapshotPlace() {}

  /**
   * The file of the test that is running.
   *
   * @param name what is put behind the test's name; may be empty
   * @throws IllegalArgumentException if the name is not fit for a file
   * @throws IllegalStateException if there is no test on the stack
   */
  static Path of(String name) {
    if (!NAME.matcher(Objects.requireNonNull(name, "the name is null")).matches()) {
      throw new IllegalArgumentException(
          "'" + name + "' cannot name a snapshot. Expected letters, digits, '.', '_' and '-'.");
    }
    StackWalker stack = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);
    Method test =
        stack
            .walk(frames -> frames.flatMap(frame -> method(frame).stream()).findFirst())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "There is no test on the stack of this thread, so the file of the snapshot"
                            + " is not known. Expected the check in the test's own thread; or"
                            + " compare with SnapshotFile.at(...)."));
    String file = test.getDeclaringClass().getName() + "." + test.getName();
    return SnapshotFile.DIRECTORY.resolve(
        file + (name.isEmpty() ? "" : "-" + name) + SnapshotFile.ENDING);
  }

  /** What the file has now, for the difference that an editor shows. */
  static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }

  private static Optional<Method> method(StackFrame frame) {
    try {
      Method method =
          frame
              .getDeclaringClass()
              .getDeclaredMethod(frame.getMethodName(), frame.getMethodType().parameterArray());
      return Optional.of(method).filter(SnapshotPlace::isTest);
    } catch (NoSuchMethodException | LinkageError e) {
      return Optional.empty(); // a constructor, or of a class that lacks others
    }
  }

  private static boolean isTest(AnnotatedElement method) {
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .anyMatch(
            type ->
                isMark(type)
                    || Arrays.stream(type.getAnnotations()).anyMatch(SnapshotPlace::isMarked));
  }

  /**
   * Whether an annotation of an annotation is a mark, or has one: ParameterizedTest is a template.
   */
  private static boolean isMarked(Annotation annotation) {
    Class<?> type = annotation.annotationType();
    return isMark(type)
        || Arrays.stream(type.getAnnotations()).anyMatch(one -> isMark(one.annotationType()));
  }

  private static boolean isMark(Class<?> type) {
    return MARKS.contains(type.getName());
  }
}
