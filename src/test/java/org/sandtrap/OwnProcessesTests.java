package org.sandtrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Succeeded.succeeded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sandtrap.policy.DeniedCallMatcher;
import org.sandtrap.testing.RawCalls;
import org.sandtrap.testing.Tracees;
import org.sandtrap.testing.Until;

/** Programs reach their own processes, and under some policies no others. */
class OwnProcessesTests {
  private static final String ATTACK = "attacks/attack_supervisor";

  /** What these name is a descriptor, or in memory, so that they are not to be had. */
  private static final Set<String> UNAVAILABLE =
      new TreeSet<>(
          List.of(
              "pidfd_signal",
              "proc_signal",
              "pidfd_getfd",
              "mrelease",
              "process_madvise",
              "setown_ex",
              "fiosetown",
              "siocspgrp"));

  @TempDir Path directory;

  /** Another program of this user, which leads a session. */
  private Process victim;

  @BeforeEach
  void startVictim() throws IOException {
    victim = new ProcessBuilder("setsid", Tracees.path("pause").toString()).start();
    Until.isTrue("it leads a group", () -> victim.info().command().orElse("").endsWith("/pause"));
  }

  @AfterEach
  void killVictim() throws InterruptedException {
    victim.destroyForcibly().waitFor();
  }

  private Sandbox free() {
    return Sandbox.create().withWall("20s").withDirectory(directory);
  }

  private Sandbox under(String preset) {
    return free().withPolicy(preset);
  }

  private Run attack(Sandbox sandbox, String program, String... names) {
    String[] words = new String[names.length + 1];
    words[0] = Long.toString(victim.pid());
    System.arraycopy(names, 0, words, 1, names.length);
    return sandbox.run(Tracees.command(program, words));
  }

  private static Map<String, String> results(Run run) {
    Map<String, String> results = new TreeMap<>();
    succeeded(run).stdoutLines().forEach(line -> results.put(line.split(" ")[0], line));
    results.replaceAll((name, line) -> line.substring(name.length() + 1));
    return results;
  }

  private void checkNothingIsReached(Sandbox sandbox, String program) {
    Run run = attack(sandbox, program);
    Map<String, String> results = results(run);
    assertThat(results).hasSizeGreaterThan(40);
    UNAVAILABLE.forEach(name -> assertThat(results.remove(name)).as(name).matches("ENOSYS|EPERM"));
    assertThat(results.values()).as("%s", results).containsOnly("EPERM");
    assertThat(victim.isAlive()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "own-processes, attacks/attack_supervisor",
    "own-processes, attacks/attack_supervisor-32",
    "untrusted, attacks/attack_supervisor",
    "untrusted, attacks/attack_supervisor-32"
  })
  void noCallReachesAnotherProcess(String preset, String program) {
    checkNothingIsReached(under(preset), program);
  }

  @Test
  void withoutThePolicyManyDo() {
    Map<String, String> results = results(attack(under("default"), ATTACK));
    assertThat(results)
        .containsEntry("kill", "ok")
        .containsEntry("tgkill", "ok")
        .containsEntry("kill_all", "ok")
        .containsEntry("setown", "ok")
        .containsEntry("prlimit_read", "ok")
        .containsEntry("setpriority", "ok");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kill",
        "kill_wide",
        "kill_group",
        "kill_all",
        "tkill",
        "tgkill",
        "tgkill_mixed",
        "sigqueue",
        "tgsigqueue",
        "pidfd_open",
        "pidfd_signal",
        "prlimit_read",
        "prlimit_set",
        "setaffinity",
        "setscheduler",
        "setattr",
        "setpriority",
        "ioprio",
        "robust_list",
        "sched_core",
        "stop"
      })
  void aProgramThatComputesReachesNoOther(String name) {
    assertThat(attack(under("compute"), ATTACK, name).verdict()).isEqualTo(Verdict.FORBIDDEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"setown", "setown_group", "setown_ex"})
  void norDoesItLetItBeSignalled(String name) {
    Sandbox sandbox = under("compute").allow("socket");
    assertThat(attack(sandbox, ATTACK, name).verdict()).isEqualTo(Verdict.FORBIDDEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"attacks/attack_supervisor", "attacks/attack_supervisor-32"})
  void itsOwnProcessesItReachesAsEver(String program) {
    String[] command = Tracees.command(program, "child");
    Map<String, String> outside = results(free().deny("-ptrace").run(command));
    Run run = under("own-processes").deny("-ptrace").run(command);
    Map<String, String> inside = results(run);
    for (String name : UNAVAILABLE) {
      outside.remove(name);
      assertThat(inside.remove(name)).as(name).isEqualTo("ENOSYS");
    }
    for (String everybody :
        List.of("kill_all", "setpriority_user", "ioprio_user", "session_to_parent")) {
      outside.remove(everybody);
      assertThat(inside.remove(everybody)).as(everybody).isEqualTo("EPERM");
    }
    assertThat(inside).isEqualTo(outside);
    assertThat(inside).containsEntry("ended", "ok").containsEntry("awaited", "ESRCH");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sleep 100 & kill $!; wait $!; echo $?",
        "sleep 100 & kill -STOP $!; kill -CONT $!; kill -KILL $!; wait $!; echo $?",
        "timeout 0.1 sleep 10; echo $?",
        "timeout -k 1 -s INT 0.1 sleep 10; echo $?",
        "set -m; sleep 50 | sleep 50 & kill -- -$!; wait $!; echo $?",
        "set -m; sleep 0.1 | sleep 50 & sleep 0.5; kill -- -$!; wait $!; echo $?",
        "trap 'echo got' TERM; kill 0; echo done",
        "trap 'echo got' TERM; kill -- -$$; echo done",
        "sh -c 'kill -ABRT $$'; echo $?",
        "sh -c 'sh -c \"sleep 100 & echo \\$!\"' > pid; read p < pid; kill $p && echo killed",
        "yes | head -n 1",
        "nice -n 5 nice; renice -n 3 $$ > renice.out; nice",
        "ionice -c 3 true; ionice -c 2 -p $$; taskset -p $$ > taskset.out; echo $?",
        "prlimit --pid $$ --nofile=64:64; ulimit -n",
        "kill -0 $$ && kill -0 $PPID 2> no || echo not mine",
      })
  void shellsGovernTheirJobsAsEver(String script) {
    for (String preset : List.of("own-processes", "untrusted")) {
      Sandbox sandbox = free();
      String[] command = {"bash", "-c", script};
      String quiet = script.contains("PPID") ? "not mine\n" : sandbox.run(command).stdoutText();
      Run run = sandbox.withPolicy(preset).run(command);
      assertThat(succeeded(run).stdoutText()).isEqualTo(quiet);
      assertThat(run.deniedCallCount()).isEqualTo(script.contains("PPID") ? 1 : 0);
    }
  }

  @Test
  void aDeniedCallTellsWhomItNamed() {
    Run run = attack(under("own-processes"), ATTACK, "kill", "kill_group");
    assertThat(run.deniedCalls())
        .extracting(call -> call.target().orElseThrow())
        .containsExactly(
            "process " + victim.pid() + " outside the run",
            "group " + victim.pid() + " outside the run");
    assertThat(DeniedCallMatcher.of("kill(pid!=run)")).accepts(run.deniedCalls().get(0));
    assertThat(DeniedCallMatcher.of("kill(pid=run)")).rejects(run.deniedCalls().get(0));
    assertThat(run.deniedCalls().get(0))
        .hasToString(
            "kill(pid="
                + victim.pid()
                + ", sig=0) on process "
                + victim.pid()
                + " outside the run");
  }

  @Test
  void whatIsNotThereIsNotWaitedFor() {
    int nobody = Integer.MAX_VALUE;
    Run run =
        RawCalls.none()
            .call("kill", nobody, 0)
            .call("kill", -nobody, 0)
            .call("kill", Integer.MIN_VALUE, 0)
            .call("tkill", nobody, 0)
            .call("setpriority", 1, nobody, 0)
            .run(under("own-processes"));
    assertThat(succeeded(run).stdoutLines()).containsOnly("-3"); // ESRCH
    assertThat(run.deniedCalls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"own-processes", "untrusted"})
  void noSettingOfOthersIsWritten(String preset) {
    String script =
        "for f in oom_score_adj coredump_filter mem task/$0/comm; do : 3<> /proc/$0/$f || echo no;"
            + " done; cd /proc/$0; : 3<> mem || echo no; : 3<> /proc/sys/kernel/core_pattern || echo"
            + " no; : 3<> /proc/self/coredump_filter && : 3<> /proc/thread-self/comm && echo own";
    Run run = under(preset).run("bash", "-c", script, Long.toString(victim.pid()));
    assertThat(succeeded(run).stdoutText()).isEqualTo("no\nno\nno\nno\nno\nno\nown\n");
    assertThat(run.deniedCallCount()).isEqualTo(6);
  }

  @Test
  void nobodyIsLookedInto() {
    String script =
        "for f in environ maps mem auxv task/$0/maps fd/0 cwd/x; do cat /proc/$0/$f > /dev/null && echo"
            + " $f; done; cd /proc/$0; cat environ || echo no; cat /proc/self/maps > /dev/null && cat"
            + " /proc/thread-self/environ > /dev/null && cat stat > /dev/null && echo own";
    Run run = under("no-looking").run("bash", "-c", script, Long.toString(victim.pid()));
    assertThat(succeeded(run).stdoutText()).isEqualTo("no\nown\n");
    assertThat(run.deniedCallCount()).isEqualTo(8);
  }
}
