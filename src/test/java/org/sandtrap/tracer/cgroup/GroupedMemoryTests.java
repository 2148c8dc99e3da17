package org.sandtrap.tracer.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.Cause;
import org.sandtrap.Run;
import org.sandtrap.RunningProgram;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.MemorySource;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.Hostile;
import org.sandtrap.testing.OneRun;
import org.sandtrap.testing.Requirement;
import org.sandtrap.testing.Tracees;
import org.sandtrap.testing.Until;
import org.sandtrap.testing.Untraced;
import org.sandtrap.tracer.binding.ProcFile;
import org.sandtrap.tracer.host.Host;

/** Where the kernel keeps the limit of memory, it is exact and counts what nobody has mapped. */
class GroupedMemoryTests {
  private static CgroupParent place;

  private final Sandbox sandbox = Sandbox.create().withMemory("64MiB");

  @BeforeAll
  static void requireGroups() {
    Host.require();
    boolean on = MemoryCgroups.allowed(System.getProperty(MemoryCgroups.PROPERTY));
    Optional<CgroupParent> found = on ? Cgroups.here().place() : Optional.empty();
    boolean works = found.isPresent() && found.get().obstacle().isEmpty();
    Requirement.require(works, "a control group that limits memory", "see HostSupport.probe()");
    place = found.get();
  }

  private static void checkStopped(Run run) {
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.MEMORY_LIMIT);
    assertThat(((Cause.LimitReached) run.cause()).limit()).isEqualTo(Limit.MEMORY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"memfd", "devshm", "sysv", "pipes"})
  void memoryInNobodysPageTablesCounts(String way) {
    checkStopped(Hostile.run(sandbox, "attacks/mem_hidden", way, "100"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"memset", "populate", "huge"})
  void nothingIsGivenOutBeyondTheLimit(String way) {
    Run run = Hostile.run(sandbox, "attacks/mem_touch", "1", "1024", way);
    checkStopped(run);
    // Pages of the program's file and of its libraries are others' and do not count.
    assertThat(run.usage().peakMemory())
        .isBetween(ByteSize.ofMebibytes(62), ByteSize.ofMebibytes(66));
    assertThat(run.causes()).hasSize(1);
  }

  @Test
  void aKilledChildEndsTheRunThoughItsParentWouldGoOn() {
    String touch = String.join(" ", Tracees.command("attacks/mem_touch"));
    Run run = sandbox.run("sh", "-c", touch + "; echo survived; sleep 10");
    checkStopped(run);
    assertThat(run.stdoutText()).isEmpty();
    assertThat(((Cause.LimitReached) run.cause()).culprit().orElseThrow().name())
        .isEqualTo("mem_touch");
  }

  @Test
  void aRunIsNotBlamedForTheOneBeforeInItsGroup() {
    for (int i = 0; i < 5; i++) {
      checkStopped(Hostile.run(sandbox, "attacks/mem_touch"));
      Run killed = sandbox.run("sh", "-c", "kill -9 $$");
      assertThat(killed.verdict()).as("%s", killed).isEqualTo(Verdict.RUNTIME_ERROR);
      assertThat(sandbox.run("true").verdict()).isEqualTo(Verdict.OK);
    }
  }

  @Test
  void filesThatStayInMemoryMakeRoomAndAreNoUsage() {
    Untraced.require("its many writes would take too long");
    String script = "head -c 200M /dev/zero > $TMPDIR/file; cat $TMPDIR/file | wc -c";
    Run run = sandbox.run("sh", "-c", script);
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.OK);
    assertThat(run.stdoutText()).isEqualTo("209715200\n");
    assertThat(run.usage().treePeak()).isLessThan(ByteSize.ofMebibytes(20));
  }

  @Test
  void thePeakOfATreeIsThatOfItsGroup() {
    Run run = Hostile.run(sandbox, "attacks/mem_tree", "private", "3", "16", "100");
    assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.OK);
    assertThat(run.usage().treePeakSource()).isEqualTo(MemorySource.CGROUP);
    assertThat(run.usage().treePeak())
        .isBetween(ByteSize.ofMebibytes(48), ByteSize.ofMebibytes(54));
    assertThat(sandbox.run("true").usage().treePeakSource()).isEqualTo(MemorySource.PROCESS);
  }

  @Test
  void theProgramIsInAGroupOfItsOwnFromItsFirstInstruction() {
    Run run = sandbox.run("cat", "/proc/self/cgroup");
    String name = place.group(0).getFileName().toString().replaceAll("-0$", "-");
    assertThat(run.stdoutText()).containsPattern("/" + name + "[1-9]\\d*\n");
    assertThat(Sandbox.create().run("cat", "/proc/self/cgroup").stdoutText()).doesNotContain(name);
  }

  @Test
  void theLimitIsThereWhenTheProgramBegins() {
    try (RunningProgram program = sandbox.start(Tracees.command("pause"))) {
      String membership = ProcFile.text("/proc/" + program.pid() + "/cgroup").orElse("");
      String group =
          membership.lines().filter(line -> line.contains("sandtrap-")).findFirst().orElseThrow();
      Path directory = place.directory().resolve(group.substring(group.lastIndexOf('/') + 1));
      assertThat(ProcFile.text(directory.resolve(place.version().limit()).toString()))
          .contains("67108864");
    }
  }

  @Test
  void noGroupIsLeftWhenAJvmHasEnded() throws IOException, InterruptedException {
    List<String> said =
        ChildJvm.of(OneRun.class).withOptions("-Dmemory=64MiB").run("cat", "/proc/self/cgroup");
    String group =
        said.stream().filter(line -> line.contains("/sandtrap-")).findFirst().orElseThrow();
    String ofThatJvm = group.replaceAll(".*/(sandtrap-\\d+-).*", "$1");
    Until.isTrue("swept", () -> groups().noneMatch(name -> name.startsWith(ofThatJvm)));
  }

  private static Stream<String> groups() {
    try (Stream<Path> all = Files.list(place.directory())) {
      return all
          .map(path -> path.getFileName().toString())
          .filter(name -> name.startsWith("sandtrap-"))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
