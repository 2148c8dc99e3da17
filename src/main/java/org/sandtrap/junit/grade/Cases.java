package org.sandtrap.junit.grade;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sandtrap.junit.EnabledIfSupervised;

/**
 * A test that is invoked once for each case of an assignment: a file {@code NAME.in} with what is
 * right in {@code NAME.ans}, see {@link org.sandtrap.grade.cases.CaseDirectory}, or what a method
 * makes.
 *
 * <pre>{@code
 * @Cases("cases")
 * void sums(Program program, Case given) {
 *   given.check(program);
 * }
 *
 * @Cases("cases/hard")
 * void sumsOfHardOnes() {}        // the same: without a Case the program is checked before the test
 * }</pre>
 *
 * <p>The program is that of {@link Compile}, or else the command of {@code @Sandboxed}; the limits
 * are those of the test, unless the case has its own. Output is compared as {@link Check} says,
 * token by token unless there is one.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate
@EnabledIfSupervised
@ExtendWith({ProgramExtension.class, CasesExtension.class})
public @interface Cases {
  /** The directory of the cases, relative to the working directory. */
  String value() default "";

  /**
   * A static method of the class, without parameters, that makes the cases instead: a {@code
   * Stream<Case>} or a {@code Collection<Case>}, the same ones each time.
   */
  String generator() default "";
}
