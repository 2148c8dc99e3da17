package org.sandtrap.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.limit.Figure;
import org.sandtrap.limit.MemorySource;
import org.sandtrap.limit.ProcessEnd;
import org.sandtrap.limit.Usage;
import org.sandtrap.tracer.binding.RunTotals;

/** What the native side could not tell of one process is missing of it, and of the whole. */
class UsageCollectorTests {
  private static RunTotals.RawUsage figures(int pid, int missing) {
    return new RunTotals.RawUsage(
        pid, 1, missing, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 0, 0, "sort");
  }

  private static Usage usage(int ended, int living) {
    return usage(ended, living, OptionalLong.empty());
  }

  private static Usage usage(int ended, int living, OptionalLong groupPeak) {
    List<RunTotals.RawUsage> processes = List.of(figures(8, living));
    RunTotals totals = new RunTotals(figures(0, ended), processes, 0, 0, 2, 0, 2, 2);
    UsageCollector collector = new UsageCollector();
    collector.ended(figures(7, ended), 100, ProcessEnd.exited(0));
    return collector.usage(totals, Duration.ZERO, 100, groupPeak);
  }

  @ParameterizedTest
  @CsvSource({
    "1, TRANSFER, TRANSFER",
    "2, PEAK_MEMORY, PEAK_VIRTUAL",
    "4, VOLUNTARY_SWITCHES, INVOLUNTARY_SWITCHES",
    "8, MINOR_FAULTS, MAJOR_FAULTS"
  })
  void whatIsMissingOfAProcessIsMissingOfTheWhole(int bit, Figure first, Figure second) {
    for (Usage usage : List.of(usage(bit, 0), usage(0, bit))) {
      assertThat(usage.knows(first)).isFalse();
      assertThat(usage.knows(second)).isFalse();
      assertThat(usage.transfer().isPresent()).isEqualTo(usage.knows(Figure.TRANSFER));
      assertThat(usage.processes()).filteredOn(each -> each.knows(first)).singleElement();
    }
  }

  @Test
  void aPeakThatIsMissingMakesThatOfAllProcessesMissing() {
    assertThat(usage(2, 0).missing())
        .containsOnlyKeys(Figure.PEAK_MEMORY, Figure.TREE_PEAK, Figure.PEAK_VIRTUAL);
    assertThat(usage(2, 0).processes().get(0).missing())
        .containsOnlyKeys(Figure.PEAK_MEMORY, Figure.PEAK_VIRTUAL);
  }

  @Test
  void whatWasToldIsInTheSumAllTheSame() {
    assertThat(usage(8, 0).minorFaults()).isEqualTo(10);
    assertThat(usage(0, 0).missing()).isEmpty();
  }

  @Test
  void thePeakOfAGroupIsThatOfTheTreeUnlessItsProcessesNeedLess() {
    Usage small = usage(0, 0, OptionalLong.of(5));
    assertThat(small.treePeakSource()).isEqualTo(MemorySource.CGROUP);
    assertThat(small.treePeak().bytes()).isEqualTo(5);
    Usage withFiles = usage(0, 0, OptionalLong.of(1000));
    assertThat(withFiles.treePeak().bytes()).isEqualTo(6); // 3 of each process
    Usage ofOthersPages = usage(0, 0, OptionalLong.of(1));
    assertThat(ofOthersPages.treePeak().bytes()).isEqualTo(3);
  }

  @Test
  void aGroupKnowsWhatAProcessCouldNotTell() {
    Usage usage = usage(2, 0, OptionalLong.of(1000));
    assertThat(usage.treePeak().bytes()).isEqualTo(1000);
    assertThat(usage.knows(Figure.TREE_PEAK)).isTrue();
    assertThat(usage.knows(Figure.PEAK_MEMORY)).isFalse();
  }
}
