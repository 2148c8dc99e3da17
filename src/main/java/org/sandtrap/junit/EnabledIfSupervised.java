package org.sandtrap.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A condition that skips a test or class, with the reason, where programs cannot be supervised; for
 * tests that use Sandtrap without {@link Sandboxed}, which does so by itself.
 *
 * <pre>{@code
 * @Test
 * @EnabledIfSupervised
 * void counts() {
 *   assertThat(Sandbox.create().run("nproc")).exitedWith(0);
 * }
 * }</pre>
 *
 * With {@link SandtrapConfiguration#UNSUPPORTED} set to {@code fail} nothing is skipped.
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(SupervisedCondition.class)
public @interface EnabledIfSupervised {}
