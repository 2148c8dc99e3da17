package org.sandtrap.junit.grade;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.sandtrap.grade.Feedback;

/**
 * The amount that students see of a test that failed, in the reports that are made for them; the
 * closest one holds, and a case may say {@code hidden: true} or {@code hidden: false} in its file.
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface Visible {
  /** How much. */
  Feedback value() default Feedback.DIFFERENCE;

  /**
   * The moment before which they see the verdict only, with its offset: {@code
   * "2026-12-24T18:00:00+01:00"}. By the clock of the machine that makes the report, at the moment
   * when it does.
   */
  String after() default "";
}
