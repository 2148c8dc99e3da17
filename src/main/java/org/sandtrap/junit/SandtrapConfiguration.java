package org.sandtrap.junit;

/**
 * The configuration parameters of JUnit that Sandtrap knows: in {@code junit-platform.properties},
 * as system properties, or as the build tool passes them on.
 */
public final class SandtrapConfiguration {
  /**
   * What becomes of {@link Sandboxed} tests where programs cannot be supervised: {@code skip}, the
   * default, or {@code fail}.
   */
  public static final String UNSUPPORTED = "sandtrap.unsupported";

  /**
   * What every limit begins with, before its name as in {@link Sandboxed}: {@code
   * sandtrap.limit.wall = 30s}, {@code sandtrap.limit.openFiles = 64}. It holds where no annotation
   * gives one.
   */
  public static final String LIMIT = "sandtrap.limit.";

  /**
   * The policy where no annotation gives one: a preset, or a file whose name ends with {@code
   * .policy}.
   */
  public static final String POLICY = "sandtrap.policy";

  /**
   * Which tests attach what their runs wrote and used to the report: {@code failed}, the default,
   * {@code all} or {@code none}.
   */
  public static final String ATTACH = "sandtrap.attach";

  /**
   * The directory of the submission that is graded, {@code submission} unless it is set; relative
   * to the working directory.
   */
  public static final String SUBMISSION = "sandtrap.submission";

  /**
   * The directory that the results of graded tests are written into, such as {@code target/grade}:
   * grading mode, in which {@link org.sandtrap.junit.grade.Points} count. Unless it is set nothing
   * is graded. {@link org.sandtrap.report.GradeReport} makes scores of what is there.
   */
  public static final String GRADE = "sandtrap.grade";

  /**
   * Whether a cohort goes on where an earlier grading was interrupted: {@code true}, or {@code
   * false}, the default.
   */
  public static final String RESUME = "sandtrap.grade.resume";

  /**
   * The time after the start of the JVM by which a grading must be complete, such as {@code 9min}:
   * limits of time are cut to fit, and what is not reached five seconds before earns nothing.
   */
  public static final String DEADLINE = "sandtrap.grade.deadline";

  private SandtrapConfiguration() {}
}
