package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sandtrap.code.Callers;
import org.sandtrap.code.Location;
import org.sandtrap.limit.ProcessUsage;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.testing.Tracees;

/** What a program was doing when it was stopped because it took too long. */
class LastMomentTests {
  private static final String SPIN = Tracees.path("spin").toString();

  private static final Map<String, ThreadEnd> THREADS =
      Map.of(
          "executing",
          new ThreadEnd(
              7,
              7,
              "sort",
              Optional.empty(),
              Optional.of(
                  new Location(
                      "/usr/bin/sort", 0x12, Optional.of("main"), Optional.of("sort.c:3"))),
              Callers.NONE,
              Optional.empty()),
          "reading",
          new ThreadEnd(
              8,
              8,
              "cat",
              Optional.of(new Syscall(Abi.X86_64, 0)),
              Optional.empty(),
              Callers.NONE,
              Optional.empty()),
          "generated",
          new ThreadEnd(
              10, 8, "aid", Optional.empty(), Optional.empty(), Callers.NONE, Optional.empty()));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nobody|''",
        "executing|' It was executing main() of sort+0x12 (sort.c:3).'",
        "reading|' It was in read.'",
        "generated|' It was executing code that belongs to no file.'",
        "executing reading|' Process sort with id 7 was executing main() of sort+0x12 (sort.c:3) and"
            + " process cat with id 8 was in read.'",
        "reading generated reading|' Process cat with id 8 was in read, thread aid with id 10 was"
            + " executing code that belongs to no file and process cat with id 8 was in read.'",
        "reading reading reading reading|' Process cat with id 8 was in read, process cat with id 8"
            + " was in read, process cat with id 8 was in read and 1 other was there.'",
        "reading reading reading reading reading|' Process cat with id 8 was in read, process cat"
            + " with id 8 was in read, process cat with id 8 was in read and 2 others were there.'"
      })
  void itIsASentence(String threads, String expected) {
    List<ThreadEnd> known =
        Stream.of(threads.split(" ")).filter(THREADS::containsKey).map(THREADS::get).toList();
    assertThat(LastMomentMessage.of(known)).isEqualTo(expected);
  }

  @Test
  void aHostileNameIsMadeVisible() {
    ThreadEnd one = THREADS.get("reading");
    ThreadEnd other =
        new ThreadEnd(
            9, 9, "a\u001b[2J\n\u009b", one.call(), one.location(), one.callers(), one.stop());
    assertThat(LastMomentMessage.of(List.of(one, other)))
        .endsWith(" and process a\u241b[2J\u240a\ufffd with id 9 was in read.");
  }

  static List<ThreadEnd> threads(Run run) {
    return ((Cause.LimitReached) run.cause()).threads();
  }

  @Test
  void anEndlessLoopIsNamed() {
    Run run = Sandbox.create().withWall("2s").run(SPIN);
    assertThat(run.cause().message())
        .matches(
            "The program was stopped because it ran too long: 2 s of wall time were allowed,"
                + " [0-9.]+ m?s had passed\\. It was executing spin\\(\\) of spin\\+0x[0-9a-f]+"
                + " \\(.*spin\\.c:\\d+\\)\\.");
    ThreadEnd thread = threads(run).get(0);
    assertThat(thread.pid()).isEqualTo(run.pid());
    assertThat(thread.tid()).isEqualTo(run.pid());
    assertThat(thread.name()).isEqualTo("spin");
  }

  @Test
  void theLimitOfCpuTimeNamesIt() {
    Run run = Sandbox.create().withCpu("100ms").run(SPIN);
    assertThat(run.cause().message())
        .startsWith("The program computed too long: 100 ms of CPU time were allowed,")
        .containsPattern("\\)\\. It was executing spin\\(\\) of spin\\+0x");
  }

  @Test
  void whoWaitsIsSaidToBeInItsCall() {
    Run run = Sandbox.create().withIdle("100ms").run("sleep", "60");
    assertThat(run.cause().message())
        .startsWith("The program was stopped because it did nothing for too long:")
        .endsWith("). It was in clock_nanosleep.");
    assertThat(threads(run).get(0).location()).isEmpty();
  }

  @Test
  void aProgramThatDoesNothingButCallsIsInThem() {
    Run run = Sandbox.create().withWall("2s").run(SPIN, "syscalls");
    assertThat(run.cause().message())
        .containsPattern(
            // In the linkage table it has no name.
            "It was (in getppid|executing (spin\\+0x\\p{XDigit}+|.*(main|syscall)\\(\\) of .*?))"
                + "(, called from main.*)?\\.$");
  }

  @Test
  void theChildThatComputesComesBeforeTheShellThatWaits() {
    Run run = Sandbox.create().withWall("2s").run("sh", "-c", SPIN + "; echo end");
    assertThat(run.cause().message())
        .containsPattern(
            "had passed\\. Process spin with id \\d+ was executing spin\\(\\) of spin\\S+"
                + " \\(.*spin\\.c:\\d+\\) and process sh with id "
                + run.pid()
                + " was in wait4\\.$");
  }

  @Test
  void whoIsAwaitedAfterTheMainProcessIsLookedAtToo() {
    Run run =
        Sandbox.create()
            .withWall("2s")
            .withLeftovers(Leftovers.AWAIT)
            .run("sh", "-c", SPIN + " & exit 0");
    assertThat(run.cause().message())
        .containsPattern(" It was executing spin\\(\\) of spin\\S+ \\(.*spin\\.c:\\d+\\)\\.$");
  }

  @Test
  void ofManyThreadsThreeAreShown() {
    Run run = Sandbox.create().withWall("2s").run(SPIN, "threads", "5");
    assertThat(threads(run)).hasSize(6).allMatch(thread -> thread.pid() == run.pid());
    assertThat(run.cause().message()).endsWith(" and 3 others were there.");
  }

  @Test
  void aThreadThatEndsBeforeItsStartIsToldOfHasAProcess() {
    String storm = Tracees.path("attacks/event_storm").toString();
    for (int i = 0; i < 10; i++) {
      Run run = Sandbox.create().withWall("100ms").run(storm, "threads", "6");
      Set<Integer> processes =
          run.usage().processes().stream().map(ProcessUsage::pid).collect(Collectors.toSet());
      assertThat(threads(run)).extracting(ThreadEnd::pid).isSubsetOf(processes);
    }
  }

  @Test
  void otherEndsAreNotLookedAt() {
    Run memory =
        Sandbox.create().withMemory("20MiB").run(Tracees.path("touch_memory").toString(), "200");
    assertThat(memory.verdict()).isEqualTo(Verdict.MEMORY_LIMIT);
    assertThat(threads(memory)).isEmpty();
    assertThat(memory.cause().message()).endsWith(").");
  }

  @Test
  void theFirstReasonDecides() {
    try (RunningProgram program = Sandbox.create().start("sleep", "60")) {
      program.kill();
      assertThat(program.await().cause()).isEqualTo(new Cause.Killed());
    }
  }
}
