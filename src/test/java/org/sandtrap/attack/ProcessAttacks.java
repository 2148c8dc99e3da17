package org.sandtrap.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.sandtrap.Cause;
import org.sandtrap.LaunchException;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.testing.Hostile;
import org.sandtrap.testing.Tracees;

/** Rows 21 to 31 and 48: attacks by processes that are many, hidden or not started at all. */
final class ProcessAttacks {
  private static final int PROCESSES = 20;

  static final List<Attack> ALL =
      Stream.of(bombs(), leftovers(), followed(), List.of(storm()), starts())
          .flatMap(List::stream)
          .toList();

  private ProcessAttacks() {}

  private static List<Attack> bombs() {
    return Attack.each(
            (row, command) ->
                Attack.everywhere(
                    row,
                    command,
                    (sandbox, victim) -> {
                      Run run = Attempts.line(sandbox.withProcesses(PROCESSES), command);
                      assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.PROCESS_LIMIT);
                    }),
            "21 fork_bomb fork",
            "21 fork_bomb vfork",
            "21 fork_bomb clone",
            "21 fork_bomb setsid",
            "22 zombie_bomb 100")
        .toList();
  }

  private static Attack storm() {
    return Attack.everywhere(
        25,
        "event_storm all",
        (sandbox, victim) -> {
          Sandbox crowded = sandbox.withProcesses(2000).withThreads(4000).withWall("1s");
          Run run = Attempts.line(crowded, "event_storm all 64 9000");
          assertThat(run.verdict()).as("%s", run).isEqualTo(Verdict.TIME_LIMIT);
        });
  }

  private static List<Attack> leftovers() {
    return Attack.each(
            (row, command) ->
                Attack.everywhere(
                    row,
                    command,
                    (sandbox, victim) -> {
                      Run run = Attempts.line(sandbox, command);
                      assertThat(run.causes()).as("%s", run).containsExactly(new Cause.Exited(0));
                      assertThat(run.leftovers()).hasSize(1);
                    }),
            "26 daemonise double",
            "26 daemonise nohup",
            "27 orphan_stdout silent",
            "27 orphan_stdout setsid",
            "30 clone_parent sleep")
        .toList();
  }

  private static Attack ends(int row, String command, int code, String output) {
    return Attack.everywhere(
        row,
        command,
        (sandbox, victim) -> {
          Run run = Attempts.line(sandbox, command);
          assertThat(run.causes())
              .as("%s %s", run, run.stderrText())
              .containsExactly(new Cause.Exited(code));
          assertThat(run.stdoutText()).matches("(?s)" + output);
        });
  }

  /** Where /proc is closed a program counts no threads. */
  private static List<Attack> followed() {
    return List.of(
        Attack.everywhere(
            29,
            "clone_raw untraced",
            (sandbox, victim) ->
                assertThat(Hostile.run(sandbox, "clone_raw", "untraced", "untraced3").stdoutLines())
                    .containsExactly("untraced errno 1", "untraced3 errno 38")),
        ends(30, "clone_parent exit", 0, "sibling parent same\n"),
        ends(30, "clone_parent many", 0, "(sibling parent same\n)+"),
        ends(30, "clone_parent nested", 0, "(sibling parent same\n)+"),
        ends(31, "exec_from_thread thread 20", 42, "same pid 1 threads [01]\n"),
        ends(31, "exec_from_thread leader_gone 20", 42, "same pid 1 threads [01]\n"),
        ends(31, "exec_from_thread race 8", 42, "same pid 1 threads [01]\n"),
        ends(31, "exec_from_thread vfork_chain 50", 42, "same pid 0 threads [01]\n"));
  }

  private static Attack refused(String file, String errno) {
    return Attack.everywhere(
        48,
        "start_failures " + file,
        (sandbox, victim) -> {
          Path made = victim.open().resolve("failures");
          if (!Files.exists(made)) {
            Files.createDirectory(made);
            Attempts.line(Sandbox.create(), "start_failures " + made);
          }
          Sandbox reading = sandbox.withReadable(made);
          LaunchException failure = failing(reading, made.resolve(file));
          assertThat(failure.step()).as("%s", failure).isEqualTo("exec");
          assertThat(failure.errno()).isEqualTo(errno);
        });
  }

  private static LaunchException failing(Sandbox sandbox, Path program) {
    try {
      throw new AssertionError(sandbox.run(program.toString()).toString());
    } catch (LaunchException e) {
      return e;
    }
  }

  private static List<Attack> starts() {
    return List.of(
        refused("missing", "ENOENT"),
        refused("no_x", "EACCES"),
        refused("empty", "ENOEXEC"),
        refused("wrong_arch", "ENOEXEC"),
        refused("bad_interpreter", "ENOENT"),
        refused("script_bad_interpreter", "ENOENT"),
        refused("loop", "ELOOP"),
        Attack.everywhere(
            48,
            "start_failures nothing",
            (sandbox, victim) ->
                assertThat(sandbox.run(Tracees.command("nothing")).causes())
                    .containsExactly(new Cause.Exited(0))));
  }
}
