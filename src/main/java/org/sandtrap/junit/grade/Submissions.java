package org.sandtrap.junit.grade;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.sandtrap.junit.SandtrapConfiguration;

/**
 * A cohort: all tests of the class are run for each submission, several at once where JUnit runs
 * tests in parallel. No submission reaches another one.
 *
 * <pre>{@code
 * @Untrusted
 * @Submissions("submissions")
 * @Compile(sources = "*.c", command = {"gcc", "{sources}", "-o", "{output}"})
 * @Points(10)
 * class SumAssignment { … }
 * }</pre>
 *
 * <p>With the configuration parameter {@link SandtrapConfiguration#SUBMISSION} only that submission
 * is graded. With {@link SandtrapConfiguration#RESUME} set to {@code true} those are left out of
 * which all results are there.
 */
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ClassTemplate
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(SubmissionsExtension.class)
public @interface Submissions {
  /** The directory in which each directory is a submission, relative to the working directory. */
  String value();
}
