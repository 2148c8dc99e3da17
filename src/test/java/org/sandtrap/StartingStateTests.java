package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sandtrap.testing.ChildJvm;
import org.sandtrap.testing.OneRun;
import org.sandtrap.testing.Tracees;

/** Every program starts in the same state, whatever state this JVM is in. */
class StartingStateTests {
  private static List<String> lines(String name) {
    return succeeded(Sandbox.create().run(Tracees.path(name).toString())).stdoutLines();
  }

  private static Map<String, String> fields(List<String> lines) {
    return lines.stream()
        .map(line -> line.split(":?\\s+", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }

  private static void signalsAreReset(List<String> lines) {
    assertThat(lines)
        .noneMatch(line -> line.startsWith("ignored") || line.startsWith("blocked"))
        .contains("altstack off");
    assertThat(lines)
        .filteredOn(line -> line.matches("(Sig|Shd).*"))
        .hasSize(5)
        .allMatch(line -> line.endsWith("\t0000000000000000"));
  }

  @Test
  void leadsASessionOfItsOwn() {
    Map<String, String> ids = fields(lines("show_ids"));
    assertThat(ids.get("sid")).isEqualTo(ids.get("pid"));
    assertThat(ids.get("pgid")).isEqualTo(ids.get("pid"));
    assertThat(ids.get("tty")).isEqualTo("no");
  }

  @Test
  void isTracedAndFilteredAndGainsNoPrivileges() {
    assertThat(fields(lines("show_ids")))
        .containsEntry("NoNewPrivs", "1")
        .containsEntry("Seccomp", "2")
        .containsEntry("ppid", String.valueOf(ProcessHandle.current().pid()))
        .containsEntry("comm", "show_ids")
        .containsEntry("dumpable", "1")
        .doesNotContainEntry("TracerPid", "0");
  }

  @Test
  void hasNoDeathSignalLeftFromItsLaunch() {
    assertThat(fields(lines("show_ids"))).containsEntry("pdeathsig", "0");
  }

  @Test
  void hasNoSignalBlockedOrIgnored() {
    signalsAreReset(lines("show_signals"));
  }

  @Test
  void hasNoSignalBlockedOrIgnoredThatThisJvmInherited() throws IOException, InterruptedException {
    String[] command = {"env", "--ignore-signal=HUP,PIPE,USR1,RTMAX", "--block-signal=TERM,USR2"};
    signalsAreReset(
        ChildJvm.of(OneRun.class).startedBy(command).run(Tracees.path("show_signals").toString()));
    signalsAreReset(
        ChildJvm.of(OneRun.class)
            .after("trap '' HUP PIPE")
            .run(Tracees.path("show_signals").toString()));
  }

  @Test
  void mayOpenAsManyFilesAsProgramsExpect() {
    assertThat(fields(lines("show_limits"))).containsEntry("nofile", "1024 4096");
  }

  @Test
  void leavesNoCore() {
    assertThat(fields(lines("show_limits"))).containsEntry("core", "1 1"); // too small for any
  }

  @Test
  void keepsLowerLimitsThatThisJvmHas() throws IOException, InterruptedException {
    Map<String, String> limits =
        fields(
            ChildJvm.of(OneRun.class)
                .after("ulimit -c 0; ulimit -n 512")
                .run(Tracees.path("show_limits").toString()));
    assertThat(limits).containsEntry("nofile", "512 512").containsEntry("core", "0 0");
  }

  @Test
  void hasTheProcessorsOfThisJvm() throws IOException, InterruptedException {
    String show = Tracees.path("show_affinity").toString();
    List<String> outside = outside(show);
    assertThat(lines("show_affinity")).isEqualTo(outside);
    assertThat(succeeded(Sandbox.create().run("nproc")).stdoutLines()).isEqualTo(outside("nproc"));
  }

  @Test
  void hasTheOneProcessorThatThisJvmWasGiven() throws IOException, InterruptedException {
    String show = Tracees.path("show_affinity").toString();
    for (String cpu : outside(show).get(0).substring("cpus ".length()).split(" ")) {
      assertThat(ChildJvm.of(OneRun.class).startedBy("taskset", "-c", cpu).run(show))
          .startsWith("cpus " + cpu, "count 1");
    }
  }

  private static List<String> outside(String command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).start();
    byte[] output = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isZero();
    return new String(output, StandardCharsets.UTF_8).lines().toList();
  }
}
