package org.sandtrap.junit.grade;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.sandtrap.grade.cases.Aggregation;

/**
 * The points of a test, of the cases of a test, or of all tests of a class. They count in grading
 * mode, see {@link org.sandtrap.junit.SandtrapConfiguration#GRADE}; nothing else changes.
 *
 * <pre>{@code
 * @Points(12)                              // the tests must add up to this
 * class SumTest {
 *   @Cases("cases")
 *   @Points(10)                            // shared by the cases, and by groups of cases
 *   void sums() {}
 *
 *   @Test
 *   @Points(2)
 *   void frees(Program program) { … }
 *
 *   @Test
 *   @Points(value = 1, extra = true)       // beyond the total
 *   void isFast(Program program) { … }
 *
 *   @Test
 *   @Points(-1)                            // a failure costs this
 *   void compilesWithoutWarnings(Program program) { … }
 * }
 * }</pre>
 *
 * <p>A test without it earns nothing.
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface Points {
  /**
   * How many: of a test what it is worth, or below 0 what a failure costs; of a class what its
   * tests add up to, extra ones excepted.
   */
  double value();

  /** How a test with cases earns its points from them; of a class it says nothing. */
  Aggregation aggregation() default Aggregation.SUM;

  /** Whether the points of a test are beyond the total of the class. */
  boolean extra() default false;

  /** Of a class: the most that a submission can earn with extra points; as many as there are. */
  double cap() default Double.NaN;

  /** Of a class: what its score is rounded to, half up, such as 0.5; not rounded. */
  double step() default 0;
}
