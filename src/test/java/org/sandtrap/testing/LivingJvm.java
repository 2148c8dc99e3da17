package org.sandtrap.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sandtrap.syscall.Signal;

/** A {@link ChildJvm} that goes on beside the test, which talks to it, signals it, and ends it. */
public final class LivingJvm implements AutoCloseable {
  private final Process process;
  private final Path output;

  private LivingJvm(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  static LivingJvm start(ProcessBuilder builder) throws IOException {
    Path output = Files.createTempFile("sandtrap-jvm", ".out");
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    return new LivingJvm(builder.start(), output);
  }

  /** Its process id. */
  public int pid() {
    return (int) process.pid();
  }

  /** What it has written so far, to standard output and standard error, in lines. */
  public List<String> lines() {
    try {
      String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
      return text.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it has written this line. */
  public void awaitLine(String line) {
    Until.isTrue(
        line,
        Patience.TIME,
        () -> {
          boolean alive = process.isAlive();
          boolean found = lines().contains(line);
          assertThat(alive || found).as("no line '%s': %s", line, lines()).isTrue();
          return found;
        });
  }

  /** Gives it one more byte to read from standard input. */
  public void poke() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  /** Sends it a signal. */
  public void signal(Signal signal) {
    assertThat(Libc.INSTANCE.kill(pid(), signal.number())).as("result of kill(2)").isZero();
  }

  /**
   * Waits for its end.
   *
   * @return its exit code, or 128 and the number of the signal that killed it
   */
  public int await() throws InterruptedException {
    assertThat(process.waitFor(Patience.SECONDS, TimeUnit.SECONDS))
        .as("end of a JVM that said %s", lines())
        .isTrue();
    return process.exitValue();
  }

  /** Kills it, if it is still there. */
  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    process.getOutputStream().close();
    Files.delete(output);
  }
}
