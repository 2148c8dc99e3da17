package org.sandtrap.junit.grade;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A gate before the points of a test: it earns them only where other tests of the class have passed
 * as well. It is run all the same.
 *
 * <pre>{@code
 * @Cases("cases/secret")
 * @Points(8)
 * @Requires({"compiles", "samples"})
 * void secrets() {}
 * }</pre>
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Requires {
  /**
   * The methods of the tests; of one with cases all must have passed, of one case {@code
   * "sums/small"}.
   */
  String[] value();
}
