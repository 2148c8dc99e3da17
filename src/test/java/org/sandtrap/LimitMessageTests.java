package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sandtrap.limit.Culprit;
import org.sandtrap.limit.Limit;

/** Every limit that was reached has its verdict, and a sentence with all that is known. */
class LimitMessageTests {
  private static final Duration AFTER = Duration.ofMillis(1200);

  private static final long MEASURED = 1_500_000_000;

  private static Cause.LimitReached reached(Limit limit, Optional<Culprit> culprit) {
    return new Cause.LimitReached(limit, "ALLOWED", 1, MEASURED, AFTER, culprit, List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "WALL, TIME_LIMIT",
    "CPU, TIME_LIMIT",
    "IDLE, TIME_LIMIT",
    "MEMORY, MEMORY_LIMIT",
    "ADDRESS_SPACE, MEMORY_LIMIT",
    "STACK, MEMORY_LIMIT",
    "OUTPUT, OUTPUT_LIMIT",
    "FILE_SIZE, OUTPUT_LIMIT",
    "DISK, OUTPUT_LIMIT",
    "FILES, OUTPUT_LIMIT",
    "OPEN_FILES, OUTPUT_LIMIT",
    "PROCESSES, PROCESS_LIMIT",
    "THREADS, PROCESS_LIMIT"
  })
  void aLimitHasItsVerdict(Limit limit, Verdict verdict) {
    assertThat(reached(limit, Optional.empty()).verdict()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "WALL|was stopped because it ran too long: ALLOWED of wall time were allowed, MEASURED had"
            + " passed.",
        "CPU|computed too long: ALLOWED of CPU time were allowed, MEASURED had been used (after"
            + " 1.2 s).",
        "IDLE|was stopped because it did nothing for too long: ALLOWED without using the CPU were"
            + " allowed, MEASURED had passed (after 1.2 s).",
        "MEMORY|used too much memory: ALLOWED were allowed, MEASURED were in use (after 1.2 s).",
        "ADDRESS_SPACE|reserved too much memory: ALLOWED of address space were allowed, it asked"
            + " for MEASURED (after 1.2 s).",
        "STACK|used too much stack: ALLOWED were allowed, it needed MEASURED (after 1.2 s).",
        "OUTPUT|was stopped because it wrote too much: ALLOWED of output were allowed, at least"
            + " MEASURED were written (after 1.2 s).",
        "FILE_SIZE|wrote a file that was too large: ALLOWED were allowed, and it was cut there (after"
            + " 1.2 s).",
        "DISK|used too much disk space: ALLOWED in its private directory were allowed, MEASURED"
            + " were in use (after 1.2 s).",
        "FILES|made too many files: ALLOWED in its private directory were allowed, MEASURED were"
            + " there (after 1.2 s).",
        "PROCESSES|started too many processes: ALLOWED at once were allowed, MEASURED were there"
            + " (after 1.2 s).",
        "THREADS|started too many threads: ALLOWED at once were allowed, MEASURED were there"
            + " (after 1.2 s).",
        "OPEN_FILES|opened too many files: ALLOWED at once were allowed, MEASURED were open (after"
            + " 1.2 s)."
      })
  void theSentenceNamesWhatWasAllowedWhatWasMeasuredAndWhen(Limit limit, String sentence) {
    String measured = limit.kind().text(MEASURED);
    assertThat(reached(limit, Optional.empty()).message())
        .isEqualTo("The program " + sentence.replace("MEASURED", measured));
  }

  @ParameterizedTest
  @EnumSource(value = Limit.class, mode = EnumSource.Mode.EXCLUDE, names = "WALL")
  void theProcessIsNamedWhereItIsKnown(Limit limit) {
    assertThat(reached(limit, Optional.of(new Culprit(1234, "sort"))).message())
        .endsWith(" (after 1.2 s, in process sort with id 1234).");
  }

  @Test
  void wallTimeBelongsToNoProcess() {
    assertThat(reached(Limit.WALL, Optional.of(new Culprit(1234, "sort"))).message())
        .endsWith(", 1.5 s had passed.");
  }

  @Test
  void aNameWithAPercentSignIsOnlyAName() {
    assertThat(reached(Limit.CPU, Optional.of(new Culprit(1234, "100%s"))).message())
        .endsWith(" (after 1.2 s, in process 100%s with id 1234).");
  }

  @Test
  void aProgramThatCouldNotBeLoadedIsToldSo() {
    for (Limit limit : EnumSet.of(Limit.MEMORY, Limit.ADDRESS_SPACE)) {
      Cause cause =
          new Cause.LimitReached(
              limit, "64 MiB", 64 << 20, 1 << 30, Duration.ZERO, Optional.empty(), List.of());
      assertThat(cause.message())
          .isEqualTo(
              "The program needs too much memory to be started: 64 MiB of %s are allowed, its code"
                  + " and static data alone take 1 GiB.",
              limit);
    }
  }

  @Test
  void theKernelGivesOutNoMoreMemoryThanIsAllowed() {
    Cause reached =
        new Cause.LimitReached(
            Limit.MEMORY,
            "64 MiB",
            64 << 20,
            64 << 20,
            AFTER,
            Optional.of(new Culprit(7, "sort")),
            List.of());
    assertThat(reached.message())
        .isEqualTo(
            "The program used too much memory: 64 MiB were allowed, and with 64 MiB in use it asked"
                + " for more (after 1.2 s, in process sort with id 7).");
  }
}
