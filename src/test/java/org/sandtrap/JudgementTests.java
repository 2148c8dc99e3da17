package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.sandtrap.code.Callers;
import org.sandtrap.limit.Culprit;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;
import org.sandtrap.limit.Usage;
import org.sandtrap.policy.DeniedCalls;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.tracer.FinalThreadSnapshot;
import org.sandtrap.tracer.Outcome;
import org.sandtrap.tracer.binding.Ending;
import org.sandtrap.tracer.stream.CapturedOutput;
import org.sandtrap.tracer.watch.KillReason;

/** What counts as the cause, where a program both reached a limit and ended. */
class JudgementTests {
  private static final Duration AFTER = Duration.ofMillis(1200);
  private static final Ending KILLED = new Ending.Killed(9);
  private static final Ending EXITED = new Ending.Exited(0);
  private static final Limits LIMITS =
      Limits.defaults()
          .withCpu("1000ms")
          .withMemory("65536KiB")
          .withAddressSpace("1GiB")
          .withThreads(4)
          .withProcesses(4)
          .withIdle("1s")
          .withStack("1MiB")
          .withFileSize("1MiB")
          .withDisk("1MiB")
          .withFiles(4);

  /** The threads are shown at a limit of time, and at no other. */
  private static final FinalThreadSnapshot LOOK =
      new FinalThreadSnapshot(
          9,
          7,
          "worker",
          Optional.of(new Syscall(Abi.X86_64, 0)),
          Optional.empty(),
          List.of(),
          Optional.empty());

  private static final ThreadEnd END =
      new ThreadEnd(
          9,
          7,
          "worker",
          Optional.of(new Syscall(Abi.X86_64, 0)),
          Optional.empty(),
          Callers.NONE,
          Optional.empty());

  private static Judgement judge(Ending ending, Leftovers leftovers, Limit... reached) {
    List<KillReason> reasons = List.of(reached).stream().map(JudgementTests::stop).toList();
    return Judgement.of(outcome(ending, reasons, Set.of()), LIMITS.withOpenFiles(64), leftovers);
  }

  private static KillReason stop(Limit limit) {
    Optional<Culprit> culprit = Optional.of(new Culprit(7, "sort"));
    return new KillReason.LimitReached(limit, 1_500_000_000, AFTER, culprit);
  }

  private static Outcome outcome(Ending ending, List<KillReason> reasons, Set<Limit> hits) {
    return new Outcome(
        7,
        ending,
        AFTER,
        reasons,
        Optional.empty(),
        Map.of(),
        OptionalInt.empty(),
        Optional.empty(),
        List.of(),
        hits,
        DeniedCalls.NONE,
        DeniedCalls.NONE,
        Duration.ZERO,
        Usage.NONE,
        List.of(),
        List.of(LOOK));
  }

  private static Run run(Limit... hits) {
    Judgement judgement =
        Judgement.of(outcome(EXITED, List.of(), Set.of(hits)), LIMITS, Leftovers.KILL);
    return new Run(
        List.of("sort"),
        judgement,
        new CapturedOutput(Optional.empty()),
        new CapturedOutput(Optional.empty()),
        MadeRun.repetition(),
        Optional.empty(),
        List.of(),
        Remains.NONE);
  }

  @ParameterizedTest
  @EnumSource(Limit.class)
  void aLimitAtWhichTheProgramWasKilledIsTheOnlyCause(Limit limit) {
    assertThat(judge(KILLED, Leftovers.KILL, limit).causes())
        .singleElement()
        .isInstanceOfSatisfying(
            Cause.LimitReached.class, cause -> assertThat(cause.limit()).isEqualTo(limit));
  }

  @Test
  void noLimitWasReachedAfterTheEnd() {
    KillReason late =
        new KillReason.LimitReached(Limit.DISK, 1, AFTER.plusMillis(3), Optional.empty());
    KillReason early =
        new KillReason.LimitReached(Limit.CPU, 1, AFTER.minusMillis(3), Optional.empty());
    Outcome outcome = outcome(KILLED, List.of(late, early), Set.of());
    assertThat(Judgement.of(outcome, LIMITS, Leftovers.KILL).causes())
        .extracting(cause -> ((Cause.LimitReached) cause).after())
        .containsExactly(AFTER, AFTER.minusMillis(3));
  }

  @ParameterizedTest
  @EnumSource(
      value = Limit.class,
      names = {"WALL", "IDLE"})
  void aProgramThatEndedByItselfBeforeTheKillHasKeptItsTime(Limit limit) {
    assertThat(judge(EXITED, Leftovers.KILL, limit).causes()).containsExactly(new Cause.Exited(0));
    assertThat(judge(new Ending.Exited(3), Leftovers.KILL, limit).causes())
        .containsExactly(new Cause.Exited(3));
  }

  @ParameterizedTest
  @EnumSource(
      value = Limit.class,
      mode = Mode.EXCLUDE,
      names = {"WALL", "IDLE"})
  void whatWasExceededStaysExceededHoweverTheProgramEnded(Limit limit) {
    List<Cause> causes = judge(EXITED, Leftovers.KILL, limit).causes();
    assertThat(causes).hasSize(2).last().isEqualTo(new Cause.Exited(0));
    assertThat(((Cause.LimitReached) causes.get(0)).limit()).isEqualTo(limit);
  }

  @ParameterizedTest
  @EnumSource(Limit.class)
  void whileLeftoversAreAwaitedTheirTimeCountsToo(Limit limit) {
    List<Cause> causes = judge(EXITED, Leftovers.AWAIT, limit).causes();
    assertThat(causes).hasSize(2).last().isEqualTo(new Cause.Exited(0));
    assertThat(((Cause.LimitReached) causes.get(0)).limit()).isEqualTo(limit);
  }

  @Test
  void theFirstReasonComesFirst() {
    assertThat(judge(KILLED, Leftovers.KILL, Limit.MEMORY, Limit.WALL, Limit.CPU).causes())
        .extracting(cause -> ((Cause.LimitReached) cause).limit())
        .containsExactly(Limit.MEMORY, Limit.WALL, Limit.CPU);
    assertThat(judge(EXITED, Leftovers.KILL, Limit.WALL, Limit.CPU).causes()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "CPU, 1000 ms, 1000000000, 1.5 s",
    "MEMORY, 65536 KiB, 67108864, 1.4 GiB",
    "PROCESSES, 4, 4, 1500000000"
  })
  void figuresAreNumbersAndPrintAsTheirKindDoes(
      Limit limit, String allowed, long amount, String measured) {
    Cause.LimitReached expected =
        new Cause.LimitReached(
            limit,
            allowed,
            amount,
            1_500_000_000,
            AFTER,
            Optional.of(new Culprit(7, "sort")),
            limit == Limit.CPU ? List.of(END) : List.of());
    assertThat(judge(KILLED, Leftovers.KILL, limit).causes()).containsExactly(expected);
    assertThat(expected.measured()).isEqualTo(measured);
  }

  @Test
  void aLimitThatEndedNothingIsShownBesideTheVerdict() {
    Run run = run(Limit.ADDRESS_SPACE);
    assertThat(run.limitsHit()).containsExactly(Limit.ADDRESS_SPACE);
    assertThat(run.verdict()).isEqualTo(Verdict.OK);
    assertThat(run.causes()).containsExactly(new Cause.Exited(0));
    assertThat(run)
        .hasToString(
            "sort → OK: The program ended normally with exit code 0. It came up against its limit"
                + " of address space (1 GiB).");
  }

  @Test
  void severalAreShownInOneOrder() {
    Run run = run(Limit.OPEN_FILES, Limit.THREADS, Limit.ADDRESS_SPACE);
    assertThat(run.limitsHit())
        .containsExactly(Limit.ADDRESS_SPACE, Limit.THREADS, Limit.OPEN_FILES)
        .isUnmodifiable();
    assertThat(run.summary())
        .endsWith(
            " It came up against its limits of address space (1 GiB), threads (4) and open files"
                + " (1024).");
  }

  @Test
  void aRunThatHitNoLimitSaysNothingOfThem() {
    assertThat(run().limitsHit()).isEmpty();
    assertThat(run().summary()).isEqualTo("OK: The program ended normally with exit code 0.");
  }
}
