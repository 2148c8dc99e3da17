package org.sandtrap.tracer.host;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sandtrap.limit.ByteSize;
import org.sandtrap.limit.Limits;
import org.sandtrap.policy.CallFilter;
import org.sandtrap.policy.Policy;
import org.sandtrap.policy.WantedCalls;
import org.sandtrap.tracer.LaunchFailure;
import org.sandtrap.tracer.Outcome;
import org.sandtrap.tracer.RunSpec;
import org.sandtrap.tracer.Supervisor;
import org.sandtrap.tracer.TracerThreads;
import org.sandtrap.tracer.binding.Ending;
import org.sandtrap.tracer.binding.Plan;
import org.sandtrap.tracer.binding.Plan.ResourceLimit;
import org.sandtrap.tracer.binding.Stdio;
import org.sandtrap.tracer.binding.Step;
import org.sandtrap.tracer.binding.UnsupportedHostException;
import org.sandtrap.tracer.stream.Sink;

/**
 * A program of the host that is run for our own use, itself under supervision: it gets little time
 * and memory, it may crash, and nothing of it stays.
 */
final class HostTool {
  private static final List<String> DIRECTORIES =
      List.of("/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin", "/sbin");
  private static final int RLIMIT_CORE = 4;
  private static final int RLIMIT_AS = 9;
  private static final ByteSize MEMORY = ByteSize.ofGibibytes(4);
  private static final ByteSize OUTPUT = ByteSize.ofMebibytes(1);

  private HostTool() {}

  /**
   * The answer of a tool.
   *
   * @param outcome what the tracer saw
   * @param output what it wrote to standard output
   * @param errors what it wrote to standard error
   */
  record StopAnswer(Outcome outcome, String output, String errors) {
    /** Whether it ended by itself, with exit code 0. */
    boolean good() {
      return outcome.reasons().isEmpty() && outcome.ending().equals(new Ending.Exited(0));
    }
  }

  /** Where a program is installed. */
  static Optional<String> find(String name) {
    return DIRECTORIES.stream()
        .map(directory -> directory + "/" + name)
        .filter(path -> Files.isExecutable(Path.of(path)))
        .findFirst();
  }

  /**
   * Runs a program that gets nothing as standard input; see {@link #run(Duration, Stdio,
   * String...)}.
   */
  static StopAnswer run(Duration wall, String... command) throws LaunchFailure {
    return run(wall, new Stdio.Null(), command);
  }

  /**
   * Runs a program, on a thread of its own and without waiting for a turn.
   *
   * @param wall how long it may take
   * @param stdin what it gets as standard input
   * @param command its path and arguments
   * @return what came of it
   * @throws LaunchFailure when it could not be started
   * @throws UnsupportedHostException when nothing can be started here
   */
  static StopAnswer run(Duration wall, Stdio stdin, String... command) throws LaunchFailure {
    Sample output = new Sample();
    Sample errors = new Sample();
    Limits limits = Limits.defaults().withWall(wall).withOutput(OUTPUT);
    RunSpec order =
        new RunSpec(
            plan(stdin, List.of(command)),
            Optional.of(output),
            Optional.of(errors),
            limits,
            Policy.none(),
            List.of(),
            WantedCalls.NONE,
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    // An interrupt that has come before this, or comes now, is for our caller.
    boolean interrupted = Thread.interrupted();
    try {
      Outcome outcome = TracerThreads.start(new Supervisor(order)).join();
      return new StopAnswer(outcome, output.text(), errors.text());
    } catch (InterruptedException e) {
      interrupted = true;
      throw new LaunchFailure(Step.NONE, 0, 0);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Plan plan(Stdio stdin, List<String> command) {
    long memory = MEMORY.bytes();
    return new Plan(
        command.stream().map(HostTool::bytes).toList(),
        List.of(bytes("PATH=" + String.join(":", DIRECTORIES)), bytes("LC_ALL=C")),
        List.of(bytes(command.get(0))),
        Optional.empty(),
        stdin,
        new Stdio.Pipe(),
        new Stdio.Pipe(),
        // A limit of 1 byte, unlike 0, also keeps a crash from a program that collects core files.
        List.of(
            new ResourceLimit(RLIMIT_CORE, 1, 1, false),
            new ResourceLimit(RLIMIT_AS, memory, memory, false)),
        CallFilter.of(Limits.unlimited(), Policy.none(), false),
        false,
        Optional.empty(),
        false,
        Plan.State.USUAL,
        Optional.empty());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A sink that keeps everything: there is a limit on the output. */
  private static final class Sample implements Sink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public synchronized void write(byte[] part, int length) {
      bytes.write(part, 0, length);
    }

    private synchronized String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
