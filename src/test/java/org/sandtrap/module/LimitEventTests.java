package org.sandtrap.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.Cause;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.limit.Limit;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.Tracees;
import org.sandtrap.trace.Call;
import org.sandtrap.trace.SignalEvent;

/** What a module makes of limits that are exceeded. */
class LimitEventTests {
  private static final String WAITS = "sleep 1; echo end";
  private static final String COMPUTES =
      "import time\nwhile time.process_time() < 0.6: pass\nprint('end')";

  /** A module that answers when a limit is exceeded, and keeps what it was told. */
  private static final class Overrule implements PolicyModule {
    private final Function<LimitExceeded, Answer> decision;
    private final List<LimitExceeded> told = new ArrayList<>();

    private Overrule(Function<LimitExceeded, Answer> decision) {
      this.decision = decision;
    }

    @Override
    public Answer onLimit(LimitExceeded exceeded) {
      told.add(exceeded);
      return decision.apply(exceeded);
    }
  }

  private static Run run(Overrule module, Limit limit, String value, String... command) {
    Sandbox sandbox = Sandbox.create().withModule(module);
    return sandbox.withLimits(sandbox.limits().with(limit, value)).run(command);
  }

  @ParameterizedTest
  @CsvSource({"WALL, 200ms", "CPU, 200ms", "MEMORY, 8MiB"})
  void aLimitThatIsExtendedHoldsWithItsNewValue(Limit limit, String value) {
    String next = limit == Limit.MEMORY ? "1GiB" : "2min";
    Overrule module = new Overrule(exceeded -> Answer.extend(next));
    Run run =
        limit == Limit.MEMORY
            ? run(module, limit, value, "python3", "-c", "a = b'x' * (1 << 26); print('end')")
            : limit == Limit.CPU
                ? run(module, limit, value, "python3", "-c", COMPUTES)
                : run(module, limit, value, "sh", "-c", WAITS);
    assertThat(run.verdict()).as("%s", run.summary()).isEqualTo(Verdict.OK);
    assertThat(run.stdoutText()).isEqualTo("end\n");
    assertThat(module.told).hasSize(1);
    LimitExceeded told = module.told.get(0);
    assertThat(told.limit()).isEqualTo(limit);
    assertThat(told.measured()).isGreaterThanOrEqualTo(told.allowed());
    assertThat(told.toString()).startsWith("limit exceeded: ");
  }

  /** The seed sent event after event when a policy went on beyond a quota. */
  @Test
  void eachValueIsAskedAboutOnceAndTheLastOneEndsTheRun() {
    List<String> values = new ArrayList<>(List.of("150ms", "200ms", "250ms"));
    Overrule module =
        new Overrule(
            exceeded ->
                values.isEmpty()
                    ? Answer.proceed()
                    : Answer.extend(
                        Math.max(
                                Long.parseLong(values.remove(0).replace("ms", "")),
                                exceeded.measured() / 1_000_000 + 50)
                            + "ms"));
    Run run = run(module, Limit.CPU, "100ms", Tracees.path("spin").toString());
    assertThat(run.verdict()).isEqualTo(Verdict.TIME_LIMIT);
    assertThat(module.told).hasSize(4);
    Cause.LimitReached cause = (Cause.LimitReached) run.cause();
    assertThat(cause.allowedAmount()).isGreaterThanOrEqualTo(250_000_000);
    assertThat(cause.measuredAmount()).isGreaterThan(cause.allowedAmount());
  }

  @ParameterizedTest
  @CsvSource({"WALL, 100ms, TIME_LIMIT", "CPU, 100ms, TIME_LIMIT", "OUTPUT, 1KiB, OUTPUT_LIMIT"})
  void aModuleThatProceedsLeavesTheLimitToEndTheRun(Limit limit, String value, Verdict verdict) {
    Overrule module = new Overrule(exceeded -> Answer.proceed());
    String program = limit == Limit.OUTPUT ? "flood" : "spin";
    Run run = run(module, limit, value, Tracees.path(program).toString());
    assertThat(run.verdict()).as("%s", run.summary()).isEqualTo(verdict);
    assertThat(((Cause.LimitReached) run.cause()).limit()).isEqualTo(limit);
    assertThat(module.told).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"WALL, 100ms", "OUTPUT, 1KiB", "PROCESSES, 1", "FILE_SIZE, 1KiB"})
  void aModuleMayChooseAnotherVerdict(Limit limit, String value) {
    Overrule module = new Overrule(exceeded -> Answer.finish(exceeded.limit().attribute()));
    String script =
        switch (limit) {
          case OUTPUT -> "yes";
          case PROCESSES -> "sleep 100 & sleep 100";
          case FILE_SIZE -> "yes > $TMPDIR/file";
          default -> "sleep 100";
        };
    Run run = run(module, limit, value, "sh", "-c", script);
    assertThat(run.verdict()).as("%s", run.summary()).isEqualTo(Verdict.CUSTOM);
    assertThat(run.causes()).containsExactly(new Cause.Finished(limit.attribute(), "Overrule"));
  }

  @Test
  void anExtensionThatIsNoneEndsTheRun() {
    Run less = run(new Overrule(it -> Answer.extend("1ms")), Limit.WALL, "100ms", "sleep", "100");
    assertThat(less.verdict()).isEqualTo(Verdict.BAD_POLICY);
    assertThat(less.cause().message()).contains("1 ms is not more than what has been measured");
    Run words =
        run(new Overrule(it -> Answer.extend("a lot")), Limit.WALL, "100ms", "sleep", "100");
    assertThat(words.cause().message()).contains("'a lot'");
    Run output = run(new Overrule(it -> Answer.extend("1MiB")), Limit.OUTPUT, "1KiB", "yes");
    assertThat(output.cause().message()).contains("cannot be extended").contains("wall");
  }

  /** A module that sleeps on the tracer's thread must not keep the program alive. */
  @Test
  void aLimitHoldsWhileAModuleIsBusy() {
    PolicyModule slow =
        new PolicyModule() {
          @Override
          public Set<String> wants() {
            return Set.of("getppid");
          }

          @Override
          public Answer onEntry(Call call, Tracee tracee) {
            try {
              Thread.sleep(3000);
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            return Answer.proceed();
          }
        };
    Run run =
        Sandbox.create()
            .withWall("200ms")
            .withModule(slow)
            .run("python3", "-c", "import os\nwhile True: os.getppid()");
    assertThat(run.verdict()).as("%s", run.summary()).isEqualTo(Verdict.TIME_LIMIT);
    assertThat(run.moduleTime()).isGreaterThanOrEqualTo(java.time.Duration.ofSeconds(3));
  }

  /** A program that ignores the signal does not get past the limit either. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFileThatWasCutEndsTheRunAlsoWhereAModuleTakesItsSignalAway(boolean other) {
    PolicyModule module =
        new PolicyModule() {
          @Override
          public Answer onSignal(SignalEvent signal, Tracee tracee) {
            return other ? Answer.deliver(Signal.SIGCONT) : Answer.suppress();
          }
        };
    Run run =
        Sandbox.create()
            .withFileSize("1KiB")
            .withModule(module)
            .run("sh", "-c", "head -c 5000 /dev/zero > $TMPDIR/file; echo end");
    assertThat(run.verdict()).as("%s", run.summary()).isEqualTo(Verdict.OUTPUT_LIMIT);
    assertThat(((Cause.LimitReached) run.cause()).limit()).isEqualTo(Limit.FILE_SIZE);
  }
}
