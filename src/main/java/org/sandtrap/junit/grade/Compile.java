package org.sandtrap.junit.grade;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sandtrap.junit.EnabledIfSupervised;
import org.sandtrap.junit.SandtrapConfiguration;

/**
 * A compile of a submission before the tests, which take the {@link
 * org.sandtrap.grade.compile.Program} as a parameter; a field that has the annotation is set to it.
 *
 * <pre>{@code
 * @Untrusted
 * @Sandboxed(cpu = "1s")
 * @Compile(sources = "*.c", command = {"gcc", "-O2", "{sources}", "-o", "{output}"})
 * class SumTest {
 *   @Test
 *   void adds(Program sum) {
 *     assertThat(sum.with(sandbox -> sandbox.withStdin("1 2\n")).run()).stdout().isEqualTo("3\n");
 *   }
 * }
 * }</pre>
 *
 * <p>The closest one holds: on the parameter, the method, the class, a class around it. The command
 * runs in a sandbox of its own with a copy of the submission, see {@link
 * org.sandtrap.grade.compile.Compiler}; the program gets the settings of the test. What does not
 * compile fails every test that takes the program, with what the compiler said.
 */
@Target({
  ElementType.TYPE,
  ElementType.METHOD,
  ElementType.FIELD,
  ElementType.PARAMETER,
  ElementType.ANNOTATION_TYPE
})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@EnabledIfSupervised
@ExtendWith(ProgramExtension.class)
public @interface Compile {
  /**
   * The directory of the submission, relative to the working directory; by default that of the
   * configuration parameter {@link SandtrapConfiguration#SUBMISSION}, or else {@code submission}.
   */
  String directory() default "";

  /**
   * Globs for the source files below the directory, all files by default: {@code "*.c"}, {@code
   * "src/**.rs"}.
   */
  String[] sources() default "**";

  /**
   * The compiler and its arguments, one word each; the word <code>{sources}</code> stands for all
   * source files, <code>{output}</code> for the program that is to be made.
   */
  String[] command();

  /**
   * Where the command puts the program if it chooses that itself, as {@code make} does: a path
   * below the directory of the compile, of a file or of a directory.
   */
  String output() default "";

  /**
   * The command that runs what was made, by default <code>{output}</code> itself: <code>
   * {"java", "-cp", "{output}", "Main"}</code>.
   */
  String[] run() default {};

  /** What else the compiler may read: a toolchain outside of {@code /usr}, a library of yours. */
  String[] readable() default {};

  /** Environment variables of the compile, {@code "NAME=value"}. */
  String[] environment() default {};

  /** The CPU time of the compile, 60 s by default. */
  String cpu() default "";

  /** The time of the compile, 120 s by default. */
  String wall() default "";

  /** The memory of the compile, 2 GiB by default. */
  String memory() default "";
}
