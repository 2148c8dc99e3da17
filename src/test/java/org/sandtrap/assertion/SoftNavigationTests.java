package org.sandtrap.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.INTEGER;
import static org.sandtrap.assertion.Failing.failures;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.Assert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.Cause;
import org.sandtrap.MadeRun;
import org.sandtrap.Run;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.Usage;

/** What a soft block tells of that a chain went on to. */
class SoftNavigationTests {
  private static final Run OK = MadeRun.of("sort").wrote(new byte[] {'2', ' ', 'x'}, "e\n").run();
  private static final Run STOPPED = MadeRun.of("sort").causes(MadeRun.CPU_LIMIT).run();

  /**
   * AssertJ's proxies would take over a way that is not final, and what it leads to is no proxy.
   */
  @ParameterizedTest
  @ValueSource(
      classes = {
        RunAssert.class,
        CauseAssert.class,
        LeftFileAssert.class,
        UsageAssert.class,
        ByteSizeAssert.class,
        UsageSizeAssert.class
      })
  void everyWayIsFinal(Class<?> type) {
    assertThat(type.getMethods())
        .filteredOn(method -> method.getDeclaringClass().getName().startsWith("org.sandtrap."))
        .filteredOn(method -> Assert.class.isAssignableFrom(method.getReturnType()))
        .filteredOn(method -> !method.getReturnType().isAssignableFrom(type))
        .allMatch(method -> Modifier.isFinal(method.getModifiers()));
  }

  @Test
  void everythingBehindARunIsSoft() {
    assertThat(
            failures(
                softly -> {
                  softly.assertThat(OK).cause().hasMessage("It ended.");
                  softly.assertThat(OK).stdout().isEmpty();
                  softly.assertThat(OK).stdoutLines().isEmpty();
                  softly.assertThat(OK).stdoutBytes().isEmpty();
                  softly.assertThat(OK).stderr().isEmpty();
                  softly.assertThat(OK).stderrLines().isEmpty();
                  softly.assertThat(OK).stderrBytes().isEmpty();
                  softly.assertThat(OK).exitCode().isNotZero().isNegative();
                  softly.assertThat(OK).lastSignal().isEmpty();
                  softly.assertThat(OK).causes().isEmpty();
                  softly.assertThat(OK).leftovers().isEmpty();
                  softly.assertThat(OK).deniedCalls().isNotEmpty();
                  softly.assertThat(OK).guardedCalls().isNotEmpty();
                  softly.assertThat(OK).extracting(Run::pid, INTEGER).isZero();
                }))
        .containsExactly(
            "[the cause of `sort`",
            "[standard output of `sort`",
            "[lines of standard output of `sort`",
            "[bytes of standard output of `sort`",
            "[standard error of `sort`",
            "[lines of standard error of `sort`",
            "[bytes of standard error of `sort`",
            "[exit code of `sort`",
            "[exit code of `sort`",
            "[the last signal of `sort`",
            "[causes of `sort`",
            "[leftovers of `sort`",
            "[denied calls of `sort`",
            "[guarded calls of `sort`",
            "");
  }

  @Test
  void everythingBehindAUsageIsSoft() {
    assertThat(
            failures(
                softly -> {
                  softly
                      .assertThat(OK)
                      .as("9%d")
                      .usage()
                      .tookAtMost("1s")
                      .peakMemory()
                      .isLessThan("1MiB")
                      .returnToUsage()
                      .hadProcesses(1)
                      .treePeak()
                      .isLessThan("1MiB");
                  softly.assertThat(OK).usage().cpu().isNegative();
                  softly.assertThat(OK.usage()).wall().isNegative();
                  softly.assertThat(OK.usage()).peakVirtual().isLessThan("1B");
                }))
        .containsExactly(
            "[9%d] Expected `sort` to take at most 1 s, but it took 1.5 s. Of its 2 processes, sh"
                + " (7) took most: 1.4 s.",
            "[9%d] Expected the peak memory of `sort` to be less than 1 MiB, but it is 3 MiB. Of its"
                + " 2 processes, sort (8) had most: 3 MiB.",
            "[9%d] Expected `sort` to have 1 process, but it had 2. They were sh (7), sort (8).",
            "[9%d] Expected the peak memory of all processes together of `sort` to be less than 1"
                + " MiB, but it is 3.5 MiB. It is the largest sum of resident sizes seen. Of its 2"
                + " processes, sort (8) had most: 3 MiB.",
            "[CPU time of `sort`",
            "[wall time of the program",
            "Expected the peak address space of the program to be less than 1 B, but it is 100 MiB."
                + " Of its 2 processes, sh (7) had most: 90 MiB.");
  }

  @Test
  void whatLiesBehindAFailureIsNotChecked() {
    assertThat(
            failures(
                softly -> {
                  softly.assertThat(STOPPED).exitCode().isZero().isNotNegative();
                  softly.assertThat(OK).stdoutNumbers().hasSize(3).contains(7.0);
                  softly.assertThat(OK).wroteNumbers(within(0.1), 7);
                  softly.assertThat(OK).exitedWith(0);
                }))
        .containsExactly(
            "Expected `sort` to end by itself, but it ended with TIME_LIMIT.",
            "Expected `sort` to write only numbers, but it wrote 'x' in line 1 at column 3.",
            "Expected `sort` to write only numbers, but it wrote 'x' in line 1 at column 3.");
  }

  @Test
  void noRun() {
    List<Consumer<RunAssert>> chains =
        List.of(
            run -> run.exitedWith(0),
            run -> run.cause().hasMessage("It ended.").hasMessageContaining("ended"),
            run -> run.causes().isNotEmpty(),
            run -> run.usage().tookAtMost("1s").peakMemory().isLessThan("1B").returnToUsage().cpu(),
            run -> run.usage().treePeak().isEqualTo("1B").returnToUsage().hadProcesses(1),
            run -> run.usage().wall().isNegative(),
            run -> run.stdout().isEqualTo("x").isEmpty(),
            run -> run.stdoutLines().hasSize(1),
            run -> run.stdoutBytes().hasSize(1),
            run -> run.stdoutNumbers().hasSize(1),
            run -> run.exitCode().isZero(),
            run -> run.lastSignal().isPresent(),
            run -> run.leftovers().isNotEmpty(),
            run -> run.deniedCalls().isNotEmpty().extracting(call -> call.pid()).contains(1));
    for (Consumer<RunAssert> chain : chains) {
      assertThat(failures(softly -> chain.accept(softly.assertThat((Run) null))))
          .containsExactly("");
    }
  }

  @Test
  void noCauseUsageOrSize() {
    assertThat(
            failures(
                softly -> {
                  softly.assertThat((Cause) null).hasMessage("It ended.");
                  softly.assertThat((Usage) null).tookAtMost("1s").treePeak().isLessThan("1B");
                  softly.assertThat((ByteSize) null).isLessThan("1B");
                }))
        .hasSize(4);
  }
}
