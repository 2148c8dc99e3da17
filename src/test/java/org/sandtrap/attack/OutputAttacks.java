package org.sandtrap.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sandtrap.testing.Stopped.stopped;

import java.io.File;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.sandtrap.Cause;
import org.sandtrap.Run;
import org.sandtrap.Verdict;
import org.sandtrap.limit.Limit;
import org.sandtrap.syscall.Signal;
import org.sandtrap.testing.Hostile;
import org.sandtrap.testing.Until;

/** Rows 18 to 20, 46 and 47: attacks on what is written, and by what is written. */
final class OutputAttacks {
  private static final int CAP = 100_000;

  static final List<Attack> ALL =
      Stream.of(floods(), files(), reports()).flatMap(List::stream).toList();

  private OutputAttacks() {}

  private static List<Attack> floods() {
    Stream<Attack> floods =
        Stream.of("stdout 65536", "stderr 65536", "both 65536", "stdout 1")
            .map(
                way ->
                    new Attack(
                        18,
                        "flood " + way,
                        Mode.ALL,
                        (sandbox, victim) -> {
                          String[] words = way.split(" ");
                          Run run =
                              Hostile.run(
                                  sandbox.withOutput(CAP + "B"),
                                  "flood",
                                  words[0],
                                  "endless",
                                  words[1]);
                          stopped(run, Verdict.OUTPUT_LIMIT, Limit.OUTPUT);
                          assertThat(run.stdoutText().length() + run.stderrText().length())
                              .isEqualTo(CAP);
                        }));
    Attack blanks =
        new Attack(
            19,
            "out_after_correct",
            Mode.ALL,
            (sandbox, victim) -> {
              Run run = Attempts.run(sandbox.withOutput(CAP + "B"), "out_after_correct", 42);
              stopped(run, Verdict.OUTPUT_LIMIT, Limit.OUTPUT);
              assertThat(run.stdoutText()).startsWith("42\n").hasSize(CAP);
            });
    return Stream.concat(floods, Stream.of(blanks)).toList();
  }

  private static Attack flood(String how, Limit limit) {
    return new Attack(
        20,
        "file_flood " + how,
        Mode.ALL,
        (sandbox, victim) -> {
          Run run =
              Hostile.run(
                  sandbox.withFileSize("4MB").withDisk("8MB").withFiles("100"),
                  "attacks/file_flood",
                  how);
          stopped(run, Verdict.OUTPUT_LIMIT, limit);
        });
  }

  private static List<Attack> files() {
    return List.of(
        flood("big", Limit.FILE_SIZE),
        flood("ignored", Limit.FILE_SIZE),
        flood("unlinked", Limit.FILE_SIZE),
        flood("sparse", Limit.FILE_SIZE),
        flood("many", Limit.DISK),
        flood("empty", Limit.FILES),
        new Attack(
            46,
            "residue_files",
            Mode.ALL,
            (sandbox, victim) -> {
              Set<String> before = temporaryFiles();
              List<String> lines = Attempts.of(sandbox.withFiles("20000"), "residue_files");
              assertThat(Integer.parseInt(lines.get(0).replace("made ", "")))
                  .isGreaterThanOrEqualTo(11);
              Until.isTrue("its files are gone", () -> before.containsAll(temporaryFiles()));
            }));
  }

  /** The directories of runs among them; other tests are not disturbed by others' files. */
  private static Set<String> temporaryFiles() {
    String[] names =
        new File(System.getProperty("java.io.tmpdir"))
            .list((directory, name) -> name.startsWith("sandtrap-"));
    return Set.of(names);
  }

  private static Attack report(String arguments, Signal signal) {
    return new Attack(
        47,
        "fake_reports " + arguments,
        Mode.ALL,
        (sandbox, victim) -> {
          Run run = Attempts.run(sandbox, "fake_reports", (Object[]) arguments.split(" "));
          if (run.exitCode().orElse(0) != 77) { // else the kernel has refused it
            Attempts.died(run, signal);
          }
        });
  }

  private static Attack exit(int code) {
    return new Attack(
        47,
        "fake_reports exit " + code,
        Mode.ALL,
        (sandbox, victim) -> {
          Run run = Attempts.run(sandbox, "fake_reports", "exit", code);
          assertThat(run.causes()).containsExactly(new Cause.Exited(code));
        });
  }

  private static List<Attack> reports() {
    return List.of(
        new Attack(
            47,
            "fake_reports text",
            Mode.ALL,
            (sandbox, victim) ->
                assertThat(Attempts.of(sandbox, "fake_reports", "text"))
                    .startsWith("timelimit exceeded")),
        exit(124),
        exit(126),
        exit(127),
        exit(137),
        exit(255),
        report("raise 9", Signal.SIGKILL),
        report("raise 24", Signal.SIGXCPU),
        report("raise 31", Signal.SIGSYS),
        report("raise 25", Signal.SIGXFSZ),
        report("forge 31 1", Signal.SIGSYS),
        report("forge 24 128", Signal.SIGXCPU),
        report("int3", Signal.SIGTRAP),
        report("dispatch", Signal.SIGSYS));
  }
}
