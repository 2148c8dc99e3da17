package org.sandtrap;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.sandtrap.code.Callers;
import org.sandtrap.code.Location;
import org.sandtrap.launch.Command;
import org.sandtrap.launch.FoundFile;
import org.sandtrap.launch.Input;
import org.sandtrap.launch.RepeatedStart;
import org.sandtrap.launch.Reproduction;
import org.sandtrap.limit.Culprit;
import org.sandtrap.limit.Limit;
import org.sandtrap.limit.Limits;
import org.sandtrap.limit.Usage;
import org.sandtrap.limit.UsageSample;
import org.sandtrap.policy.DeniedCall;
import org.sandtrap.policy.DeniedCalls;
import org.sandtrap.syscall.Abi;
import org.sandtrap.syscall.Syscall;
import org.sandtrap.testing.MadeUsage;
import org.sandtrap.tracer.Outcome;
import org.sandtrap.tracer.binding.Ending;
import org.sandtrap.tracer.binding.EntryFacts;
import org.sandtrap.tracer.binding.FileFacts;
import org.sandtrap.tracer.stream.CapturedOutput;

/**
 * Runs that never happened, with figures that are known exactly: for tests of what tells about
 * runs.
 *
 * @param command the command
 * @param causes why it ended
 * @param hits the limits at which calls failed
 * @param usage what it used
 * @param samples its time line
 * @param stdout what it wrote to standard output
 * @param stderr what it wrote to standard error
 */
public record MadeRun(
    List<String> command,
    List<Cause> causes,
    Set<Limit> hits,
    Usage usage,
    List<UsageSample> samples,
    byte[] stdout,
    byte[] stderr) {
  /** One second of CPU time was allowed, and the second process of {@link MadeUsage} used more. */
  public static final Cause CPU_LIMIT =
      new Cause.LimitReached(
          Limit.CPU,
          "1 s",
          1_000_000_000,
          1_200_000_000,
          Duration.ofSeconds(2),
          Optional.of(new Culprit(8, "sort")),
          List.of(
              new ThreadEnd(
                  8,
                  8,
                  "sort",
                  Optional.empty(),
                  Optional.of(
                      new Location("/usr/bin/sort", 0x1139, Optional.of("main"), Optional.empty())),
                  Callers.NONE,
                  Optional.empty()),
              new ThreadEnd(
                  9,
                  8,
                  "sort",
                  Optional.of(new Syscall(Abi.X86_64, 0)),
                  Optional.empty(),
                  new Callers(
                      List.of(
                          new Location(
                              "/usr/bin/sort", 0x1151, Optional.of("merge"), Optional.empty()))),
                  Optional.empty())));

  private static final Remains REMAINS =
      new Remains(
          List.of(
              new LeftFile(
                  new FoundFile(
                      "a\u00ff.txt".getBytes(StandardCharsets.ISO_8859_1),
                      new EntryFacts(0100644, new FileFacts.Identity(1, 2), 1, 12),
                      new byte[0],
                      "nobody asked"))),
          Optional.of("of more than 1 entries only 1 are listed"),
          List.of(new IpcObject(IpcObject.Kind.SEMAPHORES, 3, 42, 2)));

  /** One that ended well and used something, in two processes. */
  public static MadeRun of(String... command) {
    List<Cause> causes = List.of(new Cause.Exited(0));
    return new MadeRun(
        List.of(command), causes, Set.of(), MadeUsage.ofTwo(), List.of(), new byte[0], new byte[0]);
  }

  /** The same with other causes. */
  public MadeRun causes(Cause... others) {
    return new MadeRun(command, List.of(others), hits, usage, samples, stdout, stderr);
  }

  /** The same at whose limits calls failed. */
  public MadeRun hits(Limit... limits) {
    return new MadeRun(command, causes, Set.of(limits), usage, samples, stdout, stderr);
  }

  /** The same with another usage. */
  public MadeRun usage(Usage other) {
    return new MadeRun(command, causes, hits, other, samples, stdout, stderr);
  }

  /** The same with a time line. */
  public MadeRun samples(UsageSample... line) {
    return new MadeRun(command, causes, hits, usage, List.of(line), stdout, stderr);
  }

  /** The same with other output. */
  public MadeRun wrote(byte[] output, String errors) {
    byte[] bytes = errors.getBytes(StandardCharsets.UTF_8);
    return new MadeRun(command, causes, hits, usage, samples, output, bytes);
  }

  /** The run. */
  public Run run() {
    return new Run(
        command,
        judgement(),
        captured(stdout),
        captured(stderr),
        repetition(),
        Optional.empty(),
        List.of(),
        REMAINS);
  }

  private Judgement judgement() {
    Ending ending =
        causes.get(0) instanceof Cause.Exited exited
            ? new Ending.Exited(exited.code())
            : new Ending.Killed(9);
    List<DeniedCall> denied =
        causes.stream()
            .filter(Cause.Forbidden.class::isInstance)
            .map(cause -> ((Cause.Forbidden) cause).call())
            .toList();
    Outcome outcome =
        new Outcome(
            7,
            ending,
            usage.wall(),
            List.of(),
            Optional.empty(),
            Map.of(),
            OptionalInt.of(17),
            Optional.of(new Syscall(Abi.X86_64, 231)),
            List.of(new Outcome.Survivor(9, "sleep")),
            hits,
            new DeniedCalls(denied, denied.size()),
            DeniedCalls.NONE,
            Duration.ZERO,
            usage,
            samples,
            List.of());
    return new Judgement(outcome, Limits.defaults().withOpenFiles(64).withThreads(2), causes);
  }

  static Reproduction repetition() {
    return new Reproduction(
        Command.of(List.of("true")),
        RepeatedStart.in(new byte[] {'/'}),
        Map.of(),
        new Input.Nothing(),
        Optional.empty());
  }

  private static CapturedOutput captured(byte[] bytes) {
    CapturedOutput captured = new CapturedOutput(Optional.empty());
    captured.write(bytes, bytes.length);
    captured.close();
    return captured;
  }
}
