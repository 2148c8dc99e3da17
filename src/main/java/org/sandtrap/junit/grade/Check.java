package org.sandtrap.junit.grade;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.sandtrap.grade.check.Checker;

/**
 * The way in which the output of a program is compared with the answer of a case, for the {@link
 * Cases} of a method, or of all methods of a class. The closest one holds; a case may name another
 * one in its file.
 *
 * <pre>{@code
 * @Cases("cases")
 * @Check(value = Numbers.class, options = "1e-6")
 * void solves(Program program, Case given) {
 *   given.check(program);
 * }
 * }</pre>
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface Check {
  /**
   * The checker: a class of {@code org.sandtrap.grade.check} or one of yours, public, with a public
   * constructor that takes nothing, or the options as a string.
   */
  Class<? extends Checker> value();

  /** The options of the checker, as its class describes them. */
  String options() default "";
}
