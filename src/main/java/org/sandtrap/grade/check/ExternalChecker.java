package org.sandtrap.grade.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.sandtrap.Run;
import org.sandtrap.Sandbox;
import org.sandtrap.SandtrapException;
import org.sandtrap.isolation.Access;
import org.sandtrap.isolation.Isolation;
import org.sandtrap.launch.PrivateDirectory;

/**
 * A checker that is a program: an output validator of Kattis, or a checker made with testlib. It
 * runs in a sandbox of its own, and gets its files in a fresh directory. Whatever it does but say
 * that the output is right or wrong, such as crash or reach a limit, is a {@link CheckerException}.
 * Immutable.
 *
 * <p>Unless {@link #withSandbox} says otherwise, it may take 60 s of CPU time, 2 min on the clock,
 * 2 GiB of memory, write 8 MiB to standard output and standard error and 64 MiB into each file, and
 * have 64 processes. It reads what a hostile program wrote: one that may have holes, such as one in
 * C, belongs into {@link Sandbox#untrusted()}, where the host has that; the directory with its
 * files is added to what it can reach.
 */
public final class ExternalChecker implements Checker {
  private static final Sandbox USUAL =
      Sandbox.create()
          .withCpu("60s")
          .withWall("2min")
          .withMemory("2GiB")
          .withOutput("8MiB")
          .withFileSize("64MiB")
          .withProcesses("64");

  private final CheckerProtocol protocol;
  private final List<String> command;
  private final Sandbox sandbox;
  private final OptionalDouble maximum;

  private ExternalChecker(
      CheckerProtocol protocol, List<String> command, Sandbox sandbox, OptionalDouble maximum) {
    this.protocol = protocol;
    this.command = command;
    this.sandbox = sandbox;
    this.maximum = maximum;
  }

  /**
   * An output validator of Kattis: {@code validator input answer feedback_dir/ [arguments] <
   * output}. It exits with 42 when the output is right, with 43 when it is wrong. What it writes
   * into {@code judgemessage.txt} and on standard error is for the teacher, {@code teammessage.txt}
   * for the student, {@code score.txt} is the score of a right output.
   *
   * @param command the program and its first arguments
   * @return the checker
   * @throws IllegalArgumentException when the command is empty
   */
  public static ExternalChecker kattis(List<String> command) {
    return of(new KattisProtocol(), command);
  }

  /** The same as {@link #kattis(List)}. */
  public static ExternalChecker kattis(String... command) {
    return kattis(List.of(command));
  }

  /**
   * A checker made with testlib: {@code checker input output answer [arguments]}. It exits with 0
   * when the output is right; with 1 when it is wrong, 2 when it has another form, 4 when it goes
   * on where it should end, 8 when it ends too early; with 7 when standard error begins with {@code
   * points} and a number. Standard error is for the teacher. With points above 0 an output is
   * accepted.
   *
   * @param command the program and its first arguments
   * @return the checker
   * @throws IllegalArgumentException when the command is empty
   */
  public static ExternalChecker testlib(List<String> command) {
    return of(new TestlibProtocol(), command);
  }

  /** The same as {@link #testlib(List)}. */
  public static ExternalChecker testlib(String... command) {
    return testlib(List.of(command));
  }

  private static ExternalChecker of(CheckerProtocol protocol, List<String> command) {
    if (command.isEmpty()) {
      throw new IllegalArgumentException(
          "checker: the command is empty. Expected a program, with arguments behind it.");
    }
    return new ExternalChecker(protocol, List.copyOf(command), USUAL, OptionalDouble.of(1));
  }

  /**
   * Runs the program in this sandbox, in place of the usual one. Its standard input is not used.
   */
  public ExternalChecker withSandbox(Sandbox sandbox) {
    Objects.requireNonNull(sandbox, "sandbox is null");
    return new ExternalChecker(protocol, command, sandbox, maximum);
  }

  /**
   * Says which score is worth all points, 1 unless it is set. A score below 0 or above this is a
   * {@link CheckerException}.
   *
   * @param score above 0
   * @return a new checker
   * @throws IllegalArgumentException when it is not above 0, or infinite
   */
  public ExternalChecker withMaximum(double score) {
    if (!(score > 0) || Double.isInfinite(score)) {
      throw new IllegalArgumentException(
          "maximum: " + score + " is no score that is worth all points. Expected one above 0.");
    }
    return new ExternalChecker(protocol, command, sandbox, OptionalDouble.of(score));
  }

  /**
   * Takes scores as they are, in no relation to points: {@link CheckResult#score} has them, and an
   * output that is accepted has all points.
   */
  public ExternalChecker withAnyScore() {
    return new ExternalChecker(protocol, command, sandbox, OptionalDouble.empty());
  }

  @Override
  public CheckResult check(CheckRequest request) throws IOException {
    Path parent = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    try (PrivateDirectory made = PrivateDirectory.create(parent)) {
      CheckFiles files = CheckFiles.in(made.directory());
      Sandbox reaching = reaching(files).withStdin(protocol.stdin(request));
      protocol.write(files, request);
      Run run = run(reaching, protocol.command(command, files, request));
      return new Ruling(name(), run, maximum).result(protocol, files);
    }
  }

  private Run run(Sandbox reaching, List<String> words) {
    try {
      return reaching.run(words);
    } catch (SandtrapException e) {
      throw new CheckerException(name() + " could not be run: " + e.getMessage(), e);
    }
  }

  private String name() {
    return "The checker " + VisibleBytes.quoted(command.get(0), 200);
  }

  private Sandbox reaching(CheckFiles files) {
    Isolation isolation = sandbox.isolation();
    Sandbox reaching = sandbox;
    if (isolation.restricts(Access.READ)) {
      reaching = reaching.withReadable(files.directory());
    }
    return isolation.restricts(Access.WRITE) ? reaching.withWritable(files.feedback()) : reaching;
  }
}
