package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.MemorySource;
import org.sandtrap.limit.ProcessUsage;
import org.sandtrap.limit.Transfer;
import org.sandtrap.limit.Usage;
import org.sandtrap.testing.Hostile;
import org.sandtrap.testing.Tracees;
import org.sandtrap.testing.Until;
import org.sandtrap.testing.Untraced;

/** What a run used agrees with what its programs measure themselves. */
class UsageTests {
  private static final Pattern SELF =
      Pattern.compile("self minor (\\d+) major (\\d+) voluntary (\\d+) involuntary (\\d+) .*");
  private static final ByteSize SLACK = ByteSize.ofKibibytes(2500);

  private final Sandbox sandbox = Sandbox.create();

  @ParameterizedTest
  @CsvSource({"user", "kernel", "threads 3", "children 3", "orphan"})
  void cpuTimeIsThatOfTheKernelsClockWhereverItIsUsed(String way) {
    String[] words = ("100 " + way).split(" ");
    Run run = Hostile.run(sandbox, "burn_cpu", words);
    long own = Long.parseLong(run.stdoutText().strip().replace("cpu_ns ", ""));
    assertThat(own).isGreaterThanOrEqualTo(Duration.ofMillis(100).toNanos());
    // What comes after its own look, and what its setting up took, is little: 2 % and some.
    long most = own + own / 50 + Duration.ofMillis(5).toNanos() * run.usage().processesCreated();
    assertThat(run.usage().cpu().toNanos()).as("%s", run.usage()).isBetween(own, most);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 9})
  void timeBelowATickOfTheClockIsCounted(int millis) {
    Run run = Hostile.run(sandbox, "burn_cpu", "" + millis);
    long own = Long.parseLong(run.stdoutText().strip().replace("cpu_ns ", ""));
    assertThat(own).isGreaterThanOrEqualTo(Duration.ofMillis(millis).toNanos());
    long most = own + Duration.ofMillis(5).toNanos();
    assertThat(run.usage().cpu().toNanos()).as("%s", run.usage()).isBetween(own, most);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 user", "1 kernel", "3 kernel", "50 kernel"})
  void userAndSystemTimeAddUpToTheWhole(String way) {
    Run run = Hostile.run(sandbox, "burn_cpu", way.split(" "));
    assertThat(run.usage().processes())
        .allSatisfy(
            process -> {
              assertThat(process.cpu()).isPositive();
              assertThat(process.user().plus(process.system())).isEqualTo(process.cpu());
              assertThat(process.user()).isGreaterThanOrEqualTo(Duration.ZERO);
              assertThat(process.system()).isGreaterThanOrEqualTo(Duration.ZERO);
            });
    assertThat(run.usage().user().plus(run.usage().system())).isEqualTo(run.usage().cpu());
  }

  /** From its birth to its death it does not stop once for Sandtrap. */
  @Test
  void timeAfterTheLastStopIsCountedAlsoOfWhoIsKilled() {
    Run run = Hostile.run(sandbox, "burn_cpu", "100", "killed");
    long own = Long.parseLong(run.stdoutText().strip().replace("cpu_ns ", ""));
    assertThat(own).isGreaterThanOrEqualTo(Duration.ofMillis(100).toNanos());
    long most = own + Duration.ofMillis(100).toNanos();
    assertThat(run.usage().cpu().toNanos()).as("%s", run.usage()).isBetween(own, most);
    ProcessUsage killed = run.usage().processes().get(0);
    assertThat(killed.pid()).isNotEqualTo(run.pid());
    assertThat(killed.cpu()).isGreaterThanOrEqualTo(Duration.ofMillis(100));
  }

  @Test
  void childrenThatComputeAreCountedOnce() {
    Run run = Hostile.run(sandbox, "burn_cpu", "60", "children", "3");
    Duration sum =
        run.usage().processes().stream()
            .map(ProcessUsage::cpu)
            .reduce(Duration.ZERO, Duration::plus);
    assertThat(run.usage().cpu()).isEqualTo(sum);
    assertThat(run.usage().processes()).hasSize(4);
    assertThat(run.usage().processes().get(3).cpu()).isLessThan(Duration.ofMillis(60));
  }

  @ParameterizedTest
  @ValueSource(strings = {"main", "unmap", "hold 3", "thread", "child", "exec", "vfork"})
  void thePeakIsWhatWasTouched(String way) {
    boolean becomes = way.equals("exec") || way.equals("vfork");
    String more = becomes ? way + " " + Tracees.path("nothing") : way;
    Run run = Hostile.run(sandbox, "touch_memory", ("100 " + more).split(" "));
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.OK);
    ByteSize touched = ByteSize.ofMebibytes(100);
    ByteSize most = ByteSize.ofBytes(touched.bytes() + SLACK.bytes());
    assertThat(run.usage().peakMemory()).isBetween(touched, most);
    assertThat(run.usage().treePeak()).isGreaterThanOrEqualTo(run.usage().peakMemory());
  }

  @Test
  void aVforkedChildHasNoPeakOfItsParents() {
    String nothing = Tracees.path("nothing").toString();
    Run run = Hostile.run(sandbox, "touch_memory", "100", "vfork", nothing);
    ProcessUsage child = run.usage().processes().get(0);
    assertThat(child.name()).isEqualTo("nothing");
    assertThat(child.peakMemory()).isLessThan(ByteSize.ofMebibytes(5));
  }

  @ParameterizedTest
  @CsvSource({"100 10 0 0", "500 20 0 0", "100 5 3 0", "100 5 0 3", "200 5 2 2"})
  void faultsAndSwitchesAreThoseOfItsOwnAccount(String arguments) {
    Untraced.require("each stop is a context switch");
    Run run = Hostile.run(sandbox, "own_usage", arguments.split(" "));
    Matcher self = SELF.matcher(run.stdoutLines().get(0));
    assertThat(self.find()).as(run.stdoutText()).isTrue();
    ProcessUsage main =
        run.usage().processes().stream().filter(p -> p.parent() == 0).findFirst().orElseThrow();
    assertThat(main.pid()).isEqualTo(run.pid());
    // After its own look it only writes and ends.
    assertThat(main.minorFaults()).isEqualTo(Long.parseLong(self.group(1)));
    assertThat(main.majorFaults()).isEqualTo(Long.parseLong(self.group(2)));
    // A thread that has ended may not yet have given up its processor when its time is added up.
    long voluntary = Long.parseLong(self.group(3));
    int threads = Integer.parseInt(arguments.split(" ")[2]);
    assertThat(main.voluntarySwitches()).isBetween(voluntary, voluntary + threads);
    // Until its end anybody may take its processor, on a busy host again and again.
    long involuntary = Long.parseLong(self.group(4));
    assertThat(main.involuntarySwitches()).isBetween(involuntary, involuntary + 100);
  }

  @Test
  void bytesReadAndWrittenAreCounted() {
    Run run = Hostile.run(sandbox, "io_known-static", "1000000", "123456");
    Transfer transfer = run.usage().transfer().orElseThrow();
    assertThat(transfer.written().bytes()).isEqualTo(123_456);
    // The kernel counts the first bytes of the program that it reads to load it.
    assertThat(transfer.read().bytes()).isBetween(1_000_000L, 1_010_000L);
    assertThat(run.usage().missing()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"5, 2, 3", "6, 6, 0", "0, 0, 10"})
  void processesAndThreadsAreCounted(int processes, int atOnce, int threads) {
    Run run = Hostile.run(sandbox, "spawn_known", "" + processes, "" + atOnce, "" + threads);
    Usage usage = run.usage();
    assertThat(usage.processesCreated()).isEqualTo(processes + 1);
    assertThat(usage.mostProcesses()).isEqualTo(atOnce + 1);
    assertThat(usage.threadsCreated()).isEqualTo(threads);
    assertThat(usage.mostThreads()).isEqualTo(Math.max(atOnce, threads) + 1);
    assertThat(usage.treePeakSource())
        .isEqualTo(processes == 0 ? MemorySource.PROCESS : MemorySource.RESIDENT_SUM);
  }

  @Test
  void everyProcessIsListedWithItsParentAndItsLastName() {
    Run run = sandbox.run("sh", "-c", "sleep 0 & sh -c 'cat /dev/null; true'; wait");
    Usage usage = run.usage();
    assertThat(usage.processes()).extracting(ProcessUsage::name).contains("sleep", "cat", "sh");
    assertThat(usage.processes()).hasSize(4);
    ProcessUsage main = usage.processes().get(3);
    assertThat(main.parent()).isZero();
    assertThat(main.pid()).isEqualTo(run.pid());
    assertThat(usage.processes()).filteredOn(p -> p.parent() == run.pid()).hasSize(2);
  }

  @Test
  void aKilledProgramHasUsedWhatItHas() {
    Run run = sandbox.withWall("3s").run(Tracees.command("touch_memory", "50", "hold", "15000"));
    assertThat(run.verdict()).isEqualTo(Verdict.TIME_LIMIT);
    assertThat(run.usage().peakMemory()).isGreaterThanOrEqualTo(ByteSize.ofMebibytes(50));
    String touches = String.join(" ", Tracees.command("touch_memory", "50"));
    run = sandbox.run("sh", "-c", touches + "; kill -9 $$");
    assertThat(run.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
    assertThat(run.usage().peakMemory()).isGreaterThan(ByteSize.ofMebibytes(49));
  }

  @Test
  void signalsThatAreDeliveredAreCounted() {
    Run run = sandbox.run("sh", "-c", "trap : USR1; kill -USR1 $$; kill -USR1 $$");
    assertThat(run.usage().signals()).isEqualTo(2);
  }

  @Test
  void stopsForSandtrapAreCounted() {
    Untraced.require("stops are counted");
    assertThat(sandbox.run("true").usage().stops()).isEqualTo(2); // its exec, and its end
  }

  @Test
  void aRunningProgramCanBeLookedAt() {
    try (RunningProgram program = sandbox.start(Tracees.command("attacks/cpu_user"))) {
      Until.isTrue("computing", () -> program.usage().cpu().compareTo(Duration.ofMillis(20)) > 0);
      Usage first = program.usage();
      assertThat(first.processes()).singleElement();
      assertThat(first.peakMemory()).isGreaterThan(ByteSize.ofKibibytes(100));
      Until.isTrue("computing", () -> program.usage().cpu().compareTo(first.cpu()) > 0);
      program.kill();
      Run run = program.await();
      assertThat(program.usage()).isEqualTo(run.usage());
      assertThat(run.usage().cpu()).isGreaterThan(first.cpu());
    }
  }

  @Test
  void samplesMakeATimeLineIfAskedFor() {
    Run run =
        sandbox
            .withSamples(Duration.ofMillis(10))
            .run(Tracees.command("touch_memory", "50", "hold", "300"));
    int most = (int) (run.usage().wall().toMillis() / 10) + 2;
    assertThat(run.samples()).hasSizeBetween(5, most);
    assertThat(run.samples()).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
    assertThat(run.samples()).anyMatch(s -> s.memory().bytes() >= 50L << 20);
    assertThat(run.samples()).allMatch(s -> s.processes() == 1 && s.threads() == 1);
    assertThat(sandbox.run("true").samples()).isEmpty();
  }

  @Test
  void theFiguresPeopleAskForFirstAreShown() {
    assertThat(sandbox.run("true").usage().toString())
        .matches("cpu [0-9.]+ .?s, wall [0-9.]+ .?s, peak [0-9.]+ [KM]iB, 1 process");
  }
}
