package org.sandtrap.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Stopped.stopped;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.sandtrap.Cause;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.Verdict;
import org.sandtrap.limit.Limit;
import org.sandtrap.syscall.Signal;

/** Rows 1 to 17: attacks on limits of time and memory. */
final class LimitAttacks {
  private static final UnaryOperator<Sandbox> LITTLE_CPU = sandbox -> sandbox.withCpu("200ms");
  private static final UnaryOperator<Sandbox> LITTLE_WALL = sandbox -> sandbox.withWall("300ms");
  private static final UnaryOperator<Sandbox> LITTLE_MEMORY =
      sandbox -> sandbox.withMemory("64MiB");

  static final List<Attack> ALL =
      Stream.of(cpu(), wall(), memory(), stack()).flatMap(List::stream).toList();

  private LimitAttacks() {}

  private static Attack stops(
      int row, String command, UnaryOperator<Sandbox> limits, Verdict verdict, Limit limit) {
    return Attack.everywhere(
        row,
        command,
        (sandbox, victim) ->
            stopped(Attempts.line(limits.apply(sandbox), command), verdict, limit));
  }

  private static List<Attack> cpu() {
    return Attack.each(
            (row, command) -> stops(row, command, LITTLE_CPU, Verdict.TIME_LIMIT, Limit.CPU),
            "1 cpu_user",
            "2 cpu_kernel getppid",
            "2 cpu_kernel zero",
            "3 cpu_threads 8 wait",
            "3 cpu_threads 8 gone",
            "3 cpu_threads 4 churn",
            "4 cpu_children 10 100 together",
            "4 cpu_children 10 100 one_by_one",
            "5 cpu_hidden_children ignored",
            "5 cpu_hidden_children adopted",
            "6 cpu_sigxcpu ignore",
            "6 cpu_sigxcpu block",
            "6 cpu_sigxcpu handle",
            "9 clock_games spin",
            "28 pgrp_escape setpgid",
            "28 pgrp_escape child_setsid",
            "28 pgrp_escape both")
        .toList();
  }

  private static List<Attack> wall() {
    Attack orphans =
        Attack.everywhere(
            5,
            "cpu_hidden_children orphan",
            (sandbox, victim) -> {
              Run run = Attempts.line(sandbox, "cpu_hidden_children orphan 4 5000");
              assertThat(run.causes()).as("%s", run).containsExactly(new Cause.Exited(0));
              assertThat(run.leftovers()).hasSize(4);
            });
    Attack idle =
        stops(
            7,
            "sleep_forever poll",
            sandbox -> sandbox.withIdle("200ms"),
            Verdict.TIME_LIMIT,
            Limit.IDLE);
    Stream<Attack> walls =
        Attack.each(
            (row, command) -> stops(row, command, LITTLE_WALL, Verdict.TIME_LIMIT, Limit.WALL),
            "7 sleep_forever pause",
            "7 sleep_forever futex",
            "7 sleep_forever read",
            "7 sleep_forever blocked",
            "7 sleep_forever vfork",
            "7 sleep_forever threads",
            "8 self_stop self",
            "8 self_stop child",
            "8 self_stop group",
            "9 clock_games sleep");
    return Stream.concat(Stream.of(orphans, idle), walls).toList();
  }

  private static Attack succeeds(
      int row, String command, UnaryOperator<Sandbox> limits, String output) {
    return Attack.everywhere(
        row,
        command,
        (sandbox, victim) -> {
          Run run = Attempts.line(limits.apply(sandbox), command);
          assertThat(run.causes()).as("%s", run).containsExactly(new Cause.Exited(0));
          assertThat(run.stdoutText()).matches(output + "\n");
        });
  }

  private static Attack hits(
      int row, String command, UnaryOperator<Sandbox> limits, Limit limit, String output) {
    return Attack.everywhere(
        row,
        command,
        (sandbox, victim) -> {
          Run run = Attempts.line(limits.apply(sandbox), command);
          assertThat(run.causes()).as("%s", run).containsExactly(new Cause.Exited(0));
          assertThat(run.stdoutText()).matches(output + "\n");
          assertThat(run.limitsHit()).as("%s", run).containsExactly(limit);
        });
  }

  private static List<Attack> memory() {
    Stream<Attack> stopped =
        Attack.each(
            (row, command) ->
                stops(row, command, LITTLE_MEMORY, Verdict.MEMORY_LIMIT, Limit.MEMORY),
            "10 mem_touch 1 512 memset",
            "10 mem_touch 1 512 populate",
            "12 mem_bss touch",
            "12 mem_bss_huge",
            "13 mem_spike 400 3",
            "14 mem_tree private 8 16 100");
    return Stream.concat(
            stopped,
            Stream.of(
                succeeds(11, "mem_reserve none 100", LITTLE_MEMORY, "reserved .* touched 10 MiB"),
                succeeds(11, "mem_reserve noreserve 20", LITTLE_MEMORY, "reserved .*"),
                succeeds(12, "mem_bss", LITTLE_MEMORY, "static 800 MiB untouched"),
                succeeds(14, "mem_tree shared 8 40 50", LITTLE_MEMORY, "children 8 each 40 MiB"),
                stops(
                    15,
                    "mem_hidden memfd 100",
                    sandbox -> sandbox.withFileSize("10MB"),
                    Verdict.OUTPUT_LIMIT,
                    Limit.FILE_SIZE),
                hits(
                    16,
                    "mem_handled",
                    sandbox -> sandbox.withAddressSpace("100MiB"),
                    Limit.ADDRESS_SPACE,
                    "allocated .* refused ENOMEM"),
                hits(
                    23,
                    "thread_bomb 300",
                    sandbox -> sandbox.withThreads(20),
                    Limit.THREADS,
                    "threads \\d+ refused EAGAIN"),
                hits(
                    24,
                    "fd_exhaust open",
                    sandbox -> sandbox.withOpenFiles(20),
                    Limit.OPEN_FILES,
                    "open \\d+ refused EMFILE")))
        .toList();
  }

  private static List<Attack> stack() {
    return Stream.of("recursion", "far 300", "thread")
        .map(
            way ->
                Attack.everywhere(
                    17,
                    "stack_overflow " + way,
                    (sandbox, victim) -> {
                      Run run = Attempts.line(sandbox.withStack("1MiB"), "stack_overflow " + way);
                      Attempts.died(run, Signal.SIGSEGV);
                      assertThat(((Cause.Signalled) run.cause()).nearStack())
                          .as("%s", run)
                          .isTrue();
                    }))
        .toList();
  }
}
