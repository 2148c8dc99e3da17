package org.sandtrap.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter of a {@link Sandboxed} test that takes what the program wrote to standard output: a
 * {@code String} in UTF-8, a {@code List<String>} of its lines, or a {@code byte[]}.
 *
 * <pre>{@code
 * @Test
 * @Sandboxed(command = {"echo", "hi"})
 * void says(@Stdout String text) {
 *   assertThat(text).isEqualTo("hi\n");
 * }
 * }</pre>
 *
 * Unlike a test that takes the {@code Run}, such a test still fails when the run does not end as
 * expected.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Stdout {}
