package org.sandtrap.assertion;

import java.time.Duration;
import org.assertj.core.api.AbstractDurationAssert;
import org.sandtrap.limit.Usage;

/**
 * Assertions on the time that a run used; {@link AbstractUsageAssert} says how they fail.
 *
 * @param <SELF> the type of the assertions, for chaining
 * @param <ACTUAL> the type of the usage
 */
abstract class AbstractTimeAssert<
        SELF extends AbstractTimeAssert<SELF, ACTUAL>, ACTUAL extends Usage>
    extends AbstractFigureAssert<SELF, ACTUAL> {
  AbstractTimeAssert(ACTUAL actual, Class<?> selfType) {
    super(actual, selfType);
  }

  /**
   * Checks the CPU time, in user mode and in the kernel.
   *
   * <pre>{@code
   * assertThat(sandbox.run("true")).usage().usedCpuAtMost("100ms");            // passes
   * assertThat(sandbox.run("gzip", "big.tar")).usage().usedCpuAtMost("100ms"); // fails: it used 2.1 s
   * }</pre>
   *
   * @param most the most that is all right, such as {@code 250ms}
   * @return these assertions
   * @throws IllegalArgumentException if the text is not a duration
   */
  public SELF usedCpuAtMost(String most) {
    return usedCpuAtMost(duration(most));
  }

  /**
   * The same as {@link #usedCpuAtMost(String)}.
   *
   * @param most the most that is all right
   * @return these assertions
   * @throws IllegalArgumentException if it is negative
   */
  public SELF usedCpuAtMost(Duration most) {
    return checkAtMost(FigureWords.CPU, most);
  }

  /**
   * Checks that the program did compute.
   *
   * <pre>{@code
   * assertThat(sandbox.run("gzip", "big.tar")).usage().usedCpuAtLeast("100ms"); // passes
   * assertThat(sandbox.run("sleep", "1")).usage().usedCpuAtLeast("100ms");      // fails: it used 0.9 ms
   * }</pre>
   *
   * @param least the least that is all right
   * @return these assertions
   * @throws IllegalArgumentException if the text is not a duration
   */
  public SELF usedCpuAtLeast(String least) {
    return usedCpuAtLeast(duration(least));
  }

  /**
   * The same as {@link #usedCpuAtLeast(String)}.
   *
   * @param least the least that is all right
   * @return these assertions
   * @throws IllegalArgumentException if it is negative
   */
  public SELF usedCpuAtLeast(Duration least) {
    return checkAtLeast(FigureWords.CPU, least);
  }

  /**
   * Checks the CPU time in user mode.
   *
   * <pre>{@code
   * assertThat(sandbox.run("true")).usage().usedUserTimeAtMost("50ms");            // passes
   * assertThat(sandbox.run("gzip", "big.tar")).usage().usedUserTimeAtMost("50ms"); // fails
   * }</pre>
   *
   * @param most the most that is all right
   * @return these assertions
   * @throws IllegalArgumentException if the text is not a duration
   */
  public SELF usedUserTimeAtMost(String most) {
    return usedUserTimeAtMost(duration(most));
  }

  /**
   * The same as {@link #usedUserTimeAtMost(String)}.
   *
   * @param most the most that is all right
   * @return these assertions
   * @throws IllegalArgumentException if it is negative
   */
  public SELF usedUserTimeAtMost(Duration most) {
    return checkAtMost(FigureWords.USER, most);
  }

  /**
   * Checks the CPU time in the kernel.
   *
   * <pre>{@code
   * assertThat(sandbox.run("true")).usage().usedSystemTimeAtMost("50ms");        // passes
   * assertThat(sandbox.run("find", "/")).usage().usedSystemTimeAtMost("50ms");   // fails
   * }</pre>
   *
   * @param most the most that is all right
   * @return these assertions
   * @throws IllegalArgumentException if the text is not a duration
   */
  public SELF usedSystemTimeAtMost(String most) {
    return usedSystemTimeAtMost(duration(most));
  }

  /**
   * The same as {@link #usedSystemTimeAtMost(String)}.
   *
   * @param most the most that is all right
   * @return these assertions
   * @throws IllegalArgumentException if it is negative
   */
  public SELF usedSystemTimeAtMost(Duration most) {
    return checkAtMost(FigureWords.SYSTEM, most);
  }

  /**
   * Checks the time on the clock.
   *
   * <pre>{@code
   * assertThat(sandbox.run("true")).usage().tookAtMost("1s");       // passes
   * assertThat(sandbox.run("sleep", "2")).usage().tookAtMost("1s"); // fails: it took 2 s
   * }</pre>
   *
   * @param most the most that is all right
   * @return these assertions
   * @throws IllegalArgumentException if the text is not a duration
   */
  public SELF tookAtMost(String most) {
    return tookAtMost(duration(most));
  }

  /**
   * The same as {@link #tookAtMost(String)}.
   *
   * @param most the most that is all right
   * @return these assertions
   * @throws IllegalArgumentException if it is negative
   */
  public SELF tookAtMost(Duration most) {
    return checkAtMost(FigureWords.WALL, most);
  }

  /**
   * Checks that the program took its time, as one that waits.
   *
   * <pre>{@code
   * assertThat(sandbox.run("sleep", "2")).usage().tookAtLeast("1s"); // passes
   * assertThat(sandbox.run("true")).usage().tookAtLeast("1s");       // fails: it took 1.1 ms
   * }</pre>
   *
   * @param least the least that is all right
   * @return these assertions
   * @throws IllegalArgumentException if the text is not a duration
   */
  public SELF tookAtLeast(String least) {
    return tookAtLeast(duration(least));
  }

  /**
   * The same as {@link #tookAtLeast(String)}.
   *
   * @param least the least that is all right
   * @return these assertions
   * @throws IllegalArgumentException if it is negative
   */
  public SELF tookAtLeast(Duration least) {
    return checkAtLeast(FigureWords.WALL, least);
  }

  /**
   * Goes on with the CPU time, in user mode and in the kernel.
   *
   * <pre>{@code
   * assertThat(sandbox.run("true")).usage().cpu().isPositive();                      // passes
   * assertThat(sandbox.run("true")).usage().cpu().isGreaterThan(Duration.ofDays(1)); // fails
   * }</pre>
   *
   * @return AssertJ's assertions on durations
   */
  public final AbstractDurationAssert<?> cpu() {
    return time(FigureWords.CPU, "CPU time");
  }

  /**
   * Goes on with the time on the clock.
   *
   * <pre>{@code
   * assertThat(sandbox.run("sleep", "1")).usage().wall().hasSeconds(1); // passes
   * assertThat(sandbox.run("sleep", "1")).usage().wall().hasSeconds(2); // fails
   * }</pre>
   *
   * @return AssertJ's assertions on durations
   */
  public final AbstractDurationAssert<?> wall() {
    return time(FigureWords.WALL, "wall time");
  }
}
