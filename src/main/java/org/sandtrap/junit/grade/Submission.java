package org.sandtrap.junit.grade;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sandtrap.junit.SandtrapConfiguration;

/**
 * The files that a submission must and may have. They are looked at before anything is compiled;
 * what is wrong fails every test that takes the {@link org.sandtrap.grade.compile.Program}, verdict
 * FI, with a sentence for each file.
 *
 * <pre>{@code
 * @Submission(required = "sum.c", allowed = {"*.c", "*.h"}, maxFile = "64KiB")
 * @Compile(sources = "*.c", command = {"gcc", "{sources}", "-o", "{output}"})
 * class SumTest { … }
 * }</pre>
 *
 * <p>Globs are those of {@link java.nio.file.FileSystem#getPathMatcher}, below the directory of the
 * submission: {@code "*.o"} is at the top, {@code "**.o"} anywhere. Links and special files are
 * refused, and text is expected in all files but those of {@link #binary}.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(ProgramExtension.class)
public @interface Submission {
  /**
   * The directory, relative to the working directory; by default that of {@link Compile}, or of the
   * configuration parameter {@link SandtrapConfiguration#SUBMISSION}, or else {@code submission}.
   */
  String directory() default "";

  /** Globs, each of which a file must match. */
  String[] required() default {};

  /** Globs for the other files that may be there; all, unless there is one. */
  String[] allowed() default {};

  /** Globs for files that need be no text; they are allowed. */
  String[] binary() default {};

  /** Globs for files that must not be there. */
  String[] forbidden() default {};

  /** The most bytes of a file. */
  String maxFile() default "1MiB";

  /** The most bytes of all files. */
  String maxTotal() default "16MiB";
}
